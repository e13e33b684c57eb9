/** Law: every wait ends when the signal says so, or with the transport, and nothing is sent afterwards. */
import { expect, test } from 'vitest';
import { EXPIRED, html, json, reset, silence } from './scripted-server.ts';
import type { Reply } from './scripted-server.ts';
import { meet, refusalOf } from './transport-meeting.ts';
import type { Met } from './transport-meeting.ts';

const never = new Promise<never>(() => undefined);
const slow = { firstWaitMs: 60_000, longestWaitMs: 60_000 };

/** How each wait is come by; `requests` are out when it has begun. */
const WAITS: readonly [string, Reply, Parameters<typeof meet>[1], number][] = [
  ['for a token', silence, { accessToken: () => never }, 0],
  ['for an answer', silence, {}, 1],
  ['for a new token', EXPIRED, { refresh: () => never }, 1],
  ['at the closed gate', html(429, { 'retry-after': '60' }), {}, 1],
  ['before the next try', reset, { timing: slow }, 1],
];

async function under(
  [, reply, changes, requests]: (typeof WAITS)[number],
  end: (met: Met, abort: AbortController) => unknown,
): Promise<void> {
  const met = await meet([reply], changes);
  const abort = new AbortController();
  const asked = refusalOf(met.transport.exchange(met.read(), abort.signal));
  await met.server.until(requests);
  // The answer is read and the wait begun as soon as the log has its line.
  while (requests > 0 && reply !== silence && met.events.length < requests) await tick();
  await tick();
  const startedAt = performance.now();
  await end(met, abort);
  expect((await asked).error).toEqual({ code: 'run/cancelled' });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(met.server.heard).toHaveLength(requests);
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test.each(WAITS)('the wait %s ends when it is cancelled', async (...wait) => {
  await under(wait, (_met, abort) => abort.abort());
});

test.each(WAITS)('the wait %s ends when the side is closed', async (...wait) => {
  await under(wait, (met) => met.transport.close());
});

test('what is cancelled before it begins is not sent', async () => {
  const { transport, server, read } = await meet([silence]);
  const failure = await refusalOf(transport.exchange(read(), AbortSignal.abort()));
  expect(failure.error).toEqual({ code: 'run/cancelled' });
  expect(server.heard).toEqual([]);
});

test('a write that is cancelled while it is under way may have landed', async () => {
  const { transport, server, write } = await meet([silence]);
  const abort = new AbortController();
  const asked = refusalOf(transport.exchange(write(), abort.signal));
  await server.until(1);
  abort.abort();
  expect(await asked).toMatchObject({ error: { code: 'run/cancelled' }, mayHaveLanded: true });
});

test('one that waits at the gate shows in the traffic, until it is cancelled', async () => {
  const changes: (string | undefined)[] = [];
  const met = await meet([html(429, { 'retry-after': '60' }), json(200, {})]);
  const { traffic } = met.transport;
  traffic.onChange(() => changes.push(traffic.waiting()?.reason));
  const abort = new AbortController();
  const asked = refusalOf(met.transport.exchange(met.read(), abort.signal));
  while (traffic.waiting() === null) await tick();
  const left = Date.parse(traffic.waiting()!.until) - Date.now();
  expect(left).toBeGreaterThan(58_000);
  expect(left).toBeLessThanOrEqual(60_000);
  abort.abort();
  await asked;
  expect(traffic.waiting()).toBe(null);
  expect(changes).toEqual(['rate-limited', undefined]);
});
