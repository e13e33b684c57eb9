/**
 * Who is who, through the engine: links by hand, people set apart, keepers, shared addresses and suggestions. Each is
 * a step that can be undone, the comparison follows before the answer, and all of it outlives a restart.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { OpenEngine } from './open-engine.ts';
import { CHOSEN_LISTS, createHarness } from './open-engine.ts';
import { createListSide, sideRecord } from './list-side.ts';

const harness = createHarness();
let members: SideRecord[];
let registrations: SideRecord[];
let open: OpenEngine;

/** Told by name on both sides, so that a test reads as what it is about. */
const member = (number: number, values: Partial<SideRecord['values']> = {}): SideRecord =>
  sideRecord('salesforce', number, values);
const registration = (number: number, values: Partial<SideRecord['values']> = {}): SideRecord =>
  sideRecord('voyage', number, values);

async function pullBoth(): Promise<void> {
  await open.ask('engine:connect', null);
  await open.ask('pairing:choose', CHOSEN_LISTS);
  await open.ask('pull:start', { isFull: true });
  await open.ask('map:accept', null);
}

function pairs(rows: readonly ReviewRow[]): readonly string[] {
  const number = (id: string | undefined) =>
    id === undefined ? '-' : /0*(\d+?)(AAA)?$/.exec(id)?.[1];
  return rows
    .map((row) => `${number(row.salesforce?.recordId)}+${number(row.voyage?.recordId)} ${row.cls}`)
    .sort();
}

async function keyOf(find: (row: ReviewRow) => boolean): Promise<string> {
  const row = (await open.rows()).find(find);
  if (row === undefined) throw new Error('There is no such row.');
  return row.rowKey;
}
const isMember = (number: number) => (row: ReviewRow) =>
  row.salesforce?.recordId === member(number).recordId;
const isRegistration = (number: number) => (row: ReviewRow) =>
  row.voyage?.recordId === registration(number).recordId;

beforeEach(async () => {
  members = [];
  registrations = [];
  open = await harness.open(() => ({
    salesforce: createListSide({ side: 'salesforce', records: members, expectedRows: null }),
    voyage: createListSide({ side: 'voyage', records: registrations, expectedRows: null }),
  }));
});
afterEach(() => harness.close());

test('two who stand alone are linked by hand, stay so after a restart, and are unlinked by undo', async () => {
  members.push(member(1, { email: 'bob@work.org' }));
  registrations.push(registration(2, { email: 'bob@home.org' }));
  await pullBoth();
  expect(pairs(await open.rows())).toEqual(['-+2 only-voyage', '1+- only-salesforce']);

  const rowKeys = [await keyOf(isRegistration(2)), await keyOf(isMember(1))] as const;
  const effect = await open.ask('links:link', { rowKeys });
  expect(effect).toMatchObject({ count: 1, links: { undo: { kind: 'link', actor: 'tester' } } });
  expect(pairs(await open.rows())).toEqual(['1+2 conflict']);
  open = await open.reopen();
  const linked = await keyOf(isMember(1));
  expect(await open.ask('links:row', { rowKey: linked })).toMatchObject({
    by: 'person',
    linkedBy: 'tester',
  });
  expect(await open.refusal('links:link', { rowKeys: [linked, linked] })).toEqual({
    code: 'review/not-alone',
  });

  await open.ask('links:undo', null);
  expect(pairs(await open.rows())).toEqual(['-+2 only-voyage', '1+- only-salesforce']);
  expect(await open.refusal('links:undo', null)).toEqual({ code: 'review/nothing-to-undo' });
});

test('a pair that was unlinked is never matched again, though its addresses are one', async () => {
  members.push(member(1));
  registrations.push(registration(1));
  await pullBoth();
  expect(pairs(await open.rows())).toEqual(['1+1 in-sync']);
  await open.ask('links:unlink', { rowKey: await keyOf(isMember(1)) });
  const apart = ['-+1 only-voyage', '1+- only-salesforce'];
  expect(pairs(await open.rows())).toEqual(apart);
  await open.ask('pull:start', { isFull: true });
  expect(pairs(await open.rows())).toEqual(apart);
  expect(await open.refusal('links:unlink', { rowKey: await keyOf(isMember(1)) })).toEqual({
    code: 'review/no-pair',
  });
  await open.ask('links:undo', null);
  expect(pairs(await open.rows())).toEqual(['1+1 in-sync']);
});

