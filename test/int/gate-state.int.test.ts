/** What a person is shown of the gate and of today's calls, and what the share of calls that was set lets through. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { createOrg } from '../../electron/engine/sides/salesforce/org.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { createHarness } from './open-engine.ts';
import type { Harness, OpenEngine } from './open-engine.ts';
import { json, startScript } from './scripted-server.ts';
import { seedOf, startOrg, TOKEN } from './salesforce-org.ts';
import { closeLater, errorOf } from './transport-meeting.ts';
import { startEvent, TOKEN as VOYAGE_TOKEN } from './voyage-world.ts';

let org: FakeSalesforce;
let voyage: FakeVoyage;
let harness: Harness;

beforeEach(async () => {
  harness = createHarness();
  org = await startOrg(seedOf(3));
  voyage = await startEvent({ registrations: [] });
});
afterEach(async () => {
  await harness.close();
  await Promise.all([org.close(), voyage.close()]);
});

async function open(): Promise<OpenEngine> {
  const tokens = { salesforce: TOKEN, voyage: VOYAGE_TOKEN };
  return harness.open(() =>
    connectSides({
      kind: 'demo',
      addresses: { salesforce: org.url, voyage: voyage.url },
      tokens: {
        accessToken: (side) => Promise.resolve(tokens[side]),
        refresh: () => Promise.resolve(null),
      },
      log: () => undefined,
    }),
  );
}

/** The next event that says the connections are others now. */
function nextChange({ engine }: OpenEngine): Promise<void> {
  return new Promise((resolve) => {
    const off = engine.on('changed', ({ what }) => {
      if (what !== 'connections') return;
      off();
      resolve();
    });
  });
}

test('while requests wait the state says until when and why, and says when that is over', async () => {
  const opened = await open();
  await opened.ask('engine:connect', null);
  org.faults.set({ schedule: [{ kind: 'rate-limited', retryAfter: '2', next: 1 }] });
  const told = nextChange(opened);
  const listed = opened.ask('lists:find', { side: 'salesforce', query: '' });
  await told;
  const { salesforce, voyage: other } = (await opened.ask('engine:state', null)).connections;
  expect(salesforce).toMatchObject({ state: 'connected', waiting: { reason: 'rate-limited' } });
  const left = Date.parse(salesforce.waiting!.until) - Date.now();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(2_000);
  expect(other.waiting).toBe(null);
  const over = nextChange(opened);
  expect(await listed).toHaveLength(2);
  await over;
  expect((await opened.ask('engine:state', null)).connections.salesforce.waiting).toBe(null);
});

test('an engine that is closed does not sit the wait out', async () => {
  const opened = await open();
  org.faults.set({ schedule: [{ kind: 'rate-limited', retryAfter: '60' }] });
  const told = nextChange(opened);
  const connecting = opened.refusal('engine:connect', null);
  await told;
  const startedAt = performance.now();
  await opened.engine.close();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await connecting;
});

test("today's calls are as fresh as the last answer", async () => {
  const opened = await open();
  const used = async (): Promise<number> =>
    (await opened.ask('engine:state', null)).connections.salesforce.callsToday?.used ?? 0;
  await opened.ask('engine:connect', null);
  const before = await used();
  await opened.ask('lists:find', { side: 'salesforce', query: '' });
  expect(await used()).toBe(before + 1);
});

const ALL = z.looseObject({});
const signal = new AbortController().signal;

/** An org of 1,000 calls a day; each request is one. */
async function orgWith(used: number, percent: number) {
  let count = used;
  const server = await startScript(({ method }) => {
    count += 1;
    const info = { 'sforce-limit-info': `api-usage=${count}/1000` };
    return json(200, method === 'GET' ? {} : [{ id: '00Q1', success: true, errors: [] }], info);
  });
  const made = createOrg({
    url: server.url,
    workspaceKind: 'demo',
    accessToken: () => Promise.resolve(TOKEN),
    refresh: () => Promise.resolve(null),
    log: () => undefined,
    callsPercent: () => percent,
  });
  closeLater(server.close);
  closeLater(made.close);
  return { org: made, server };
}

const LEADS = [{ type: 'Lead', fields: { LastName: 'L' } }];

test('beyond the share nothing more is sent, and the error has the figures', async () => {
  const { org: limited, server } = await orgWith(797, 80);
  for (let count = 0; count < 3; count += 1) await limited.get('/', ALL, signal);
  expect(await errorOf(limited.get('/', ALL, signal))).toEqual({
    code: 'side/call-reserve',
    side: 'salesforce',
    used: 800,
    limit: 1000,
    percent: 80,
  });
  expect(server.heard).toHaveLength(3);
});

test('a batch of writes that has begun is brought to its end, and the next is not begun', async () => {
  const { org: limited, server } = await orgWith(798, 80);
  await limited.get('/', ALL, signal);
  const batch = limited.ofBatch(false);
  await batch.get('/', ALL, signal);
  await batch.create(LEADS, false, signal);
  await batch.get('/', ALL, signal);
  expect(server.heard).toHaveLength(4);
  const next = limited.ofBatch(false);
  expect(await errorOf(next.get('/', ALL, signal))).toMatchObject({ code: 'side/call-reserve' });
  expect(server.heard).toHaveLength(4);
});

test('what was sent before a crash is settled, whatever the share', async () => {
  const { org: limited } = await orgWith(900, 80);
  await limited.get('/', ALL, signal);
  await limited.ofBatch(true).get('/', ALL, signal);
});

test('a refusal after the first write of a batch says that it may have landed', async () => {
  const { org: limited } = await orgWith(0, 100);
  const batch = limited.ofBatch(false);
  const odd = z.object({ notThere: z.string() });
  const refused = (attempt: Promise<unknown>): Promise<unknown> =>
    attempt.catch((failure: unknown) => failure);
  expect(await refused(batch.get('/', odd, signal))).toMatchObject({ mayHaveLanded: false });
  await batch.create(LEADS, false, signal);
  expect(await refused(batch.get('/', odd, signal))).toMatchObject({ mayHaveLanded: true });
  expect(await refused(limited.get('/', odd, signal))).toMatchObject({ mayHaveLanded: false });
});

test('who only asks whether the org can be had does not wait for its long pauses', async () => {
  const opened = await open();
  org.faults.set({ schedule: [{ kind: 'rate-limited', retryAfter: '30', next: 100 }] });
  const { connections } = await opened.ask('engine:connect', null);
  expect(connections.salesforce.state).toBe('unreachable');
  expect(connections.salesforce.error).toMatchObject({ code: 'side/rate-limited' });
  expect(connections.voyage.state).toBe('connected');
});
