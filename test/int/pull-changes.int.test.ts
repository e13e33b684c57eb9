/** How a pull of what changed goes: what it costs, when everything is read instead, and what may go wrong. */
import { afterEach, expect, test } from 'vitest';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import type { ChangingWorld } from './changing-world.ts';
import { heldIn, PEOPLE, startChangingWorld, WORLD_LISTS } from './changing-world.ts';
import type { ListSideSettings } from './list-side.ts';
import { createListSide, sideRecord } from './list-side.ts';
import type { OpenEngine } from './open-engine.ts';
import { CHOSEN_LISTS, createHarness } from './open-engine.ts';

const harness = createHarness();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await harness.close();
  for (const close of closing.splice(0)) await close();
});

const HOUR_MS = 3_600_000;

async function startWorld(): Promise<{ world: ChangingWorld; open: OpenEngine }> {
  const world = await startChangingWorld();
  closing.push(world.close);
  const open = await harness.open(world.sides, { clock: world.now });
  await open.ask('pairing:choose', WORLD_LISTS);
  await open.ask('pull:start', { isFull: false });
  world.pass(HOUR_MS);
  return { world, open };
}

const queriesOf = (world: ChangingWorld) => world.salesforce.requests().byPath['GET /query'] ?? 0;

async function pullOf(open: OpenEngine, isFull = false) {
  const { pairing } = await open.ask('pull:start', { isFull });
  return pairing;
}

test('the first pull reads everything, and says so', async () => {
  const { open } = await startWorld();
  const { pairing } = await open.ask('engine:state', null);
  expect(pairing?.lastPull).toMatchObject({ kind: 'full', changed: 2 * PEOPLE });
});

test('where nothing changed the comparison stays, open views with it, and only the time is new', async () => {
  const { world, open } = await startWorld();
  const before = (await open.ask('engine:state', null)).pairing;
  const filter = { classes: [], fields: [], only: [], statuses: [], search: '' };
  const { viewId } = await open.ask('review:open', { filter });
  const queries = queriesOf(world);
  const after = await pullOf(open);
  // Name, statuses, how many, what changed.
  expect(queriesOf(world) - queries).toBe(4);
  expect(after?.lastPull).toMatchObject({
    kind: 'changes',
    changed: 0,
    sides: {
      salesforce: { changed: 0, deleted: 0 },
      // Event, a sample, what changed, and the notifications.
      voyage: { changed: 0, deleted: 0, calls: 4 },
    },
  });
  expect(Date.parse(after?.pulledAt ?? '')).toBe(Date.parse(before?.pulledAt ?? '') + HOUR_MS);
  expect(await open.refusal('review:page', { viewId, from: 0, count: 1 })).toBeNull();
});

test('what is new costs no reading of ids, and what was deleted costs one', async () => {
  const { world, open } = await startWorld();
  await world.happen({ what: 'member-added' });
  await world.happen({ what: 'label', n: 2, text: 'Attended' });
  const calls = (await pullOf(open))?.lastPull?.sides.salesforce;
  world.pass(HOUR_MS);
  await world.happen({ what: 'member-deleted', n: 4 });
  const withIds = (await pullOf(open))?.lastPull?.sides.salesforce;
  expect(calls).toMatchObject({ changed: 2, deleted: 0 });
  expect(withIds).toMatchObject({ changed: 0, deleted: 1 });
  // How many once more, and a page of ids.
  expect((withIds?.calls ?? 0) - (calls?.calls ?? 0)).toBe(2);
});

test('everything is read when asked for, and when that was a day ago', async () => {
  const { world, open } = await startWorld();
  expect((await pullOf(open))?.lastPull?.kind).toBe('changes');
  expect((await pullOf(open, true))?.lastPull?.kind).toBe('full');
  world.pass(23 * HOUR_MS);
  expect((await pullOf(open))?.lastPull?.kind).toBe('changes');
  world.pass(HOUR_MS);
  expect((await pullOf(open))?.lastPull?.kind).toBe('full');
});

test('everything is read once a field can no longer be read, and again once it can', async () => {
  const { world, open } = await startWorld();
  world.salesforce.faults.set({ hideFields: ['Title', 'CampaignMember.Title'] });
  expect((await pullOf(open))?.lastPull?.kind).toBe('full');
  world.pass(HOUR_MS);
  expect((await pullOf(open))?.lastPull?.kind).toBe('changes');
  world.salesforce.faults.reset();
  expect((await pullOf(open))?.lastPull?.kind).toBe('full');
});

test('a far clock that ran back is not trusted: everything is read', async () => {
  const { world, open } = await startWorld();
  await pullOf(open);
  world.pass(-2 * HOUR_MS);
  await world.happen({ what: 'label', n: 2, text: 'Attended' });
  expect((await pullOf(open))?.lastPull?.kind).toBe('full');
  expect(JSON.stringify(heldIn(open.journalPath))).toContain('Attended');
});

