/** Pulling and comparing over sides that are lists: what can go wrong while reading, and what is kept. */
import { afterEach, expect, test } from 'vitest';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { EngineOptions } from '../../electron/engine/engine.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { ListSideSettings } from './list-side.ts';
import { createListSide, sideRecord } from './list-side.ts';
import type { OpenEngine } from './open-engine.ts';
import { CHOSEN_LISTS, createHarness } from './open-engine.ts';

const harness = createHarness();
afterEach(() => harness.close());

const STATUSES = [{ label: 'Registered', isDefault: true, hasResponded: true, sortOrder: 1 }];

interface Lists {
  readonly salesforce: ListSideSettings;
  readonly voyage: ListSideSettings;
  readonly sides: EngineOptions['sides'];
}

function lists(members: SideRecord[], registrations: SideRecord[]): Lists {
  const salesforce: ListSideSettings = {
    side: 'salesforce',
    records: members,
    expectedRows: members.length,
    statuses: STATUSES,
  };
  const voyage: ListSideSettings = {
    side: 'voyage',
    records: registrations,
    expectedRows: registrations.length,
  };
  const sides = () => ({ salesforce: createListSide(salesforce), voyage: createListSide(voyage) });
  return { salesforce, voyage, sides };
}

async function pulled(given: Lists): Promise<OpenEngine> {
  const open = await harness.open(given.sides);
  await open.ask('pairing:choose', CHOSEN_LISTS);
  await open.ask('map:accept', null);
  await open.ask('pull:start', { isFull: true });
  return open;
}

function people(
  side: 'salesforce' | 'voyage',
  count: number,
  values: Partial<SideRecord['values']> = {},
) {
  return Array.from({ length: count }, (_, number) => sideRecord(side, number, values));
}

test('when fewer records arrive than are held over there, the pull is refused and the old rows stay', async () => {
  const given = lists(people('salesforce', 30), people('voyage', 30));
  const open = await pulled(given);
  const before = await open.rows();
  given.voyage.records = people('voyage', 12);
  expect(await open.refusal('pull:start', { isFull: true })).toEqual({
    code: 'side/incomplete',
    side: 'voyage',
    expected: 30,
    received: 12,
  });
  expect(await open.rows()).toEqual(before);
  given.voyage.expectedRows = 12;
  await open.ask('pull:start', { isFull: true });
  expect((await open.ask('review:facets', null)).classes).toMatchObject({ 'only-salesforce': 18 });
});

test('a record read twice while paging counts once, and its later copy is the one kept', async () => {
  const [first, ...others] = people('voyage', 5);
  const later = sideRecord('voyage', 0, { company: 'Later Ltd' });
  const given = lists(people('salesforce', 5), [first!, ...others, later]);
  given.voyage.expectedRows = 5;
  const open = await pulled(given);
  const rows = await open.rows();
  expect(rows).toHaveLength(5);
  expect(rows[0]?.voyage?.values.company).toBe('Later Ltd');
});

test('what is shown stays whole while a pull goes on, and is new all at once', async () => {
  const given = lists(people('salesforce', 2500), people('voyage', 2500));
  const open = await pulled(given);
  const before = await open.ask('review:facets', null);
  const seen: unknown[] = [];
  given.salesforce.records = people('salesforce', 2400);
  given.salesforce.expectedRows = 2400;
  given.salesforce.beforePage = async () => {
    seen.push(await open.ask('review:facets', null));
  };
  await open.ask('pull:start', { isFull: true });
  expect(seen).toEqual([before, before, before]);
  expect((await open.ask('review:facets', null)).classes['only-voyage']).toBe(100);
});

test('a pull that is cancelled says so and leaves the old rows; a second pull meanwhile is refused', async () => {
  const given = lists(people('salesforce', 2500), people('voyage', 2500));
  const open = await pulled(given);
  const before = await open.rows();
  let meanwhile: unknown = null;
  given.voyage.records = people('voyage', 2000);
  given.voyage.expectedRows = 2000;
  given.voyage.beforePage = async (page) => {
    if (page !== 2) return;
    meanwhile = await open.refusal('pull:start', { isFull: true });
    await open.ask('pull:cancel', null);
  };
  expect(await open.refusal('pull:start', { isFull: true })).toEqual({ code: 'run/cancelled' });
  expect(meanwhile).toMatchObject({ code: 'engine/busy' });
  expect(await open.rows()).toEqual(before);
});

test('closing in the middle of a pull stops it, and the journal opens again with the old rows', async () => {
  const given = lists(people('salesforce', 2500), people('voyage', 2500));
  let open = await pulled(given);
  const before = await open.rows();
  let closing: Promise<OpenEngine> | null = null;
  given.voyage.beforePage = (page) => {
    if (page === 2) closing = open.reopen();
  };
  expect(await open.refusal('pull:start', { isFull: true })).toEqual({ code: 'run/cancelled' });
  open = await closing!;
  expect(await open.rows()).toEqual(before);
});

test('a decision holds while the values it was made on are the same, and is dropped with them', async () => {
  const given = lists(
    people('salesforce', 3),
    people('voyage', 3, { company: 'Other', title: 'Dr' }),
  );
  const open = await pulled(given);
  const rows = await open.rows();
  const rowKeys = rows.map(({ rowKey }) => rowKey);
  const decide = { choice: 'voyage', fields: ['company', 'title'], value: null } as const;
  await open.ask('review:decide', { target: { rowKeys }, ...decide });

  given.voyage.records = people('voyage', 3, { company: 'Other', title: 'Dr' }).map(
    (record, index) =>
      index === 1 ? sideRecord('voyage', 1, { company: 'Third', title: 'Dr' }) : record,
  );
  await open.ask('pull:start', { isFull: true });
  const after = await open.rows();
  expect(after.map(({ choseVoyage }) => choseVoyage.toString(2))).toEqual([
    '11000',
    '10000',
    '11000',
  ]);
  await open.ask('review:undo', null);
  expect((await open.rows({ only: ['decided'] })).length).toBe(0);
});

