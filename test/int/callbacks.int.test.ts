/** Voyage's notifications: a reason to look once, whatever comes how often, in which order and when. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AUDIT_COLUMNS } from '../../shared/domain/audit.ts';
import type { Callback } from '../../electron/engine/sides/side-port.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import type { ChangingWorld } from './changing-world.ts';
import { startChangingWorld, WORLD_LISTS } from './changing-world.ts';
import type { ListSideSettings } from './list-side.ts';
import { createListSide, LIST_IDS, sideRecord } from './list-side.ts';
import type { OpenEngine } from './open-engine.ts';
import { CHOSEN_LISTS, createHarness } from './open-engine.ts';

const EVERY_MS = 15;
const harness = createHarness();
let world: ChangingWorld;
beforeEach(async () => {
  world = await startChangingWorld();
});
afterEach(async () => {
  await harness.close();
  await world.close();
});

async function paired(more: { callbackEveryMs?: number } = { callbackEveryMs: EVERY_MS }) {
  const open = await harness.open(world.sides, more);
  await open.ask('pairing:choose', WORLD_LISTS);
  await open.ask('pull:start', { isFull: true });
  await open.ask('map:accept', null);
  return open;
}

let delivered = 0;
function notify(id: string, more: Partial<Callback> = {}): void {
  delivered += 1;
  world.voyage.notify({
    id,
    campaignId: WORLD_LISTS.campaignId,
    kind: 'changed',
    occurredAt: '2026-09-01T09:00:00.000Z',
    deliveredAt: new Date(Date.UTC(2026, 8, 1, 9, 0, delivered % 60)).toISOString(),
    ...more,
  });
}

/** Each pull describes the campaign's members once. */
const pulls = () =>
  world.salesforce.requests().byPath['GET /sobjects/CampaignMember/describe'] ?? 0;
const looks = () => world.voyage.requests().byPath['GET /v1/salesforce-callbacks'] ?? 0;
const writes = () => world.salesforce.requests().write + world.voyage.requests().write;

async function callbacksOf(open: OpenEngine) {
  return (await open.ask('engine:state', null)).callbacks;
}

const soon = { timeout: 20_000, interval: 5 };

/** The feed was looked into several times more. */
async function afterSomeLooks(): Promise<void> {
  const before = looks();
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(before + 3), soon);
}

async function untilPulled(open: OpenEngine): Promise<void> {
  await vi.waitFor(async () => expect((await callbacksOf(open)).isPending).toBe(false), soon);
}

test('the same notification a hundred times, with others, in any order: one pull, and nothing written', async () => {
  const open = await paired();
  await world.happen({ what: 'label', n: 8, text: 'Attended' });
  const [before, written] = [pulls(), writes()];
  for (let at = 0; at < 100; at += 1) {
    notify(['cbk_3', 'cbk_1', 'cbk_2'][at % 3] ?? '');
    notify('cbk_1', { deliveredAt: '2026-08-31T00:00:00.000Z' });
  }
  await vi.waitFor(() => expect(pulls()).toBe(before + 1), soon);
  await untilPulled(open);
  expect((await open.rows()).some((row) => row.salesforce?.values.status === 'Attended')).toBe(
    true,
  );

  for (let at = 0; at < 100; at += 1) notify('cbk_2');
  await afterSomeLooks();
  expect(pulls()).toBe(before + 1);
  expect(writes()).toBe(written);
  expect(await callbacksOf(open)).toMatchObject({
    changedAt: '2026-09-01T09:00:00.000Z',
    isPending: false,
    ignored: 0,
  });
});

test('across a restart nothing is done twice, and a second process at once is refused', async () => {
  const open = await paired();
  const [before, written] = [pulls(), writes()];
  notify('cbk_1');
  await vi.waitFor(() => expect(pulls()).toBe(before + 1), soon);
  await untilPulled(open);
  const second = createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: open.journalPath,
    sides: world.sides,
    clock: () => new Date(),
    newId: () => 'x',
    actor: 'somebody',
    log: () => undefined,
    callbackEveryMs: EVERY_MS,
  });
  await expect(second).rejects.toBeInstanceOf(Refusal);

  const again = await open.reopen();
  notify('cbk_1');
  await again.ask('engine:connect', null);
  await afterSomeLooks();
  expect(pulls()).toBe(before + 1);
  expect(writes()).toBe(written);

  notify('cbk_2');
  await vi.waitFor(() => expect(pulls()).toBe(before + 2), soon);
  await untilPulled(again);
});

