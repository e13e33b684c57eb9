/** Each fault that the counterparts can play, seen over a bare socket: it really is what it says. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../electron/demo/faults/fault.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { rawRequest } from './raw-request.ts';
import type { RawAnswer } from './raw-request.ts';
import { seedOf, startOrg, TOKEN } from './salesforce-org.ts';
import { EVENT, registrationSeed, startEvent, TOKEN as VOYAGE_TOKEN } from './voyage-world.ts';

const DATA = '/services/data/v67.0';
const QUERY = `${DATA}/query?q=${encodeURIComponent('SELECT Id, Email FROM CampaignMember')}`;
const LIST = `/v1/events/${EVENT}/registrations?limit=100`;
const BATCH = `/v1/events/${EVENT}/registrations:batch`;

let org: FakeSalesforce;
let voyage: FakeVoyage;
beforeEach(async () => {
  org = await startOrg(seedOf(20));
  voyage = await startEvent({
    registrations: Array.from({ length: 20 }, (_, n) => registrationSeed(n)),
  });
});
afterEach(async () => {
  await org.close();
  await voyage.close();
});

type Far = 'salesforce' | 'voyage';

function load(far: Far, ...rules: FaultRule[]): void {
  (far === 'salesforce' ? org : voyage).faults.set({ schedule: rules });
}

/** The ordinary reading of either. */
function read(far: Far, more: { readonly leaveAfterMs?: number } = {}): Promise<RawAnswer> {
  return far === 'salesforce'
    ? rawRequest(org.url, QUERY, { token: TOKEN, ...more })
    : rawRequest(voyage.url, LIST, { token: VOYAGE_TOKEN, ...more });
}

/** One new person at either. */
function write(
  far: Far,
  email: string,
  more: { readonly leaveAfterMs?: number } = {},
): Promise<RawAnswer> {
  if (far === 'salesforce') {
    const body = { LastName: 'New', Company: 'New', Email: email };
    return rawRequest(org.url, `${DATA}/sobjects/Lead`, {
      method: 'POST',
      token: TOKEN,
      body,
      ...more,
    });
  }
  return rawRequest(voyage.url, BATCH, {
    method: 'POST',
    token: VOYAGE_TOKEN,
    headers: { 'idempotency-key': email },
    body: { operations: [{ ref: 'a', op: 'create', fields: { email } }] },
    ...more,
  });
}

function made(far: Far): number {
  const { Lead = 0, registration = 0 } = (far === 'salesforce' ? org : voyage).effects.made();
  return Lead + registration;
}

function struck(far: Far): Readonly<Record<string, number>> {
  return (far === 'salesforce' ? org : voyage).faults.schedule.struck();
}

