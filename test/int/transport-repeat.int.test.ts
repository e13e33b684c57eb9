/** Law: what is safe is sent again, what may have had an effect is not, and nothing is sent without end. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  answer,
  CONCURRENT,
  cut,
  EXPIRED,
  html,
  json,
  LIMITED,
  refusal,
  reset,
} from './scripted-server.ts';
import type { Reply } from './scripted-server.ts';
import { connect, errorOf, meet, refusalOf, TOKEN } from './transport-meeting.ts';

const OK = json(200, { done: true });
const side = 'salesforce';
const limit = (message: string): Reply => json(403, refusal('REQUEST_LIMIT_EXCEEDED', message));

test.each<[string, Reply]>([
  ['a reset before the answer', reset],
  ['420', html(420)],
  ['429', LIMITED],
  ['500', json(500, refusal('UNKNOWN_EXCEPTION', 'An unexpected error occurred'))],
  ['502', html(502)],
  ['503', json(503, refusal('SERVER_UNAVAILABLE', 'Server Unavailable'))],
  ['504', html(504)],
  ['too much at once', CONCURRENT],
])('a read goes through %s', async (_what, trouble) => {
  const { transport, server, read } = await meet([trouble, trouble, OK]);
  expect((await transport.exchange(read(), null)).body).toEqual({ done: true });
  expect(server.heard).toHaveLength(3);
});

test.each<[string, Reply, string]>([
  ['a reset after it was sent', reset, 'side/unreachable'],
  ['half an answer', cut('{"success":true,"id":"001"}'), 'side/unreachable'],
  ['an answer that is no whole JSON', answer(200, '[{"success":tr'), 'side/bad-answer'],
  ['a page that says success', html(200), 'side/bad-answer'],
  ['503', json(503, refusal('SERVER_UNAVAILABLE', 'Server Unavailable')), 'side/unavailable'],
  ['502', html(502), 'side/unavailable'],
  ['500', json(500, refusal('UNKNOWN_EXCEPTION', 'x')), 'side/unavailable'],
])('a write is not sent again after %s, and may have landed', async (_what, trouble, code) => {
  const { transport, server, write } = await meet([trouble, OK]);
  const failure = await refusalOf(transport.exchange(write(), null));
  expect(failure.error.code).toBe(code);
  expect(failure.mayHaveLanded).toBe(true);
  expect(server.heard).toHaveLength(1);
});

test.each<[string, Reply]>([
  ['429', LIMITED],
  ['too much at once', CONCURRENT],
])(
  'a write is sent again after %s, which was told before it was touched',
  async (_what, trouble) => {
    const { transport, server, write } = await meet([trouble, trouble, OK]);
    await transport.exchange(write(), null);
    expect(server.heard).toHaveLength(3);
    expect(server.heard[2]?.body).toBe('{"Email":"secret"}');
  },
);

test.each<[string, Reply]>([
  ['refused whole', json(400, refusal('MALFORMED_ID', 'bad'))],
  ['not allowed', json(403, refusal('INSUFFICIENT_ACCESS', 'no'))],
  ['beyond the day', limit('TotalRequests Limit exceeded.')],
])('a write that is %s has not landed', async (_what, trouble) => {
  const { transport, server, write } = await meet([trouble]);
  expect((await refusalOf(transport.exchange(write(), null))).mayHaveLanded).toBe(false);
  expect(server.heard).toHaveLength(1);
});

test('a write that its key makes safe is sent again after a reset', async () => {
  const { transport, server, write } = await meet([reset, html(503), OK]);
  await transport.exchange(write({ isRepeatable: true }), null);
  expect(server.heard.map(({ body }) => body)).toEqual(Array(3).fill('{"Email":"secret"}'));
});

test('a write that its key makes safe may have landed once one of its answers was lost', async () => {
  const { transport, write } = await meet([reset, json(400, refusal('X', 'y'))]);
  const failure = await refusalOf(transport.exchange(write({ isRepeatable: true }), null));
  expect(failure.mayHaveLanded).toBe(true);
});

test('where nobody listens a write was not sent, and is tried again before it is given up', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const { transport, write } = connect(`http://127.0.0.1:${port}`);
  const failure = await refusalOf(transport.exchange(write(), null));
  expect(failure).toMatchObject({
    mayHaveLanded: false,
    error: { code: 'side/unreachable', detail: 'Nothing answers at this address.' },
  });
  expect(transport.callsMade()).toBe(4);
});

test.each<[string, Reply, number, string]>([
  ['429 that never ends', LIMITED, 8, 'side/rate-limited'],
  ['503 that never ends', html(503), 8, 'side/unavailable'],
  ['resets without end', reset, 4, 'side/unreachable'],
  ['500 without end', html(500), 4, 'side/unavailable'],
])('%s: so many requests, then a person is told', async (_what, trouble, most, code) => {
  const { transport, server, read } = await meet([trouble]);
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({ code });
  expect(server.heard).toHaveLength(most);
});

test('a day that is used up is told at once, and is no matter of rights', async () => {
  const { transport, server, read } = await meet([limit('TotalRequests Limit exceeded.')]);
  expect(await errorOf(transport.exchange(read(), null))).toEqual({
    code: 'side/daily-limit',
    side,
    detail: 'TotalRequests Limit exceeded.',
  });
  expect(server.heard).toHaveLength(1);
});

test.each([
  ['seconds', () => '1'],
  ['a date', () => new Date(Date.now() + 1_999).toUTCString()],
])('Retry-After in %s is waited for', async (_form, retryAfter) => {
  const { transport, read } = await meet([html(429, { 'retry-after': retryAfter() }), OK]);
  const startedAt = performance.now();
  await transport.exchange(read(), null);
  expect(performance.now() - startedAt).toBeGreaterThan(900);
});

test('a Retry-After beyond the time one would wait is not waited for, but told', async () => {
  const { transport, server, read } = await meet([html(429, { 'retry-after': '900' })]);
  const startedAt = performance.now();
  const error = await errorOf(transport.exchange(read(), null));
  expect(error).toMatchObject({ code: 'side/rate-limited' });
  expect(error.code === 'side/rate-limited' && error.retryAfterMs).toBeGreaterThan(890_000);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({
    code: 'side/rate-limited',
  });
  expect(server.heard).toHaveLength(1);
});

test.each(['read', 'write'] as const)(
  'a 401 that persists costs a %s one renewal and two requests',
  async (kind) => {
    const met = await meet([EXPIRED], { refresh: () => Promise.resolve('another') });
    const error = await errorOf(met.transport.exchange(met[kind](), null));
    expect(error).toEqual({ code: 'auth/expired', side, detail: 'Session expired or invalid' });
    expect(met.refused).toEqual([TOKEN]);
    expect(met.server.heard.map(({ headers }) => headers['authorization'])).toEqual([
      `Bearer ${TOKEN}`,
      'Bearer another',
    ]);
  },
);

test('a 401 between other troubles is renewed once all the same', async () => {
  const { transport, server, refused, read } = await meet([EXPIRED, html(503), EXPIRED, OK], {
    refresh: () => Promise.resolve('another'),
  });
  expect(await errorOf(transport.exchange(read(), null))).toMatchObject({ code: 'auth/expired' });
  expect([server.heard.length, refused.length]).toEqual([3, 1]);
});

test('a token that somebody else renewed meanwhile is used without asking for one more', async () => {
  let asked = 0;
  const { transport, server, refused, read } = await meet([EXPIRED, OK], {
    accessToken: () => Promise.resolve(asked++ === 0 ? TOKEN : 'renewed'),
  });
  await transport.exchange(read(), null);
  expect(refused).toEqual([]);
  expect(server.heard[1]?.headers['authorization']).toBe('Bearer renewed');
});

test('a write whose token has expired was not done, and is sent again with the new one', async () => {
  const { transport, server, write } = await meet([EXPIRED, OK], {
    refresh: () => Promise.resolve('another'),
  });
  await transport.exchange(write(), null);
  expect(server.heard).toHaveLength(2);
});

test.each([
  ['This session is not valid for use with the REST API', 'auth/policy-blocked'],
  ['Connected app is not attached to Agent', 'auth/policy-blocked'],
  ['Your IP address is outside the allowed ranges', 'auth/ip-restricted'],
])('where no token will do none is asked for: %s', async (message, code) => {
  const { transport, server, refused, read } = await meet([
    json(401, refusal('INVALID_SESSION_ID', message)),
  ]);
  expect(await errorOf(transport.exchange(read(), null))).toEqual({ code, side, detail: message });
  expect([server.heard.length, refused.length]).toEqual([1, 0]);
});