test('a notification waits while a plan is open, over a restart too, and is pulled when that is over', async () => {
  const open = await paired();
  await world.happen({ what: 'label', n: 8, text: 'Responded' });
  await open.ask('pull:start', { isFull: false });
  await open.ask('plan:build', { direction: 'both' });
  const before = pulls();
  notify('cbk_1');
  await vi.waitFor(async () => expect((await callbacksOf(open)).isPending).toBe(true), soon);
  const again = await open.reopen();
  await again.ask('engine:connect', null);
  await afterSomeLooks();
  expect(await callbacksOf(again)).toMatchObject({ isPending: true });
  expect(pulls()).toBe(before);
  expect((await again.ask('engine:state', null)).plan).not.toBeNull();

  const policy = await again.ask('policy:get', null);
  await again.ask('policy:set', { policy: { ...policy, statusMayGoBack: true } });
  await vi.waitFor(() => expect(pulls()).toBe(before + 1), soon);
  await untilPulled(again);
});

test('a pull by hand does what a notification calls for', async () => {
  const open = await paired({});
  notify('cbk_1');
  const before = pulls();
  await open.ask('pull:start', { isFull: false });
  expect(pulls()).toBe(before + 1);
  expect(await callbacksOf(open)).toMatchObject({
    changedAt: '2026-09-01T09:00:00.000Z',
    isPending: false,
  });
});

test('a campaign nobody here reconciles is ignored, with one line in the audit for each notification', async () => {
  const open = await paired();
  const before = pulls();
  for (let at = 0; at < 100; at += 1) {
    notify('cbk_forged', { campaignId: '701000000000099AAA' });
    notify('=cmd()', { campaignId: '+1', kind: 'deleted' });
  }
  await vi.waitFor(async () => expect((await callbacksOf(open)).ignored).toBe(2), soon);
  await afterSomeLooks();
  expect(pulls()).toBe(before);
  expect(await callbacksOf(open)).toMatchObject({ isPending: false, deletedAt: null, ignored: 2 });
  const { rows } = await open.ask('audit:page', { search: '', from: 0, count: 50 });
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatchObject({
    workspace: 'demo',
    org_id: '',
    campaign_id: '701000000000099AAA',
    direction: 'callback',
    status: 'ignored',
    imported: 0,
    failed: 0,
    actor: 'voyage callback',
    plan_digest: 'cbk_forged',
  });
  expect(Object.keys(rows[0] ?? {})).toEqual(AUDIT_COLUMNS.filter((name) => name !== 'reverts'));
  expect(await open.ask('audit:verify', null)).toMatchObject({ verified: true, rows: 2 });
});

test('a flood of forged notifications has a few lines, and one for all the others', async () => {
  const open = await paired({});
  for (let at = 0; at < 1500; at += 1)
    notify(`forged_${String(at)}`, { campaignId: 'no campaign' });
  await open.ask('pull:start', { isFull: false });
  // Two pages of the feed.
  const { rows } = await open.ask('audit:page', { search: '', from: 0, count: 100 });
  expect(rows).toHaveLength(2 * 21);
  expect(rows.filter(({ plan_digest }) => / more$/.test(plan_digest))).toMatchObject([
    { plan_digest: '480 more', campaign_id: '' },
    { plan_digest: '980 more', campaign_id: '' },
  ]);
  expect((await callbacksOf(open)).ignored).toBe(1500);
  expect(await open.ask('audit:verify', null)).toMatchObject({ verified: true, rows: 42 });
});

