/**
 * Voyage's API as it is written down, spoken and understood: the document is valid OpenAPI 3.1, the
 * fake's answers and the client's requests are valid against it, neither with a field it does not name.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Validator } from '@seriousme/openapi-schema-validator';
import { OpenAPIBackend, type Document } from 'openapi-backend';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import {
  batch,
  connectVoyage,
  EVENT,
  never,
  operation,
  readAll,
  registrationSeed,
  startEvent,
  TOKEN,
} from './voyage-world.ts';

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestHeaders: IncomingHttpHeaders;
  readonly requestBody: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const DOCUMENT = new URL('../../resources/voyage-api.openapi.json', import.meta.url);
const BATCH = `/v1/events/${EVENT}/registrations:batch`;
const LIST = `/v1/events/${EVENT}/registrations`;

const FORMATS = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/,
  'uri-reference': /^[^\s<>"{}|\\^`]+$/,
};

let document: Record<string, unknown>;
let api: OpenAPIBackend;
let now: number;
let voyage: FakeVoyage;
let exchanges: Exchange[];
let proxyUrl: string;
let side: SidePort;
let close: () => Promise<void>;

beforeAll(async () => {
  document = JSON.parse(await readFile(DOCUMENT, 'utf8')) as Record<string, unknown>;
  const definition = closed(problemsAsJson(document)) as Document;
  api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false, formats: FORMATS },
  });
  await api.init();
});

beforeEach(async () => {
  now = Date.UTC(2026, 9, 17, 10);
  voyage = await startEvent({
    registrations: Array.from({ length: 5 }, (_, at) => registrationSeed(at)),
    capacity: 7,
    clock: () => new Date(now),
  });
  exchanges = [];
  const proxy = createServer((request, response) => {
    void forward(request).then((exchange) => {
      exchanges.push(exchange);
      exchange.headers.forEach((value, name) => {
        if (!/^(?:content-length|connection|keep-alive)$/.test(name))
          response.setHeader(name, value);
      });
      response.writeHead(exchange.status).end(exchange.body);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  side = connectVoyage(proxyUrl).side;
  close = async () => {
    await side.close();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    await voyage.close();
  };
});
afterEach(() => close());

async function forward(request: IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const requestBody = Buffer.concat(chunks).toString('utf8');
  const { method = 'GET', url: path = '/', headers: requestHeaders } = request;
  const passed = ['authorization', 'content-type', 'idempotency-key'].flatMap((name) => {
    const value = requestHeaders[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const answer = await fetch(voyage.url + path, {
    method,
    headers: Object.fromEntries(passed),
    ...(requestBody === '' ? {} : { body: requestBody }),
  });
  const body = await answer.text();
  return {
    method,
    path,
    requestHeaders,
    requestBody,
    status: answer.status,
    headers: answer.headers,
    body,
  };
}

async function call(
  method: string,
  path: string,
  more: { readonly body?: unknown; readonly key?: string; readonly token?: string } = {},
): Promise<Response> {
  return fetch(proxyUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${more.token ?? TOKEN}`,
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(more.key === undefined ? {} : { 'idempotency-key': more.key }),
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  });
}

function expectAnswersAsWritten(): void {
  expect(exchanges).not.toEqual([]);
  for (const { method, path, status, headers, body } of exchanges) {
    const [bare = '', query = ''] = path.split('?');
    const found = api.router.matchOperation({ method, path: bare, query, headers: {} }, true);
    const isProblem = status >= 400;
    expect(headers.get('content-type')).toMatch(
      isProblem ? /^application\/problem\+json/ : /^application\/json/,
    );
    expect(Object.keys(found.responses ?? {}), `${method} ${path}`).toContain(String(status));
    const answer = JSON.parse(body) as { requestId?: string };
    const { errors } = api.validateResponse(answer, found, status);
    expect(errors ?? [], `${method} ${path} ${status} ${body}`).toEqual([]);
    const flat = Object.fromEntries(headers);
    const checked = api.validateResponseHeaders(flat, found, {
      statusCode: status,
      setMatchType: 'any' as never,
    });
    expect(checked.errors ?? []).toEqual([]);
    if (isProblem) expect(headers.get('x-request-id')).toBe(answer.requestId);
  }
}

function requestErrors({
  method,
  path,
  requestHeaders,
  requestBody,
}: Exchange): readonly unknown[] {
  const [bare = '', query = ''] = path.split('?');
  const headers = requestHeaders as Record<string, string>;
  const request = { method, path: bare, query, headers, body: requestBody };
  const { valid, errors } = api.validateRequest(request);
  return valid ? [] : (errors ?? ['invalid']);
}

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('every call answers as written', async () => {
  voyage.notify({
    id: 'cbk_1',
    campaignId: '701Vy0000000001IAA',
    kind: 'changed',
    occurredAt: '2026-10-17T09:00:00.000Z',
    deliveredAt: '2026-10-17T09:00:02.000Z',
  });
  await call('GET', '/v1/me');
  await call('GET', '/v1/capabilities');
  await call('GET', '/v1/events?query=summit&limit=1');
  await call('GET', `/v1/events/${EVENT}`);
  const first = await call('GET', `${LIST}?limit=2`);
  const { nextCursor } = (await first.json()) as { nextCursor: string };
  await call('GET', `${LIST}?limit=2&cursor=${nextCursor}`);
  await call('GET', `${LIST}?updatedSince=2026-09-02T00:00:00Z`);
  const one = await call('GET', '/v1/registrations/reg_000001');
  expect(one.headers.get('etag')).toBe('"1"');
  await call('GET', '/v1/salesforce-callbacks?limit=10');
  expectAnswersAsWritten();
  expect(new Set(exchanges.map(({ status }) => status))).toEqual(new Set([200]));
  expect(exchanges.flatMap(requestErrors)).toEqual([]);
});

test('every result of a batch is as written, and so is the answer given again', async () => {
  const operations = [
    { ref: 'created', op: 'create', fields: { email: 'a@fjordlys.example' } },
    { ref: 'email', op: 'create', fields: { email: 'nobody' } },
    { ref: 'status', op: 'create', fields: { status: 'vip' } },
    { ref: 'updated', op: 'update', id: 'reg_000000', ifVersion: 1, fields: { title: 'CTO' } },
    { ref: 'unchanged', op: 'update', id: 'reg_000001', fields: { company: 'Nordwind' } },
    { ref: 'stale', op: 'cancel', id: 'reg_000001', ifVersion: 9 },
    { ref: 'cancelled', op: 'cancel', id: 'reg_000002' },
    { ref: 'deleted', op: 'delete', id: 'reg_000003' },
    { ref: 'gone', op: 'delete', id: 'reg_000003' },
    { ref: 'seat 5', op: 'create' },
    { ref: 'seat 6', op: 'create' },
    { ref: 'seat 7', op: 'create' },
    { ref: 'full', op: 'create' },
  ];
  const body = { operations, atomic: false };
  const first = await call('POST', BATCH, { body, key: 'k1' });
  const { results } = (await first.json()) as {
    results: { ref: string; status: string; error?: { code: string } }[];
  };
  expect(results.map(({ ref, status, error }) => [ref, error?.code ?? status])).toEqual([
    ['created', 'created'],
    ['email', 'invalid_email'],
    ['status', 'invalid_status'],
    ['updated', 'updated'],
    ['unchanged', 'unchanged'],
    ['stale', 'stale'],
    ['cancelled', 'cancelled'],
    ['deleted', 'deleted'],
    ['gone', 'not_found'],
    ['seat 5', 'created'],
    ['seat 6', 'created'],
    ['seat 7', 'created'],
    ['full', 'capacity_reached'],
  ]);
  const again = await call('POST', BATCH, { body, key: 'k1' });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.json()).toEqual({ results });
  await call('POST', BATCH, { body: { ...body, atomic: true }, key: 'k2' });
  expectAnswersAsWritten();
  expect(exchanges.flatMap(requestErrors)).toEqual([]);
});

test('the key lives a day', async () => {
  const body = { operations: [{ ref: 'a', op: 'create' }] };
  await call('POST', BATCH, { body, key: 'k' });
  now += 24 * 3_600_000 + 1;
  const later = await call('POST', BATCH, { body, key: 'k' });
  expect(later.headers.get('idempotency-replayed')).toBeNull();
});

test.each([
  ['invalid_token', 401],
  ['forbidden', 403],
  ['not_found', 404],
  ['idempotency_key_reused', 409],
  ['cursor_expired', 410],
  ['invalid', 422],
  ['rate_limited', 429],
  ['unavailable', 503],
])('the problem %s is as written', async (code, status) => {
  const body = { operations: [{ ref: 'a', op: 'create' }] };
  const provoke: Record<string, () => Promise<Response>> = {
    invalid_token: () => call('GET', '/v1/me', { token: 'stolen' }),
    forbidden: () => {
      voyage.faults.set({ scopes: [] });
      return call('GET', '/v1/events');
    },
    not_found: () => call('GET', '/v1/registrations/reg_none'),
    idempotency_key_reused: async () => {
      await call('POST', BATCH, { body, key: 'k' });
      return call('POST', BATCH, { body: { ...body, atomic: true }, key: 'k' });
    },
    cursor_expired: async () => {
      const page = await call('GET', `${LIST}?limit=1`);
      const { nextCursor } = (await page.json()) as { nextCursor: string };
      now += 3_600_001;
      return call('GET', `${LIST}?limit=1&cursor=${nextCursor}`);
    },
    invalid: () => call('GET', `${LIST}?limit=1001`),
    rate_limited: () => {
      voyage.faults.set({ rateLimitNext: 1, retryAfter: '3' });
      return call('GET', '/v1/me');
    },
    unavailable: () => {
      voyage.faults.set({ failBatchesAfter: 0 });
      return call('POST', BATCH, { body, key: 'k' });
    },
  };
  const answer = await provoke[code]?.();
  expect(answer?.status).toBe(status);
  expect(await answer?.json()).toMatchObject({ code, status });
  expectAnswersAsWritten();
});

test.each([
  ['an unknown field', { operations: [], dryRun: true }, '/dryRun'],
  [
    'an unknown field of a registration',
    { operations: [{ ref: 'a', op: 'create', fields: { emial: 'x' } }] },
    '/operations/0/fields/emial',
  ],
  [
    'an update without an id',
    { operations: [{ ref: 'a', op: 'update', fields: {} }] },
    '/operations/0/id',
  ],
  [
    'a text that is a number',
    { operations: [{ ref: 'a', op: 'create', fields: { phone: 49 } }] },
    '/operations/0/fields/phone',
  ],
  [
    'more operations than a batch takes',
    { operations: Array.from({ length: 201 }, (_, at) => ({ ref: `r${at}`, op: 'create' })) },
    '/operations',
  ],
])('%s is refused by document and fake alike, with its pointer', async (_, body, pointer) => {
  const answer = await call('POST', BATCH, { body, key: 'k' });
  expect(answer.status).toBe(422);
  const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
  expect(errors.map((flaw) => flaw.pointer)).toContain(pointer);
  expectAnswersAsWritten();
  expect(exchanges.flatMap(requestErrors)).not.toEqual([]);
  expect(voyage.requests().write).toBe(1);
});

test('a batch without a key is refused by document and fake alike', async () => {
  const answer = await call('POST', BATCH, { body: { operations: [{ ref: 'a', op: 'create' }] } });
  expect(answer.status).toBe(422);
  expectAnswersAsWritten();
  expect(exchanges.flatMap(requestErrors)).not.toEqual([]);
});

test('every request of the client is as written', async () => {
  await side.identify();
  await side.lists('autumn');
  await side.describe(EVENT);
  await readAll(side);
  const values = { status: 'confirmed', firstName: 'Zoë', email: null, company: 'Fjordlys' };
  const known = { recordId: 'reg_000001', expectVersion: '1' };
  await side.write(
    batch('018f-key', [
      operation('a', { fields: values }),
      operation('b', { ...known, op: 'update', fields: { ...values, status: null } }),
      operation('c', { ...known, op: 'cancel' }),
      operation('d', { ...known, op: 'delete', expectVersion: null }),
    ]),
    never,
  );
  expect(exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200]);
  expect(exchanges.flatMap(requestErrors)).toEqual([]);
  expectAnswersAsWritten();
});

/** The validator reads `application/json` alone: problems are shown to it as that. */
function problemsAsJson(source: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(source).replaceAll('application/problem+json', 'application/json');
  return JSON.parse(text) as Record<string, unknown>;
}

/** Answers may grow one day; today they carry what is written and nothing else. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, each]) => [name, closed(each)]));
  const isOpen = copy['type'] === 'object' && 'properties' in copy;
  return isOpen ? { additionalProperties: false, ...copy } : copy;
}
