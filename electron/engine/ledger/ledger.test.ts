/** Law: an email ever seen answers with its whole story on both sides; one never seen says so. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sideRecord } from '../../../test/int/list-side.ts';
import { makeBench } from '../../../test/int/push-bench.ts';
import type { PushBench } from '../../../test/int/push-bench.ts';

let bench: PushBench;
beforeEach(async () => {
  bench = await makeBench();
});
afterEach(async () => {
  await bench.remove();
});

const pull = () => bench.call('pull:start', { isFull: true });
const find = (email: string) => bench.call('ledger:find', { email });
const emailOf = (n: number) => `p00000${String(n)}@example.org`;

test('who is on one list is told why, from the list over the plan and the run to the audit', async () => {
  bench.sides.voyage.refuseWith = ({ identity }) => (identity === emailOf(11) ? 'rejected' : null);
  expect(await find(`Somebody <${emailOf(11).toUpperCase()}>`)).toMatchObject({
    identity: emailOf(11),
    standing: 'only-salesforce',
    answer: 'In Salesforce, and not yet in Voyage: the next push would add this person there.',
    records: [{ side: 'salesforce' }],
    events: [{ kind: 'added' }, { kind: 'read', voyage: 'Not on the list' }],
  });
  await bench.plan();
  expect((await find(emailOf(11))).events.at(-1)).toMatchObject({
    kind: 'plan',
    title: 'Planned, not sent',
    voyage: 'Register',
    salesforce: null,
  });
  const run = await bench.push();
  const story = await find(emailOf(11));
  expect(story.answer).toMatch(/The last run tried: Voyage refused it: Not this one\./);
  expect(story.nextStep).toMatch(/Correct the row/);
  const told = story.events.find(({ kind }) => kind === 'run');
  expect(told).toMatchObject({
    title: 'Rejected',
    isTrouble: true,
    actor: 'ann',
    txId: run.txId,
    voyage: 'Register',
  });
  expect(told?.steps.map(({ text }) => text)).toEqual([
    'planned',
    'sent to Voyage, which refused it',
    'in the audit, as partial',
  ]);
  expect(story.events.some(({ kind }) => kind === 'plan')).toBe(false);
});

test('who was taken back, decided about and pulled away is told of all of it', async () => {
  const run = await bench.push();
  expect(await find(emailOf(11))).toMatchObject({
    standing: 'both',
    answer: 'On both lists, and both agree.',
    events: [{ kind: 'added' }, { kind: 'read', voyage: 'Not on the list' }, { title: 'Imported' }],
  });
  const { digest } = await bench.call('revert:plan', { txId: run.txId });
  await bench.call('push:start', { digest, mode: 'keep', confirm: null });
  const taken = await find(emailOf(11));
  expect(taken.standing).toBe('only-salesforce');
  expect(taken.events.map(({ kind }) => kind).filter((kind) => kind !== 'read')).toEqual([
    'added',
    'run',
    'revert',
  ]);
  expect(taken.events.find(({ kind }) => kind === 'revert')).toMatchObject({
    voyage: 'Remove the registration',
    note: expect.stringContaining(`Took back run ${run.txId}`) as string,
  });

  const viewId = (
    await bench.call('review:open', {
      filter: { classes: [], fields: [], only: [], statuses: [], search: emailOf(51) },
    })
  ).viewId;
  await bench.call('review:decide', {
    target: { viewId },
    fields: 'asking',
    choice: 'voyage',
    value: null,
  });
  await bench.call('review:undo', null);
  const decided = (await find(emailOf(51))).events.filter(({ kind }) => kind === 'decision');
  expect(decided).toMatchObject([
    { title: 'Decided', note: 'Take Voyage: company', actor: 'ann' },
    { title: 'Decision undone', note: 'Take Voyage: company' },
  ]);
});

test('who left a list, or goes by another address now, is still known by the one from before', async () => {
  const [member, registration] = (['salesforce', 'voyage'] as const).map(
    (side) => sideRecord(side, 1, {}).recordId,
  );
  bench.sides.salesforce.records.delete(member ?? '');
  const known = bench.sides.voyage.records.get(registration ?? '')!;
  bench.sides.voyage.records.set(known.recordId, {
    ...known,
    version: '9',
    values: { ...known.values, email: 'new@example.org' },
  });
  await pull();
  const story = await find('p0000001@example.org');
  expect(story).toMatchObject({ standing: 'absent', records: [] });
  const left = story.events.filter(({ kind }) => kind === 'departed');
  expect(left).toHaveLength(2);
  expect(left.map(({ salesforce, voyage }) => salesforce ?? voyage)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Gone; was /) as string,
      'Goes by new@example.org now',
    ]),
  );
  expect(await find('new@example.org')).toMatchObject({ standing: 'only-voyage' });
});

test('who was never seen is said to be so, with what to check and who is much alike', async () => {
  expect(await find('p000001@example.org')).toMatchObject({
    standing: 'never',
    answer: 'Never seen: this address was on neither list in any pull, and in no run.',
    alike: expect.arrayContaining(['p0000011@example.org']) as string[],
    records: [],
    events: [],
  });
  expect((await find('p000001@example.org')).toCheck).toHaveLength(5);
  expect(await find('no address')).toMatchObject({ standing: 'not-an-email', identity: null });
});

test('of two with one email the story tells of both, and who is left out', async () => {
  const story = await find('twice@example.org');
  expect(story.records).toHaveLength(2);
  expect(story.standing).toBe('only-salesforce');
});

test('after a run every record of both lists stood in exactly one row, and the check says so', async () => {
  const run = await bench.push();
  expect(run).toMatchObject({
    addsUp: true,
    tie: { members: 16, memberRows: 16, registrations: 13, registrationRows: 13 },
  });
  expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true });
});