test('of duplicates a person keeps the one they want', async () => {
  members.push(member(1), member(2, { email: member(1).values.email }));
  registrations.push(registration(1));
  await pullBoth();
  expect(pairs(await open.rows())).toEqual(['1+1 in-sync', '2+- duplicate']);
  await open.ask('links:keep', { rowKey: await keyOf(isMember(2)) });
  expect(pairs(await open.rows())).toEqual(['1+- duplicate', '2+1 conflict']);
  await open.ask('links:keep', { rowKey: await keyOf(isMember(1)) });
  expect(pairs(await open.rows())).toEqual(['1+1 in-sync', '2+- duplicate']);
  await open.ask('links:undo', null);
  await open.ask('links:undo', null);
  expect(pairs(await open.rows())).toEqual(['1+1 in-sync', '2+- duplicate']);
});

test('people who share an address wait in a queue, are told apart, and asked about anew when a name comes', async () => {
  const email = 'the.lees@example.org';
  members.push(member(1, { email, lastName: 'Lee' }));
  members.push(member(2, { email, firstName: 'Bob', lastName: 'Lee' }));
  registrations.push(registration(3, { email, firstName: 'Robert', lastName: 'Lee' }));
  await pullBoth();
  const queue = () => open.ask('addresses:page', { from: 0, count: 50 });
  expect(await queue()).toMatchObject({
    total: 1,
    waiting: 1,
    rows: [{ identity: email, reason: 'family', decided: null }],
  });
  await open.ask('addresses:decide', { identity: email, decision: 'two-people' });
  expect(pairs(await open.rows())).toEqual(['1+- only-salesforce', '2+3 conflict']);
  expect(await queue()).toMatchObject({
    waiting: 0,
    rows: [{ decided: { decision: 'two-people', actor: 'tester', isStillMeant: true } }],
  });
  open = await open.reopen();
  expect(pairs(await open.rows())).toEqual(['1+- only-salesforce', '2+3 conflict']);

  await open.ask('engine:connect', null);
  members.push(member(4, { email, firstName: 'Carol', lastName: 'Lee' }));
  await open.ask('pull:start', { isFull: true });
  expect(await queue()).toMatchObject({ waiting: 1, rows: [{ decided: { isStillMeant: false } }] });
  await open.ask('addresses:decide', { identity: email, decision: 'same' });
  expect(pairs(await open.rows())).toEqual(['1+3 conflict', '2+- duplicate', '4+- duplicate']);
  expect(await queue()).toMatchObject({ waiting: 0, rows: [{ decided: { decision: 'same' } }] });
});

test('a row without an address says why, one whose status would go back as well, and none is lost', async () => {
  const cells = ['ann', 'a@b@c.org', 'ann@example.org, bob@example.org', '"a b"@example.org', null];
  for (const [at, email] of cells.entries()) members.push(member(at, { email }));
  members.push(member(9, { status: 'Registered' }));
  registrations.push(registration(9, { status: 'attended' }));
  await pullBoth();
  const policy = await open.ask('policy:get', null);
  const fields = { ...policy.fields, status: 'prefer-salesforce' as const };
  await open.ask('policy:set', { policy: { ...policy, fields } });
  expect(await open.rows()).toHaveLength(cells.length + 1);
  const why = async (n: number) => open.ask('links:row', { rowKey: await keyOf(isMember(n)) });
  const reasons = [];
  for (const at of cells.keys()) reasons.push((await why(at)).noEmail);
  expect(reasons).toEqual(['no-at', 'several-at', 'several', 'quoted', 'blank']);
  expect(await why(9)).toMatchObject({
    noEmail: null,
    stepBack: { side: 'voyage', from: 'attended', to: 'registered' },
  });
});

