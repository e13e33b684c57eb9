/**
 * From connecting to deciding, over sockets, against the demo's org and event at 5,000 rows: once with both
 * lists in step and synced, then with everything that happened since.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../electron/demo/start-demo.ts';
import { startDemo } from '../../electron/demo/start-demo.ts';
import { bitOf } from '../../shared/domain/fields.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import type { Facets, ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { OpenEngine } from './open-engine.ts';
import { EVERYTHING, createHarness, demoSides, setFaults } from './open-engine.ts';

const ROWS = 5000;
const harness = createHarness();
let demo: Demo;
let open: OpenEngine;

function chosen(row: ReviewRow): number {
  return row.choseSalesforce | row.choseVoyage | row.choseTyped | row.choseSkip;
}

function waits(row: ReviewRow): boolean {
  return (row.asks & ~chosen(row)) !== 0;
}

/** What the facets must say, counted from the rows themselves. */
function counted(rows: readonly ReviewRow[]): Partial<Facets> {
  const count = (holds: (row: ReviewRow) => boolean) => rows.filter(holds).length;
  return {
    rows: rows.length,
    classes: Object.fromEntries(
      ROW_CLASSES.map((cls) => [cls, count((row) => row.cls === cls)]),
    ) as Facets['classes'],
    undecided: count(waits),
    decided: count((row) => chosen(row) !== 0),
    unmapped: count((row) => row.isUnmapped),
    conflictsTotal: count((row) => row.asks !== 0),
  };
}

beforeAll(async () => {
  demo = await startDemo({ dir: null, rows: ROWS, seed: 11, clock: () => new Date() });
  open = await harness.open(demoSides(demo));
});
afterAll(async () => {
  await harness.close();
  await demo.close();
});

test('connecting tells who both sides are, and that campaign sync is offered', async () => {
  const state = await open.ask('engine:connect', null);
  expect(state.connections.salesforce).toMatchObject({ state: 'connected', error: null });
  expect(state.connections.voyage).toMatchObject({ state: 'connected', error: null });
  expect(state.gap.state).toBe('offered');
  expect(state.pairing).toBeNull();
  expect(await open.refusal('pull:start', { isFull: true })).toEqual({ code: 'pairing/none' });
  expect(await open.refusal('review:open', { filter: EVERYTHING })).toEqual({
    code: 'pairing/none',
  });
});

test('lists are found by name on either side, and a pairing starts with nothing mapped', async () => {
  const campaigns = await open.ask('lists:find', { side: 'salesforce', query: 'summit' });
  expect(campaigns.map(({ listId }) => listId)).toContain(demo.campaignId);
  const events = await open.ask('lists:find', { side: 'voyage', query: '' });
  expect(events.map(({ listId }) => listId)).toContain(demo.eventId);

  const state = await open.ask('pairing:choose', {
    campaignId: demo.campaignId,
    eventId: demo.eventId,
  });
  expect(state.pairing).toMatchObject({ campaignId: demo.campaignId, pulledAt: null });
  const map = await open.ask('map:get', null);
  expect(map.map).toEqual({ toVoyage: {}, toSalesforce: {} });
  expect(map.suggested.toVoyage['Attended']).toBe('attended');
  expect(await open.refusal('review:facets', null)).toEqual({ code: 'pull/none' });
});

test('a pull reads both lists whole and tells how far it is; unmapped statuses are counted', async () => {
  const told: string[] = [];
  const stop = open.engine.on('progress', ({ stage, side, done, total }) => {
    if (total !== null) expect(done).toBeLessThanOrEqual(total);
    told.push(`${stage} ${side ?? 'both'}`);
  });
  const state = await open.ask('pull:start', { isFull: true });
  stop();
  expect(told).toContain('reading salesforce');
  expect(told).toContain('reading voyage');
  expect(told).toContain('finding-people salesforce');
  expect(told).toContain('matching both');
  expect(told.at(-1)).toBe('done both');

  expect(state.pairing?.members).toBeGreaterThan(ROWS * 0.8);
  const rows = await open.rows();
  const labels = new Map<string, number>();
  for (const row of rows) {
    const label = row.salesforce?.values.status ?? '';
    if (row.isUnmapped && row.salesforce !== null) {
      labels.set(label, (labels.get(label) ?? 0) + 1);
    }
  }
  for (const { side, label, rows: found } of state.unmapped) {
    if (side === 'salesforce') expect(found).toBe(labels.get(label));
  }
  expect(state.unmapped.length).toBeGreaterThan(0);
});

