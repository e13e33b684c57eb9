/**
 * Once matched, a pair stays matched, whatever becomes of its member over there: another email, a conversion, a merge, or
 * taken off the campaign and added again. Seen on the org's own socket, by pulls of what changed and by whole ones.
 */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { ChangingWorld } from './changing-world.ts';
import { startChangingWorld, WORLD_LISTS } from './changing-world.ts';
import type { OpenEngine } from './open-engine.ts';
import { createHarness } from './open-engine.ts';
import { ask, CAMPAIGN_ID, idOf } from './salesforce-org.ts';
import { registrationSeed } from './voyage-world.ts';

const harness = createHarness();
const HOUR_MS = 3_600_000;
let world: ChangingWorld;
let open: OpenEngine;

/** Both lists agree, and a run confirmed it: member n and registration n - 5 are a pair. */
beforeEach(async () => {
  world = await startChangingWorld();
  open = await harness.open(world.sides, { clock: world.now });
  await open.ask('pairing:choose', WORLD_LISTS);
  await open.ask('pull:start', { isFull: true });
  await open.ask('map:accept', null);
  for (const status of ['pending', 'waitlisted', 'no_show', 'cancelled'] as const) {
    await open.ask('map:set', { way: 'toSalesforce', status, to: 'skip' });
  }
  const plan = await open.ask('plan:build', { direction: 'both' });
  await open.ask('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  world.pass(HOUR_MS);
  await open.ask('pull:start', { isFull: false });
  expect(await rowOf(9)).toMatchObject({ salesforce: { recordId: idOf('00v', 9) } });
});
afterEach(async () => {
  await harness.close();
  await world.close();
});

/** The row of the registration that belongs to member n. */
async function rowOf(n: number): Promise<ReviewRow> {
  const { id } = registrationSeed(n - 5);
  const row = (await open.rows()).find(({ voyage }) => voyage?.recordId === id);
  if (row === undefined) throw new Error(`Registration ${id} is lost.`);
  return row;
}

async function control(name: 'merge' | 'convert', body: object): Promise<void> {
  const answer = await ask(world.salesforce.url, `/__demo/${name}`, { method: 'POST', body });
  expect(answer.status).toBe(200);
}

async function pullAgain(isFull: boolean): Promise<void> {
  world.pass(HOUR_MS);
  await open.ask('pull:start', { isFull });
}

/** A contact nobody has on the campaign, with an email nobody has on the event. */
function addContact(n: number): string {
  const Id = idOf('003', n);
  const record = {
    Id,
    LastName: `Survivor ${String(n)}`,
    Email: `survivor${String(n)}@example.org`,
  };
  world.salesforce.apply({ on: 'salesforce', do: 'create', sobject: 'Contact', record });
  return Id;
}

const isMatched = (row: ReviewRow): boolean => row.salesforce !== null && row.voyage !== null;

test('through a change of email on either side, which is said', async () => {
  await world.happen({ what: 'email', n: 9, text: 'elsewhere@example.org' });
  await pullAgain(false);
  const row = await rowOf(9);
  expect(isMatched(row)).toBe(true);
  expect(await open.ask('links:row', { rowKey: row.rowKey })).toMatchObject({
    by: 'base',
    emailChangedOn: 'salesforce',
    followed: null,
  });
});

test.each([true, false])('through a conversion, by a whole pull: %s', async (isFull) => {
  await world.happen({ what: 'converted', n: 6 });
  await pullAgain(isFull);
  expect((await rowOf(6)).salesforce?.recordId).toBe(idOf('00v', 6));
});

test.each([true, false])(
  'through a conversion that leaves a new member for the contact, by a whole pull: %s',
  async (isFull) => {
    await control('convert', { lead: idOf('00Q', 6), contact: addContact(700), members: 'new' });
    await pullAgain(isFull);
    const row = await rowOf(6);
    expect(isMatched(row)).toBe(true);
    expect(row.salesforce?.recordId).not.toBe(idOf('00v', 6));
    expect(row.salesforce?.values.email).toBe('survivor700@example.org');
    expect(await open.ask('links:row', { rowKey: row.rowKey })).toMatchObject({
      by: 'base',
      followed: { why: 'converted' },
    });
    expect((await open.rows()).filter(({ cls }) => cls === 'deleted')).toEqual([]);
  },
);

test.each([
  ['kept', false],
  ['new', false],
  ['new', true],
] as const)('through a merge whose member is %s, by a whole pull: %s', async (members, isFull) => {
  const master = addContact(701);
  await control('merge', { object: 'Contact', master, losers: [idOf('003', 9)], members });
  await pullAgain(isFull);
  const row = await rowOf(9);
  expect(isMatched(row)).toBe(true);
  expect(row.salesforce?.values.email).toBe('survivor701@example.org');
  const { followed } = await open.ask('links:row', { rowKey: row.rowKey });
  if (members === 'new') expect(followed).toMatchObject({ why: 'merged' });
  else expect(followed).toBeNull();
});

test('through a conversion into a contact who is merged into another after that', async () => {
  const [first, second] = [addContact(702), addContact(703)];
  await control('convert', { lead: idOf('00Q', 7), contact: first, members: 'new' });
  await control('merge', { object: 'Contact', master: second, losers: [first], members: 'new' });
  await pullAgain(false);
  const row = await rowOf(7);
  expect(row.salesforce?.values.email).toBe('survivor703@example.org');
});

test('a hand link as well, and what a person set apart stays apart', async () => {
  await open.ask('links:unlink', { rowKey: (await rowOf(9)).rowKey });
  expect(isMatched(await rowOf(9))).toBe(false);
  const rows = await open.rows();
  const memberKey = rows.find((row) => row.salesforce?.recordId === idOf('00v', 19))?.rowKey;
  await open.ask('links:unlink', { rowKey: memberKey ?? '' });
  const alone = (await open.rows()).find((row) => row.salesforce?.recordId === idOf('00v', 19));
  const rowKeys = [alone?.rowKey ?? '', (await rowOf(9)).rowKey] as const;
  await open.ask('links:link', { rowKeys });
  expect((await rowOf(9)).salesforce?.recordId).toBe(idOf('00v', 19));

  const [first, second] = [addContact(704), addContact(705)];
  const members = 'new';
  await control('merge', { object: 'Contact', master: first, losers: [idOf('003', 19)], members });
  await control('merge', { object: 'Contact', master: second, losers: [idOf('003', 9)], members });
  await pullAgain(false);
  const row = await rowOf(9);
  expect(row.salesforce?.values.email).toBe('survivor704@example.org');
  expect(await open.ask('links:row', { rowKey: row.rowKey })).toMatchObject({ by: 'person' });

  // The steps are named as the members are now.
  await open.ask('links:undo', null);
  expect(isMatched(await rowOf(9))).toBe(false);
});

test('a pull that is cancelled leaves the pair as it was, and the next one follows', async () => {
  await world.happen({ what: 'email', n: 9, text: 'elsewhere@example.org' });
  await pullAgain(false);
  const master = addContact(706);
  const losers = [idOf('003', 9)];
  await control('merge', { object: 'Contact', master, losers, members: 'new' });
  world.pass(HOUR_MS);
  const stop = open.engine.on('progress', ({ job, stage }) => {
    if (job === 'compare' && stage === 'matching') void open.ask('pull:cancel', null);
  });
  expect(await open.refusal('pull:start', { isFull: false })).toEqual({ code: 'run/cancelled' });
  stop();
  await open.ask('map:set', { way: 'toSalesforce', status: 'pending', to: null });
  expect((await rowOf(9)).salesforce?.recordId).toBe(idOf('00v', 9));
  await pullAgain(false);
  expect((await rowOf(9)).salesforce?.values.email).toBe('survivor706@example.org');
});

test('a process that ended between following and comparing has followed nobody', async () => {
  await world.happen({ what: 'email', n: 9, text: 'elsewhere@example.org' });
  await pullAgain(false);
  const { rowKey } = await rowOf(9);
  await open.engine.close();
  // As the pull leaves it that died there: what names the member names one nobody has read yet.
  const journal = new Database(open.journalPath);
  const [was, is] = [idOf('00v', 9), idOf('00v', 999)];
  journal.prepare('UPDATE base SET member_id = ? WHERE member_id = ?').run(is, was);
  journal.prepare("INSERT INTO followed VALUES (1, ?, ?, 'merged', '2026-09-01')").run(was, is);
  journal.close();
  open = await open.reopen();
  await open.ask('map:set', { way: 'toSalesforce', status: 'pending', to: null });
  expect(await rowOf(9)).toMatchObject({ rowKey, salesforce: { recordId: was } });
});

test('taken off the campaign and added again, under another email, in two pulls', async () => {
  await world.happen({ what: 'member-deleted', n: 9 });
  await pullAgain(false);
  expect((await rowOf(9)).cls).toBe('deleted');
  await world.happen({ what: 'email', n: 9, text: 'back@example.org' });
  await world.request('POST', '/sobjects/CampaignMember', {
    CampaignId: CAMPAIGN_ID,
    ContactId: idOf('003', 9),
  });
  await pullAgain(false);
  const row = await rowOf(9);
  expect(isMatched(row)).toBe(true);
  expect(row.salesforce?.values.email).toBe('back@example.org');
  expect(await open.ask('links:row', { rowKey: row.rowKey })).toMatchObject({
    followed: { why: 'added-again' },
  });
});

test('two pairs whose contacts became one: the survivor keeps theirs, and the other is asked about and says why', async () => {
  await control('merge', {
    object: 'Contact',
    master: idOf('003', 19),
    losers: [idOf('003', 9)],
    members: 'kept',
  });
  await pullAgain(false);
  expect((await rowOf(19)).salesforce?.recordId).toBe(idOf('00v', 19));
  const other = await rowOf(9);
  expect(other).toMatchObject({ cls: 'deleted', salesforce: null });
  expect(other.asks).not.toBe(0);
  expect(await open.ask('links:row', { rowKey: other.rowKey })).toMatchObject({
    followed: { why: 'merged' },
  });
});