test('typed values are kept over pulls and reopening, cleared, and typed over by the next', async () => {
  const given = lists(people('salesforce', 2), people('voyage', 2, { company: 'Other' }));
  let open = await pulled(given);
  const [first] = await open.rows();
  const target = { rowKeys: [first!.rowKey] };
  const typed = { target, fields: ['company'], choice: 'typed' } as const;
  await open.ask('review:decide', { ...typed, value: 'Typed Ltd' });
  await open.ask('pull:start', { isFull: true });
  open = await open.reopen();
  expect((await open.rows())[0]?.typed).toEqual({ company: 'Typed Ltd' });
  await open.ask('review:decide', { ...typed, value: null });
  expect((await open.rows())[0]?.typed).toEqual({ company: null });
  await open.ask('review:undo', null);
  expect((await open.rows())[0]?.typed).toEqual({ company: 'Typed Ltd' });
  await open.ask('review:decide', { target, fields: 'asking', choice: 'clear', value: null });
  expect((await open.rows())[0]).toMatchObject({ typed: {}, choseTyped: 0 });
  expect(await open.ask('review:undo', null)).toMatchObject({ rows: 1 });
  expect((await open.rows())[0]?.typed).toEqual({ company: 'Typed Ltd' });
});

test('a decision over everything undone after a later pull is taken back there too', async () => {
  const given = lists(people('salesforce', 4), people('voyage', 4, { company: 'Other' }));
  const open = await pulled(given);
  const { viewId } = await open.ask('review:open', {
    filter: { classes: [], fields: [], only: [], statuses: [], search: '' },
  });
  const target = { viewId };
  await open.ask('review:decide', { target, fields: 'asking', choice: 'voyage', value: null });
  await open.ask('review:decide', { target, fields: 'asking', choice: 'salesforce', value: null });
  await open.ask('pull:start', { isFull: true });
  expect((await open.rows()).every((row) => row.choseSalesforce === 8)).toBe(true);
  await open.ask('review:undo', null);
  expect(
    (await open.rows()).every((row) => row.choseVoyage === 8 && row.choseSalesforce === 0),
  ).toBe(true);
  await open.ask('review:undo', null);
  expect((await open.rows()).every((row) => row.choseVoyage === 0)).toBe(true);
  await open.ask('review:redo', null);
  expect((await open.rows()).every((row) => row.choseVoyage === 8)).toBe(true);
});

test('other identity rules match other people, without a pull, and say so', async () => {
  const given = lists(
    [sideRecord('salesforce', 1, { email: 'ann+news@x.org' })],
    [sideRecord('voyage', 1, { email: 'ann@x.org' })],
  );
  const open = await pulled(given);
  expect((await open.rows()).map(({ cls }) => cls)).toEqual(['only-salesforce', 'only-voyage']);
  const policy = await open.ask('policy:get', null);
  await open.ask('policy:set', {
    policy: { ...policy, identity: { plusTags: true, gmailDots: false } },
  });
  const rows = await open.rows();
  expect(rows.map(({ identity }) => identity)).toEqual(['ann@x.org']);
  expect(rows[0]?.salesforce?.values.email).toBe('ann+news@x.org');
  await open.ask('policy:set', { policy });
  expect(await open.rows()).toHaveLength(2);
});

test('changes of the map made at once are all made, and compared once', async () => {
  const members = people('salesforce', 3).map((record, index) =>
    sideRecord('salesforce', index, {
      status: `Label ${String(index)}`,
      email: record.values.email,
    }),
  );
  const open = await harness.open(lists(members, people('voyage', 3)).sides);
  await open.ask('pairing:choose', CHOSEN_LISTS);
  await open.ask('pull:start', { isFull: true });
  let comparisons = 0;
  open.engine.on('changed', ({ what }) => {
    if (what === 'diff') comparisons += 1;
  });
  await Promise.all(
    [0, 1, 2].map((index) =>
      open.ask('map:set', { way: 'toVoyage', label: `Label ${index}`, to: 'registered' }),
    ),
  );
  const { toVoyage } = (await open.ask('policy:get', null)).statusMap;
  expect(Object.keys(toVoyage)).toHaveLength(3);
  expect(comparisons).toBeLessThan(3);
});

test('a pairing belongs to the org it was chosen in', async () => {
  const given = lists(people('salesforce', 2), people('voyage', 2));
  const open = await pulled(given);
  given.salesforce.orgId = '00D000000000002';
  await open.ask('engine:connect', null);
  expect(await open.refusal('pull:start', { isFull: true })).toMatchObject({
    code: 'side/refused',
    side: 'salesforce',
  });
});

test('a pairing chosen again comes with the policy it had', async () => {
  const given = lists(people('salesforce', 2), people('voyage', 2));
  const open = await pulled(given);
  await open.ask('policy:set', { policy: { ...DEFAULT_POLICY, writePersonFields: true } });
  await open.ask('pairing:choose', CHOSEN_LISTS);
  expect((await open.ask('policy:get', null)).writePersonFields).toBe(true);
  expect(await open.rows()).toHaveLength(2);
});