const NAMES = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Alan', 'Hedy'] as const;
const SURNAMES = ['Holberton', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Lamarr', 'Perlis'] as const;

/** So many who are on both lists under two addresses, and as many on each list alone. */
function crowd(count: number): void {
  for (let at = 0; at < count; at += 1) {
    const firstName = NAMES[at % NAMES.length] ?? '';
    const lastName = `${SURNAMES[at % SURNAMES.length] ?? ''}${'abcdefghij'[at % 10] ?? ''}${String.fromCharCode(97 + (at % 26))}`;
    const person = {
      firstName,
      lastName,
      company: `Company ${at}`,
      phone: `+49 30 ${100_000 + at * 37}`,
    };
    members.push(member(at, { ...person, email: `${at}@work.org` }));
    registrations.push(registration(at, { ...person, email: `${at}@home.org` }));
  }
}

test('the unmatched are suggested with reasons; what is refused is never suggested again', async () => {
  crowd(40);
  await pullBoth();
  const before = await open.ask('links:state', null);
  expect(before.suggestions).toMatchObject({ state: 'none', chances: [] });
  const jobs: string[] = [];
  open.engine.on('progress', ({ job, stage }) => jobs.push(`${job} ${stage}`));
  const found = await open.ask('suggestions:find', null);
  expect(jobs.at(-1)).toBe('suggest done');
  expect(found.suggestions).toMatchObject({ state: 'ready', members: 40, registrations: 40 });
  expect(found.suggestions.chances.length).toBeGreaterThan(30);

  const page = await open.ask('suggestions:page', { after: 0, count: 10 });
  expect(page.rows).toHaveLength(10);
  const [first, second] = page.rows;
  if (first === undefined || second === undefined) throw new Error('Nobody was suggested.');
  expect(first.evidence.map(({ slot }) => slot)).toContain('phone');
  const pairOf = ({ salesforce, voyage }: typeof first) => ({
    memberId: salesforce.recordId,
    registrationId: voyage.recordId,
  });
  const refused = await open.ask('suggestions:refuse', pairOf(first));
  expect(refused.links.suggestions.chances).toHaveLength(found.suggestions.chances.length - 1);
  await open.ask('suggestions:accept', pairOf(second));
  const linked = (await open.rows()).filter(
    (row) => row.salesforce !== null && row.voyage !== null,
  );
  expect(linked.map((row) => row.salesforce?.recordId)).toEqual([second.salesforce.recordId]);

  const again = await open.ask('suggestions:find', null);
  expect(again.suggestions).toMatchObject({ members: 39, registrations: 39 });
  const rows = (await open.ask('suggestions:page', { after: 0, count: 100 })).rows;
  expect(rows.map((row) => row.salesforce.recordId)).not.toContain(first.salesforce.recordId);
});

test('everybody from a chance on is linked at once, and one undo takes them all back', async () => {
  crowd(40);
  await pullBoth();
  const { suggestions } = await open.ask('suggestions:find', null);
  const sure = suggestions.chances.filter((chance) => chance >= 0.9).length;
  const effect = await open.ask('suggestions:accept', { atLeast: 0.9 });
  expect(effect).toMatchObject({ count: sure, leftAlone: 0 });
  const isPair = (row: ReviewRow) => row.salesforce !== null && row.voyage !== null;
  expect((await open.rows()).filter(isPair)).toHaveLength(sure);
  await open.ask('links:undo', null);
  expect((await open.rows()).filter(isPair)).toHaveLength(0);
  expect((await open.ask('links:state', null)).suggestions.chances).toEqual(suggestions.chances);
});

test('looking for people is stopped when asked, and keeps what was there', async () => {
  crowd(40);
  await pullBoth();
  const asked = open.refusal('suggestions:find', null);
  await open.ask('suggestions:cancel', null);
  expect(await asked).toEqual({ code: 'run/cancelled' });
  expect((await open.ask('links:state', null)).suggestions.state).toBe('none');
});