test('rows lie in review order: by identity, those without an email last and none of them lost', async () => {
  const rows = await open.rows();
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
  const identities = rows.map(({ identity }) => identity);
  const withEmail = identities.filter((identity) => identity !== null);
  expect(identities.slice(0, withEmail.length)).toEqual(withEmail);
  const sorted = [...withEmail].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(withEmail).toEqual(sorted);

  const state = await open.ask('engine:state', null);
  const held = rows.flatMap((row) => [row.salesforce?.recordId, row.voyage?.recordId]);
  const ids = held.filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe((state.pairing?.members ?? 0) + (state.pairing?.registrations ?? 0));
  expect(rows.some(({ cls }) => cls === 'no-email')).toBe(true);
});

test('accepting the suggestions maps what was suggested, and lets both lists agree', async () => {
  const before = await open.ask('map:get', null);
  const after = await open.ask('map:accept', null);
  expect(after.map).toEqual(before.suggested);
  expect(after.suggested).toEqual({ toVoyage: {}, toSalesforce: {} });
  const facets = await open.ask('review:facets', null);
  expect(facets.unmapped).toBe(0);
  expect(facets.classes['in-sync']).toBeGreaterThan(ROWS * 0.8);
});

test('after a sync and all that happened since, the facets are the sums of the rows', async () => {
  const plan = await open.ask('plan:build', { direction: 'both' });
  await open.ask('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  demo.advance();
  await open.ask('pull:start', { isFull: true });

  const rows = await open.rows();
  const facets = await open.ask('review:facets', null);
  expect(facets).toMatchObject(counted(rows));
  for (const cls of ROW_CLASSES) expect(facets.classes[cls], cls).toBeGreaterThan(0);
  const status = rows.filter((row) => (row.differs & bitOf('status')) !== 0).length;
  expect(facets.fields.status).toBe(status);
});

test('a filter keeps exactly the rows that meet all of its parts', async () => {
  const rows = await open.rows();
  const conflicts = await open.rows({ classes: ['conflict', 'deleted'] });
  expect(conflicts).toEqual(rows.filter(({ cls }) => cls === 'conflict' || cls === 'deleted'));
  const company = await open.rows({ classes: ['conflict'], fields: ['company'] });
  expect(company).toEqual(
    rows.filter(({ cls, differs }) => cls === 'conflict' && (differs & bitOf('company')) !== 0),
  );
  const waiting = await open.rows({ only: ['undecided'] });
  expect(waiting).toEqual(rows.filter(waits));
  const attended = await open.rows({ statuses: [{ side: 'voyage', label: 'attended' }] });
  expect(attended).toEqual(rows.filter(({ voyage }) => voyage?.values.status === 'attended'));
});

test('search finds a person by parts of the name without its marks, and by email', async () => {
  const rows = await open.rows();
  const marked = rows.find(({ salesforce }) => /[éüåøö]/iu.test(salesforce?.values.lastName ?? ''));
  const name = marked?.salesforce?.values.lastName ?? '';
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
  const found = await open.rows({ search: `  ${bare} ` });
  expect(found.map(({ rowKey }) => rowKey)).toContain(marked?.rowKey);
  const email = rows[100]?.salesforce?.values.email ?? '';
  const byEmail = await open.rows({ search: email });
  expect(byEmail.map(({ rowKey }) => rowKey)).toContain(rows[100]?.rowKey);
  const story = await open.ask('review:find', { email: ` ${email.toUpperCase()}` });
  expect(story?.row.rowKey).toBe(rows[100]?.rowKey);
  expect(await open.ask('review:find', { email: 'nobody@nowhere.example' })).toBeNull();
});

test('the next row that waits and the ticks lie where rows wait', async () => {
  const rows = await open.rows();
  const { viewId, total } = await open.ask('review:open', { filter: EVERYTHING });
  const waiting = rows.flatMap((row, index) => (waits(row) ? [index] : []));
  let after = -1;
  for (const expected of waiting.slice(0, 5)) {
    const next = await open.ask('review:next-undecided', { viewId, after });
    expect(next.index).toBe(expected);
    after = expected;
  }
  const last = await open.ask('review:next-undecided', { viewId, after: waiting.at(-1) ?? 0 });
  expect(last.index).toBeNull();
  const { at } = await open.ask('review:ticks', { viewId });
  expect(at.length).toBeLessThanOrEqual(400);
  expect(at.every((share) => waiting.includes(Math.round(share * total)))).toBe(true);
});

test('the preview of the import and of the export counts what their plans would send', async () => {
  const preview = await open.ask('preview:import', { limit: 20 });
  const importPlan = await open.ask('plan:build', { direction: 'import' });
  const exportPlan = await open.ask('plan:build', { direction: 'export' });
  expect(preview.importOperations).toBe(importPlan.operations);
  expect(preview.exportOperations).toBe(exportPlan.operations);
  expect(preview.rows).toHaveLength(20);
  const state = await open.ask('engine:state', null);
  expect(preview.members).toBe(state.pairing?.members);
});

test('a decision is shown at once, undone and done again, and kept when the app is opened anew', async () => {
  const before = await open.rows({ only: ['undecided'] });
  const row = before.find(({ cls }) => cls === 'conflict')!;
  const decided = await open.ask('review:decide', {
    target: { rowKeys: [row.rowKey] },
    fields: 'asking',
    choice: 'voyage',
    value: null,
  });
  expect(decided.rows).toBe(1);
  expect(decided.facets).toMatchObject({ undecided: before.length - 1, canUndo: true });
  const [now] = await open.rows({ only: ['decided'] });
  expect(now).toMatchObject({ rowKey: row.rowKey, choseVoyage: row.asks });

  await open.ask('review:undo', null);
  expect(await open.rows({ only: ['decided'] })).toEqual([]);
  open = await open.reopen();
  expect(await open.ask('review:facets', null)).toMatchObject({ canUndo: false, canRedo: true });
  const redone = await open.ask('review:redo', null);
  expect(redone).toMatchObject({ rows: 1, facets: { undecided: before.length - 1 } });
  open = await open.reopen();
  expect(await open.rows({ only: ['decided'] })).toEqual([now]);
  await open.ask('review:undo', null);
  expect(await open.refusal('review:undo', null)).toEqual({ code: 'review/nothing-to-undo' });
});

test('one decision over a filter settles every row of it, and one undo takes it all back', async () => {
  const { viewId, total } = await open.ask('review:open', {
    filter: { ...EVERYTHING, only: ['undecided'] },
  });
  expect(total).toBeGreaterThan(50);
  const { rows, facets } = await open.ask('review:decide', {
    target: { viewId },
    fields: 'asking',
    choice: 'salesforce',
    value: null,
  });
  expect(rows).toBe(total);
  expect(facets.undecided).toBe(0);
  const page = await open.ask('review:page', { viewId, from: 0, count: 1000 });
  expect(page.total).toBe(total);
  expect(page.rows.every((row) => chosen(row) === row.asks)).toBe(true);
  const undone = await open.ask('review:undo', null);
  expect(undone.facets).toMatchObject({ undecided: total, decided: 0 });
});

test('the whole story of a person: both sides, the base, the runs, their duplicates and links', async () => {
  await open.ask('engine:connect', null);
  const [duplicate] = await open.rows({ classes: ['duplicate'] });
  const story = await open.ask('review:person', { rowKey: duplicate?.rowKey ?? '' });
  expect(story.row.keeperId).not.toBeNull();
  expect(story.others.some(({ cls }) => cls !== 'duplicate')).toBe(true);
  const [conflict] = await open.rows({ classes: ['conflict'], fields: ['status'] });
  const other = await open.ask('review:person', { rowKey: conflict?.rowKey ?? '' });
  expect(other.fields.length).toBeGreaterThan(0);
  expect(other.runs.length).toBe(1);
  expect(other.salesforceLink).toContain(conflict?.salesforce?.recordId);
  expect(await open.refusal('review:person', { rowKey: 'nobody' })).toEqual({
    code: 'review/superseded',
  });
});

test('mapping a label unblocks its rows, and a view from before is superseded', async () => {
  const { viewId } = await open.ask('review:open', { filter: EVERYTHING });
  const before = await open.ask('map:get', null);
  const label = before.unmapped.find(({ side }) => side === 'salesforce')?.label ?? '';
  const after = await open.ask('map:set', { way: 'toVoyage', label, to: 'skip' });
  expect(after.unmapped.some((entry) => entry.label === label)).toBe(false);
  expect(await open.refusal('review:page', { viewId, from: 0, count: 10 })).toEqual({
    code: 'review/superseded',
  });
  const skipped = await open.rows({ statuses: [{ side: 'salesforce', label }] });
  expect(skipped.every((row) => !row.isUnmapped && row.asks === 0)).toBe(true);
  const back = await open.ask('map:set', { way: 'toVoyage', label, to: null });
  expect(back.unmapped).toEqual(before.unmapped);
});

test('the diff as rows of a report comes in pages, each row once', async () => {
  const lines: (readonly string[])[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: { rows: readonly (readonly string[])[]; last: number | null } = await open.ask(
      'diff:rows',
      { after, count: 999 },
    );
    lines.push(...page.rows);
    after = page.last;
  }
  const rows = await open.rows();
  const onlyOne = rows.filter(({ cls }) => cls === 'only-salesforce' || cls === 'only-voyage');
  const alone = lines.filter((line) => line[1] === 'only-salesforce' || line[1] === 'only-voyage');
  expect(alone.length).toBe(onlyOne.length);
  const counts = await open.ask('diff:counts', null);
  expect(counts.rows).toBe(rows.length);
});

test('a pull that dies half way leaves everything shown as it was', async () => {
  const before = await open.rows();
  await setFaults(demo, 'salesforce', { html: true });
  const refusal = await open.refusal('pull:start', { isFull: true });
  expect(refusal).toMatchObject({ side: 'salesforce' });
  await setFaults(demo, 'salesforce', null);
  expect(await open.rows()).toEqual(before);
  expect((await open.ask('engine:state', null)).hasDiff).toBe(true);
});

test('schema drift: unknown fields are ignored, and a field no longer offered is no longer compared', async () => {
  const before = await open.rows();
  await setFaults(demo, 'salesforce', { unknownFields: true });
  await setFaults(demo, 'voyage', { unknownFields: true });
  await open.ask('pull:start', { isFull: true });
  expect(await open.rows()).toEqual(before);

  await setFaults(demo, 'salesforce', { hideFields: ['Title', 'CampaignMember.Title'] });
  await open.ask('pull:start', { isFull: true });
  const rows = await open.rows();
  expect(rows.length).toBe(before.length);
  expect(rows.every(({ differs }) => (differs & bitOf('title')) === 0)).toBe(true);
  await setFaults(demo, 'salesforce', null);
  await setFaults(demo, 'voyage', null);
  await open.ask('pull:start', { isFull: true });
  expect(await open.rows()).toEqual(before);
});

test('the gap: not offered, and a probe that fails, are told apart', async () => {
  await setFaults(demo, 'voyage', { capabilities: { maxBatch: 200 } });
  expect((await open.ask('engine:connect', null)).gap.state).toBe('not-offered');
  await setFaults(demo, 'voyage', { capabilitiesStatus: 500 });
  const { gap } = await open.ask('engine:connect', null);
  expect(gap.state).toBe('probe-failed');
  expect(gap.askedAt).not.toBeNull();
  await setFaults(demo, 'voyage', null);
  expect((await open.ask('engine:connect', null)).gap.state).toBe('offered');
});

test('an expired sign-in is shown at the side it belongs to', async () => {
  await open.ask('engine:connect', null);
  await setFaults(demo, 'voyage', { expireToken: true });
  expect(await open.refusal('pull:start', { isFull: true })).toMatchObject({
    code: 'auth/expired',
    side: 'voyage',
  });
  const { connections } = await open.ask('engine:state', null);
  expect(connections.voyage.state).toBe('expired');
  expect(connections.salesforce.state).toBe('connected');
  await setFaults(demo, 'voyage', null);
});

test('a workspace of another kind is refused before any member or registration is read', async () => {
  const production = await startDemo({ dir: null, rows: 60, seed: 2, clock: () => new Date() });
  const sandbox = await harness.open(demoSides(production, 'sandbox'), { kind: 'sandbox' });
  const state = await sandbox.ask('engine:connect', null);
  expect(state.connections.voyage).toMatchObject({
    state: 'refused',
    error: { code: 'auth/wrong-environment', workspaceKind: 'sandbox', foundKind: 'demo' },
  });
  expect(
    await sandbox.refusal('pairing:choose', {
      campaignId: production.campaignId,
      eventId: production.eventId,
    }),
  ).toMatchObject({ code: 'auth/wrong-environment' });
  expect(await sandbox.refusal('lists:find', { side: 'voyage', query: '' })).toMatchObject({
    code: 'auth/wrong-environment',
  });
  const told = await fetch(`${production.voyage.url}/__demo/state`, {
    headers: { authorization: `Bearer ${production.voyage.token}` },
  });
  expect(JSON.stringify(await told.json())).not.toContain('/registrations');
  await sandbox.engine.close();
  await production.close();
});