describe.each<Far>(['salesforce', 'voyage'])('on the wire of %s', (far) => {
  test('reset-before: the socket is reset without a byte, and nothing was done', async () => {
    load(far, { kind: 'reset-before', next: 1 });
    expect(await write(far, 'a@example.org')).toMatchObject({ text: '', error: 'ECONNRESET' });
    expect(made(far)).toBe(0);
    expect((await write(far, 'a@example.org')).error).toBeNull();
    expect([made(far), struck(far)]).toEqual([1, { 'reset-before': 1 }]);
  });

  test('reset-after: the socket is reset without a byte, and all was done', async () => {
    load(far, { kind: 'reset-after', next: 1 });
    expect(await write(far, 'a@example.org')).toMatchObject({ text: '', error: 'ECONNRESET' });
    expect([made(far), struck(far)]).toEqual([1, { 'reset-after': 1 }]);
  });

  test('half-body: half of what the length announced comes, then a reset', async () => {
    const whole = await read(far);
    load(far, { kind: 'half-body', next: 1 });
    const answer = await read(far);
    expect(answer).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(whole.body));
    expect(Buffer.byteLength(answer.body)).toBe(Math.ceil(Buffer.byteLength(whole.body) / 2));
  });

  test('truncated-json: a whole answer with a length that is right and JSON that is cut', async () => {
    load(far, { kind: 'truncated-json', next: 1 });
    const answer = await read(far);
    expect(answer).toMatchObject({ status: 200, error: null });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(answer.body));
    expect(() => JSON.parse(answer.body) as unknown).toThrow(SyntaxError);
  });

  test('slow-body: the same bytes, in many pieces, over the time that was said', async () => {
    const whole = await read(far);
    load(far, { kind: 'slow-body', ms: 300, next: 1 });
    const answer = await read(far);
    expect(answer.body.replace(/"asOf":"[^"]+"/, '')).toBe(
      whole.body.replace(/"asOf":"[^"]+"/, ''),
    );
    expect(answer.piecesMs.length).toBeGreaterThan(5);
    expect((answer.piecesMs.at(-1) ?? 0) - (answer.piecesMs[0] ?? 0)).toBeGreaterThan(200);
  });

  test('wrong-content-type: the data are whole and call themselves a web page', async () => {
    load(far, { kind: 'wrong-content-type', next: 1 });
    const answer = await read(far);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
    expect(JSON.parse(answer.body)).toBeTypeOf('object');
  });

  test('hang: no answer until the time is up, and then an ordinary one', async () => {
    load(far, { kind: 'hang', ms: 250, next: 1 });
    const answer = await read(far);
    expect(answer.status).toBe(200);
    expect(answer.piecesMs[0]).toBeGreaterThan(240);
  });

  test('hang: what was asked by somebody who has gone is not done afterwards', async () => {
    load(far, { kind: 'hang', ms: 1_000, next: 1 });
    expect((await write(far, 'gone@example.org', { leaveAfterMs: 50 })).text).toBe('');
    // The next one hangs for longer, so that the first one's time is up when it is answered.
    load(far, { kind: 'hang', ms: 1_200, next: 1 });
    expect((await write(far, 'there@example.org')).status).toBeLessThan(300);
    expect(made(far)).toBe(1);
  });

  test.each([420, 500, 502, 503] as const)('status %i is a web page', async (status) => {
    load(far, { kind: 'status', status, next: 1 });
    const answer = await read(far);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toMatch(/^<!DOCTYPE html>/);
  });

  test.each([
    ['seconds', '7', /^7$/],
    ['a date', 'date+60', /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/],
  ])('rate-limited with Retry-After as %s', async (_form, retryAfter, expected) => {
    load(far, { kind: 'rate-limited', retryAfter, next: 1 });
    const answer = await read(far);
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toMatch(expected);
    expect(answer.headers['content-type']).toMatch(/^application\/(problem\+)?json/);
    if (retryAfter.startsWith('date')) {
      const ahead = Date.parse(answer.headers['retry-after'] ?? '') - Date.now();
      expect(ahead).toBeGreaterThan(55_000);
      expect(ahead).toBeLessThanOrEqual(60_000);
    }
  });

  test('rate-limited without a word of when, by a gateway’s page', async () => {
    load(far, { kind: 'rate-limited', body: 'html', next: 1 });
    const answer = await read(far);
    expect(answer.status).toBe(429);
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('faults of the stages strike one request together', async () => {
    load(far, { kind: 'hang', ms: 120 }, { kind: 'status', status: 502 }, { kind: 'half-body' });
    const answer = await read(far);
    expect(answer).toMatchObject({ status: 502, error: 'ECONNRESET' });
    expect(answer.piecesMs[0]).toBeGreaterThan(110);
    expect(answer.body).not.toContain('</html>');
    expect(struck(far)).toEqual({ hang: 1, status: 1, 'half-body': 1 });
  });

  test('a fault on other endpoints leaves this one alone', async () => {
    load(far, { kind: 'reset-before', on: ['voyage-batch', 'record-write'] });
    expect((await read(far)).status).toBe(200);
    expect((await write(far, 'a@example.org')).error).toBe('ECONNRESET');
  });

  test('the same seed strikes the same requests in the same ways', async () => {
    const rules: FaultRule[] = [
      { kind: 'status', status: 503, chance: 0.15 },
      { kind: 'reset-before', chance: 0.15 },
      { kind: 'truncated-json', chance: 0.2 },
    ];
    const look = async (seed: number): Promise<readonly string[]> => {
      (far === 'salesforce' ? org : voyage).faults.set({ schedule: rules, seed });
      const seen: string[] = [];
      for (let n = 0; n < 60; n += 1) {
        const { status, error, body } = await read(far);
        const isWhole = /[\]}]$/.test(body) && !body.startsWith('<');
        seen.push(`${String(status)} ${String(error)} ${String(isWhole)}`);
      }
      return seen;
    };
    const once = await look(4);
    expect(await look(4)).toEqual(once);
    expect(await look(5)).not.toEqual(once);
    expect(new Set(once).size).toBeGreaterThan(3);
  });

  test('a person made twice is counted as a double', async () => {
    if (far === 'salesforce') {
      await write(far, 'Twice@example.org');
      await write(far, 'twice@example.org');
    } else {
      const create = (ref: string) => ({
        ref,
        op: 'create',
        fields: { email: 'twice@example.org' },
      });
      await rawRequest(voyage.url, BATCH, {
        method: 'POST',
        token: VOYAGE_TOKEN,
        headers: { 'idempotency-key': 'k' },
        body: { operations: [create('a'), create('b')] },
      });
    }
    const kind = far === 'salesforce' ? 'Lead' : 'registration';
    expect((far === 'salesforce' ? org : voyage).effects.doubles()).toEqual([
      { kind, person: 'twice@example.org', times: 2 },
    ]);
  });
});