interface Lists {
  readonly salesforce: ListSideSettings;
  readonly voyage: ListSideSettings;
  change: (port: SidePort) => SidePort;
}

const OLD = '2026-02-01T09:00:00.000Z';
const NEW = '2026-03-01T09:30:00.000Z';

function people(side: 'salesforce' | 'voyage', count: number): SideRecord[] {
  return Array.from({ length: count }, (_, n) => sideRecord(side, n, {}));
}

async function startLists(count: number): Promise<{ lists: Lists; open: OpenEngine }> {
  const lists: Lists = {
    salesforce: { side: 'salesforce', records: people('salesforce', count), expectedRows: null },
    voyage: { side: 'voyage', records: people('voyage', count), expectedRows: null },
    change: (port) => port,
  };
  const open = await harness.open(() => ({
    salesforce: createListSide(lists.salesforce),
    voyage: lists.change(createListSide(lists.voyage)),
  }));
  await open.ask('pairing:choose', CHOSEN_LISTS);
  await open.ask('pull:start', { isFull: false });
  return { lists, open };
}

async function reconnect(open: OpenEngine): Promise<void> {
  await open.ask('engine:connect', null);
}

test('ids that are cut short are refused: nobody is taken for deleted', async () => {
  const { lists, open } = await startLists(30);
  const before = heldIn(open.journalPath);
  lists.voyage.records = people('voyage', 29);
  lists.change = (port) => ({
    ...port,
    async *readIds(facts, options) {
      for await (const ids of port.readIds(facts, options)) yield ids.slice(0, 12);
    },
  });
  await reconnect(open);
  expect(await open.refusal('pull:start', { isFull: false })).toEqual({
    code: 'side/incomplete',
    side: 'voyage',
    expected: 29,
    received: 12,
  });
  expect(heldIn(open.journalPath)).toEqual(before);
});

test('records that no change told of are found by counting, and the side is read whole', async () => {
  const { lists, open } = await startLists(30);
  lists.voyage.records = [
    ...people('voyage', 29),
    { ...sideRecord('voyage', 77, {}), modifiedAt: OLD },
    { ...sideRecord('voyage', 78, {}), modifiedAt: OLD },
  ];
  const pairing = await pullOf(open);
  expect(pairing?.lastPull?.kind).toBe('full');
  expect(pairing?.registrations).toBe(31);
});

test('one that comes while the changes are read is there too, and nothing is taken for deleted', async () => {
  const { lists, open } = await startLists(30);
  const late = { ...sideRecord('voyage', 80, {}), modifiedAt: NEW };
  let reads = 0;
  lists.change = (port) => ({
    ...port,
    async *readChanges(facts, since, options) {
      yield* port.readChanges(facts, since, options);
      if (reads === 0) lists.voyage.records = [...people('voyage', 30), late];
      reads += 1;
    },
  });
  await reconnect(open);
  const pairing = await pullOf(open);
  expect(pairing).toMatchObject({ registrations: 31, lastPull: { kind: 'changes', changed: 1 } });
});

test('where most of a list changed it is read whole', async () => {
  const { lists, open } = await startLists(3000);
  lists.voyage.records = people('voyage', 3000).map((record) => ({ ...record, modifiedAt: NEW }));
  lists.change = (port) => ({
    ...port,
    async *readChanges(facts, since, options) {
      for await (const page of port.readChanges(facts, since, options))
        yield { ...page, total: 3000 };
    },
  });
  await reconnect(open);
  expect((await pullOf(open))?.lastPull).toMatchObject({
    kind: 'full',
    sides: { salesforce: { changed: 0 }, voyage: { changed: 3000 } },
  });
});

test('a pull of changes that is cancelled, or closed upon, leaves everything as it was', async () => {
  const { lists, open } = await startLists(2500);
  const before = heldIn(open.journalPath);
  const rows = await open.rows();
  lists.voyage.records = people('voyage', 2400);
  lists.change = (port) => ({
    ...port,
    async *readIds(facts, options) {
      await open.ask('pull:cancel', null);
      yield* port.readIds(facts, options);
    },
  });
  await reconnect(open);
  expect(await open.refusal('pull:start', { isFull: false })).toEqual({ code: 'run/cancelled' });
  expect(heldIn(open.journalPath)).toEqual(before);

  let reopening: Promise<OpenEngine> | null = null;
  lists.change = (port) => ({
    ...port,
    async *readChanges(facts, since, options) {
      reopening ??= open.reopen();
      yield* port.readChanges(facts, since, options);
    },
  });
  await reconnect(open);
  expect(await open.refusal('pull:start', { isFull: false })).toEqual({ code: 'run/cancelled' });
  lists.change = (port) => port;
  const again = await reopening!;
  expect(await again.rows()).toEqual(rows);
  expect((await pullOf(again))?.lastPull?.sides.voyage).toMatchObject({ deleted: 100 });
});