test('between runs the lines stand in one chain, and the export has the columns it had', async () => {
  const open = await paired();
  notify('forged_1', { campaignId: 'x' });
  await vi.waitFor(async () => expect((await callbacksOf(open)).ignored).toBe(1), soon);
  const plan = await open.ask('plan:build', { direction: 'import' });
  await open.ask('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  notify('=forged_2', { campaignId: '+x' });
  await vi.waitFor(async () => expect((await callbacksOf(open)).ignored).toBe(2), soon);
  expect(await open.ask('audit:verify', null)).toMatchObject({ verified: true, rows: 3 });
  const path = join(open.journalPath, '..', 'audit.csv');
  await open.ask('audit:write', { path });
  const [header, ...lines] = (await readFile(path, 'utf8'))
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  expect(header).toBe(AUDIT_COLUMNS.join(','));
  expect(lines.map((line) => line.split(',')[5])).toEqual(['callback', 'import', 'callback']);
  expect(lines[2]).toContain("'=forged_2");
});

test('a campaign said to be deleted is not pulled: it is said so, until a pull finds it there', async () => {
  const open = await paired();
  const before = pulls();
  notify('cbk_gone', { kind: 'deleted', occurredAt: '2026-09-01T10:00:00.000Z' });
  notify('cbk_late');
  await vi.waitFor(
    async () => expect((await callbacksOf(open)).deletedAt).toBe('2026-09-01T10:00:00.000Z'),
    soon,
  );
  await afterSomeLooks();
  expect(pulls()).toBe(before);
  expect((await callbacksOf(open)).isPending).toBe(false);
  await open.ask('pull:start', { isFull: false });
  expect((await callbacksOf(open)).deletedAt).toBeNull();
});

test('a pull of a campaign that is really gone is refused by name, and proposes nothing', async () => {
  const open = await paired();
  const rows = await open.rows();
  await world.request('DELETE', `/sobjects/Campaign/${WORLD_LISTS.campaignId}`);
  notify('cbk_gone', { kind: 'deleted' });
  await vi.waitFor(async () => expect((await callbacksOf(open)).deletedAt).not.toBeNull(), soon);
  expect(await open.refusal('pull:start', { isFull: false })).toMatchObject({
    code: 'side/not-found',
  });
  expect(await open.rows()).toEqual(rows);
});

test('an account without the feed is pulled as ever', async () => {
  const open = await paired();
  world.voyage.faults.set({ scopes: ['events:read', 'registrations:read', 'registrations:write'] });
  await open.ask('pull:start', { isFull: false });
  expect((await open.ask('engine:state', null)).connections.voyage.state).toBe('connected');
});

interface Lists {
  readonly open: OpenEngine;
  readonly salesforce: ListSideSettings;
  readonly voyage: ListSideSettings & { callbacks: Callback[] };
}

async function startLists(): Promise<Lists> {
  const people = (side: 'salesforce' | 'voyage') =>
    Array.from({ length: 5 }, (_, n) => sideRecord(side, n, {}));
  const salesforce: ListSideSettings = {
    side: 'salesforce',
    records: people('salesforce'),
    expectedRows: null,
  };
  const voyage = {
    side: 'voyage' as const,
    records: people('voyage'),
    expectedRows: null,
    callbacks: [] as Callback[],
  };
  const sides = () => ({ salesforce: createListSide(salesforce), voyage: createListSide(voyage) });
  const open = await harness.open(sides, { callbackEveryMs: EVERY_MS });
  await open.ask('pairing:choose', CHOSEN_LISTS);
  await open.ask('pull:start', { isFull: true });
  await open.ask('map:accept', null);
  return { open, salesforce, voyage };
}

const CHANGED: Callback = {
  id: 'cbk_1',
  campaignId: LIST_IDS.salesforce.slice(0, 15),
  kind: 'changed',
  occurredAt: '2026-09-01T09:00:00.000Z',
  deliveredAt: '2026-09-01T09:00:00.000Z',
};

test('the pull for a notification makes way for a person at once, shows no progress, and is made up for', async () => {
  const { open, salesforce, voyage } = await startLists();
  const told: unknown[] = [];
  open.engine.on('progress', (now) => told.push(now));
  const answers: unknown[] = [];
  let reads = 0;
  let asked: Promise<unknown> = Promise.resolve();
  salesforce.beforePage = async () => {
    reads += 1;
    if (reads > 1) return;
    asked = open
      .refusal('policy:set', { policy: await open.ask('policy:get', null) })
      .then((answer) => void answers.push(answer));
  };
  salesforce.records = [...salesforce.records].map((record) => ({
    ...record,
    modifiedAt: '2026-03-01T09:00:00.000Z',
  }));
  voyage.callbacks.push(CHANGED);
  await vi.waitFor(() => expect(reads).toBe(2), soon);
  await vi.waitFor(async () => expect((await callbacksOf(open)).isPending).toBe(false), soon);
  await asked;
  expect(answers).toEqual([null]);
  expect(told.filter((now) => (now as { job: string }).job === 'pull')).toEqual([]);
});

test('out of reach the feed is looked for ever more rarely, and nobody is told', async () => {
  const { open, voyage } = await startLists();
  const tries: number[] = [];
  Object.defineProperty(voyage, 'callbacks', {
    get: () => {
      tries.push(Date.now());
      throw new Refusal({
        code: 'side/unreachable',
        side: 'voyage',
        address: 'https://voyage.example',
        detail: 'no route',
      });
    },
  });
  await vi.waitFor(() => expect(tries.length).toBeGreaterThan(5), soon);
  const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  for (const [index, wait] of waits.slice(0, 5).entries()) {
    expect(wait).toBeGreaterThanOrEqual(EVERY_MS * 2 ** (index + 1) - 2);
  }
  expect((await open.ask('engine:state', null)).connections.voyage.state).toBe('connected');
});