describe('in Salesforce’s own words', () => {
  test.each<[FaultRule, number, string]>([
    [
      { kind: 'unauthorized' },
      401,
      '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
    ],
    [
      { kind: 'unauthorized', message: 'not-for-rest' },
      401,
      '[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]',
    ],
    [
      { kind: 'daily-limit' },
      403,
      '[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]',
    ],
    [
      { kind: 'concurrent-limit' },
      403,
      '[{"message":"ConcurrentRequests (Concurrent API Requests) Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]',
    ],
    [
      { kind: 'status', status: 503, body: 'json' },
      503,
      '[{"message":"Server Unavailable","errorCode":"SERVER_UNAVAILABLE"}]',
    ],
  ])('%j', async (rule, status, body) => {
    load('salesforce', rule);
    const answer = await read('salesforce');
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Token' : undefined);
    expect(answer.headers).not.toHaveProperty('sforce-limit-info');
  });

  test('a refused token request speaks OAuth', async () => {
    load('salesforce', { kind: 'unauthorized', on: 'oauth-token' });
    const answer = await rawRequest(org.url, '/services/oauth2/token', {
      method: 'POST',
      token: '',
    });
    expect(answer).toMatchObject({
      status: 400,
      body: '{"error":"invalid_grant","error_description":"expired access/refresh token"}',
    });
  });

  test('page-expired: the locator is not known any more, the query is', async () => {
    org.faults.set({ pageRows: 8, schedule: [{ kind: 'page-expired', next: 1 }] });
    const first = await read('salesforce');
    const { nextRecordsUrl } = JSON.parse(first.body) as { nextRecordsUrl: string };
    const next = () => rawRequest(org.url, nextRecordsUrl, { token: TOKEN });
    expect(await next()).toMatchObject({
      status: 400,
      body: '[{"message":"invalid query locator","errorCode":"INVALID_QUERY_LOCATOR"}]',
    });
    expect((await next()).status).toBe(200);
  });

  test('repeatRows: the next page begins with rows of the one before', async () => {
    org.faults.set({ pageRows: 8, repeatRows: 2 });
    const first = JSON.parse((await read('salesforce')).body) as {
      nextRecordsUrl: string;
      records: { Id: string }[];
    };
    const { body } = await rawRequest(org.url, first.nextRecordsUrl, { token: TOKEN });
    const second = JSON.parse(body) as { totalSize: number; records: { Id: string }[] };
    expect(second.records.slice(0, 2)).toEqual(first.records.slice(-2));
    expect([second.totalSize, second.records.length]).toEqual([20, 10]);
  });

  test('callsByOthers count in what the org says of today', async () => {
    org.faults.set({ callsByOthers: 14_000 });
    expect((await read('salesforce')).headers['sforce-limit-info']).toBe('api-usage=14001/15000');
  });
});

describe('in Voyage’s own words', () => {
  test.each<[FaultRule, number, string]>([
    [{ kind: 'unauthorized' }, 401, 'invalid_token'],
    [{ kind: 'rate-limited' }, 429, 'rate_limited'],
    [{ kind: 'status', status: 503, body: 'json' }, 503, 'unavailable'],
  ])('%j', async (rule, status, code) => {
    load('voyage', rule);
    const answer = await read('voyage');
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.parse(answer.body)).toMatchObject({ code, status });
  });

  test('page-expired and repeatRows strike from the second page on', async () => {
    const schedule: FaultRule[] = [{ kind: 'page-expired', next: 1 }];
    voyage.faults.set({ pageRows: 5, repeatRows: 2, schedule });
    const page = (more: string) => rawRequest(voyage.url, LIST + more, { token: VOYAGE_TOKEN });
    interface Page {
      readonly data: { readonly id: string }[];
      readonly nextCursor: string;
    }
    const first = JSON.parse((await page('')).body) as Page;
    const next = () => page(`&cursor=${first.nextCursor}`);
    const expired = await next();
    expect([expired.status, JSON.parse(expired.body)]).toMatchObject([
      410,
      { code: 'cursor_expired' },
    ]);
    const second = JSON.parse((await next()).body) as Page;
    expect(first.data).toHaveLength(5);
    expect(second.data).toHaveLength(7);
    expect(second.data.slice(0, 2)).toEqual(first.data.slice(-2));
  });
});
