/** Law: what the transport gives is the whole answer in the shape that was asked for, or a Refusal. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { judgeFailure } from '../../electron/engine/sides/http/failure.ts';
import { readText } from '../../electron/engine/sides/http/read-body.ts';
import { createSender } from '../../electron/engine/sides/http/send-once.ts';
import { answer, cut, html, json, raw, silence, zipped } from './scripted-server.ts';
import type { Reply } from './scripted-server.ts';
import { errorOf, meet, TOKEN } from './transport-meeting.ts';

const ROWS = { records: [{ Id: '1', Name: 'Zoë' }] };
const WEB_PAGE = 'A web page came in the place of data.';

test('gzip is asked for and taken apart', async () => {
  const { transport, server, read } = await meet([zipped(ROWS)]);
  expect((await transport.exchange(read(), null)).body).toEqual(ROWS);
  expect(server.heard[0]?.headers['accept-encoding']).toBe('gzip');
});

test('connections are kept from request to request', async () => {
  const ports = new Set<number | undefined>();
  const counted: Reply = (socket) => {
    ports.add(socket.remotePort);
    json(200, ROWS)(socket);
  };
  const { transport, read } = await meet([counted]);
  for (let count = 0; count < 20; count += 1) await transport.exchange(read(), null);
  expect(ports.size).toBeLessThan(3);
});

test.each([
  ['a body cut in the middle', cut(JSON.stringify(ROWS)), 'side/unreachable'],
  ['JSON that ends too early', answer(200, '{"records":[{"Id":'), 'side/bad-answer'],
  [
    'gzip that ends too early',
    answer(200, gzipSync(JSON.stringify(ROWS)).subarray(0, 30), {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    }),
    'side/unreachable',
  ],
])('%s is asked for again, and refused when it stays so', async (_what, broken, code) => {
  const once = await meet([broken, json(200, ROWS)]);
  expect((await once.transport.exchange(once.read(), null)).body).toEqual(ROWS);
  const always = await meet([broken]);
  expect(await errorOf(always.transport.exchange(always.read(), null))).toMatchObject({ code });
  expect(always.server.heard).toHaveLength(4);
});

test.each([
  ['a web page', html(200), WEB_PAGE],
  [
    'a web page that calls itself something else',
    answer(200, ' <!DOCTYPE html>', { 'content-type': 'text/plain' }),
    WEB_PAGE,
  ],
  [
    'another type',
    answer(200, '{"records":[]}', { 'content-type': 'text/plain; charset=utf-8' }),
    'Something of the type text/plain came in the place of data.',
  ],
  [
    'a coding nobody asked for',
    answer(200, 'x', { 'content-type': 'application/json', 'content-encoding': 'br' }),
    'It is coded as br, which was not asked for.',
  ],
])('%s with the status of a success is refused at once', async (_what, reply, detail) => {
  const { transport, server, read } = await meet([reply]);
  expect(await errorOf(transport.exchange(read(), null))).toEqual({
    code: 'side/bad-answer',
    side: 'salesforce',
    address: server.url,
    detail,
  });
  expect(server.heard).toHaveLength(1);
});

test('an empty success is null', async () => {
  const none: Reply = (socket) => socket.write(raw(204, {}, ''));
  const { transport, read } = await meet([none, answer(201, '', { 'content-length': 0 })]);
  expect((await transport.exchange(read(), null)).body).toBe(null);
  expect((await transport.exchange(read(), null)).body).toBe(null);
});

test('a redirect is not followed', async () => {
  const elsewhere = await meet([json(200, ROWS)]);
  const { transport, read } = await meet([html(302, { location: elsewhere.server.url })]);
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({
    code: 'side/bad-answer',
  });
  expect(elsewhere.server.heard).toEqual([]);
});

test('what is packed so small that it can be sent is refused before it is too large', async () => {
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, 32));
  const packed = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const { transport, server, read } = await meet([answer(200, bomb, packed)]);
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({
    code: 'side/bad-answer',
    detail: 'It is larger than 64 MB.',
  });
  expect(server.heard).toHaveLength(1);
});

test('what comes in pieces is let go of where it is too large', async () => {
  const { server } = await meet([answer(200, 'a'.repeat(5_000))]);
  const timing = { connectMs: 9_000, headersMs: 9_000, bodyMs: 9_000, answerMs: 9_000 };
  const waits = { firstWaitMs: 1, longestWaitMs: 1, giveUpAfterMs: 1, probeLeaseMs: 1 };
  const sender = createSender({ ...timing, ...waits }, 4_999);
  const sent = { method: 'GET', url: server.url, isRepeatable: true } as const;
  const { body, headers } = await sender.send(sent, {}, null);
  const failure: unknown = await readText(body, headers, 9_000).catch((error: unknown) => error);
  await sender.close();
  const { error, mayHaveLanded } = judgeFailure(failure, 'salesforce', server.url).refusal(false);
  expect([error, mayHaveLanded]).toMatchObject([
    { code: 'side/bad-answer', detail: 'It is larger than can be held.' },
    false,
  ]);
});

test('a mark before the text is not part of it', async () => {
  const { transport, read } = await meet([answer(200, '\uFEFF{"done":true}')]);
  expect((await transport.exchange(read(), null)).body).toEqual({ done: true });
});

test('an answer that does not begin is waited for so long and no longer', async () => {
  const { transport, read } = await meet([silence], { timing: { headersMs: 200 } });
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({
    code: 'side/unreachable',
    detail: 'It took too long to answer.',
  });
});

test('an answer that trickles has an end, too', async () => {
  const trickle: Reply = (socket) => {
    socket.write(raw(200, { 'content-type': 'application/json', 'content-length': 900 }, '{'));
    const more = setInterval(() => socket.write(' '), 10);
    socket.once('close', () => clearInterval(more));
  };
  const { transport, read } = await meet([trickle], { timing: { answerMs: 100 } });
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({
    code: 'side/unreachable',
    detail: 'It stopped in the middle of an answer.',
  });
});

test('each request has an id that is in the log and goes along, the same at each attempt', async () => {
  const limited = json(200, ROWS, { 'x-sfdc-request-id': 'theirs' });
  const { transport, server, events, read } = await meet([html(503), limited]);
  await transport.exchange(read(), null);
  await transport.exchange(read(), null);
  const [first, again, second] = server.heard.map(({ headers }) => headers['x-request-id']);
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(again).toBe(first);
  expect(second).not.toBe(first);
  expect(events).toMatchObject([
    { requestId: first, attempt: 1, status: 503, answerId: null },
    { requestId: first, attempt: 2, status: 200, answerId: 'theirs' },
    { requestId: second, attempt: 1, status: 200, path: '/data' },
  ]);
  expect(server.heard[0]?.headers).toMatchObject({
    'sforce-call-options': 'client=VoyageReconcile/1.2.3',
    'user-agent': 'VoyageReconcile/1.2.3',
  });
});

test('neither a body nor a query nor a token is in the log or in what is told', async () => {
  const telling = json(400, [{ errorCode: 'MALFORMED_QUERY', message: "Email = 'secret'\nbad" }]);
  const { transport, events, read, write } = await meet([
    json(200, ROWS),
    html(500),
    telling,
    answer(200, '{"secret'),
  ]);
  await transport.exchange(read(), null);
  for (let count = 0; count < 3; count += 1) {
    const error = await errorOf(transport.exchange(write(), null));
    expect(JSON.stringify(error)).not.toContain(TOKEN);
  }
  expect(JSON.stringify(events)).not.toMatch(/secret|token-of/);
});

test('no host but the own is asked, whoever names it', async () => {
  const { transport, read, events } = await meet([json(200, ROWS)]);
  for (const url of ['http://127.0.0.1:1/data', 'https://evil.example/data', 'not an address']) {
    expect(await errorOf(transport.exchange(read({ url }), null))).toMatchObject({
      code: 'auth/host-refused',
    });
  }
  expect(events).toEqual([]);
});
