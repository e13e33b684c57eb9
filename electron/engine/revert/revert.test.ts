/** Law: a finished run is taken back row by row, where nothing changed since; and nothing else is written. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Side } from '../../../shared/domain/side.ts';
import { sideRecord } from '../../../test/int/list-side.ts';
import { makeBench, POLICY } from '../../../test/int/push-bench.ts';
import type { PushBench } from '../../../test/int/push-bench.ts';
import { Refusal } from '../refusal.ts';

let bench: PushBench;
beforeEach(async () => {
  bench = await makeBench();
});
afterEach(async () => {
  await bench.remove();
});

function valuesOn(side: Side): unknown {
  return Object.fromEntries(
    [...bench.sides[side].records].map(([id, record]) => [id, record.values]),
  );
}

function bothSides(): unknown {
  return { salesforce: valuesOn('salesforce'), voyage: valuesOn('voyage') };
}

async function revert(txId: string, mode: 'keep' | 'all-or-nothing' = 'keep') {
  const { digest } = await bench.call('revert:plan', { txId });
  return bench.call('push:start', { digest, mode, confirm: null });
}

async function outcomesOf(txId: string) {
  const { rows } = await bench.call('outcomes:page', {
    txId,
    filter: { outcomes: [], search: '' },
    from: 0,
    count: 1000,
  });
  return Object.fromEntries(rows.map((row) => [row.rowKey, row]));
}

function touch(side: Side, id: string, values: Record<string, string> = {}): void {
  const record = bench.sides[side].records.get(id)!;
  bench.sides[side].records.set(id, {
    ...record,
    version: String(Number(record.version) + 100),
    values: { ...record.values, ...values },
  });
}

const MEMBER_31 = sideRecord('salesforce', 31, {}).recordId;
const REGISTRATION_31 = sideRecord('voyage', 31, {}).recordId;

test('creates, updates, new Leads and members found are all taken back, and both sides are as before', async () => {
  const before = bothSides();
  const planBefore = await bench.plan();
  const run = await bench.push();
  expect(bothSides()).not.toEqual(before);

  const plan = await bench.call('revert:plan', { txId: run.txId });
  expect(plan).toMatchObject({
    rows: 12,
    counts: {
      salesforce: { create: 0, update: 3, delete: 4 },
      voyage: { create: 0, update: 3, cancel: 0, delete: 5 },
    },
    revert: { txId: run.txId, changedSince: 0, deletedLeads: 3 },
    blockedBy: null,
  });
  expect(plan.warnings.join(' ')).toMatch(/3 Leads the run had made are deleted/);
  expect(await bench.call('engine:state', null)).toMatchObject({
    plan: { digest: plan.digest, revert: { txId: run.txId } },
  });

  const { digest } = plan;
  const taken = await bench.call('push:start', { digest, mode: 'keep', confirm: null });
  expect(taken).toMatchObject({
    status: 'succeeded',
    reverts: run.txId,
    counts: { rows: 12, updated: 12 },
    addsUp: true,
  });
  expect(bothSides()).toEqual(before);
  expect(await bench.call('run:summary', { txId: run.txId })).toMatchObject({
    revertedBy: taken.txId,
    reverts: null,
  });
  const { rows } = await bench.call('audit:page', { search: '', from: 0, count: 10 });
  expect(rows.map((row) => [row.tx_id, row.reverts])).toEqual([
    [taken.txId, run.txId],
    [run.txId, undefined],
  ]);
  expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true, rows: 2 });
  expect((await outcomesOf(taken.txId))['p0000011@example.org']).toMatchObject({
    outcome: 'updated',
    message: 'Taken back: what the run had added was removed from Voyage.',
  });

  // What both sides agreed on is as before too: the same plan again, and no deletion proposed.
  await bench.call('pull:start', { isFull: true });
  const planAfter = await bench.plan();
  expect(planAfter.counts).toEqual(planBefore.counts);
  expect(planAfter.left.proposals).toBe(planBefore.left.proposals);
});

test.each(['salesforce', 'voyage'] as const)(
  'a row that changed on %s since is left alone on both sides, and the others are taken back',
  async (side) => {
    const run = await bench.push();
    touch(side, side === 'voyage' ? REGISTRATION_31 : MEMBER_31, { title: 'Somebody typed this' });
    await bench.call('pull:start', { isFull: true });
    const stays = [
      bench.sides.salesforce.records.get(MEMBER_31),
      bench.sides.voyage.records.get(REGISTRATION_31),
    ];
    const plan = await bench.call('revert:plan', { txId: run.txId });
    expect(plan.revert).toMatchObject({ changedSince: 1 });
    const taken = await revert(run.txId);
    expect(taken).toMatchObject({ counts: { rows: 12, updated: 11, conflicted: 1 } });
    expect((await outcomesOf(taken.txId))['p0000031@example.org']).toMatchObject({
      outcome: 'stale',
      message: `Changed in ${side === 'voyage' ? 'Voyage' : 'Salesforce'} since the run wrote it, so it was left alone.`,
    });
    expect([
      bench.sides.salesforce.records.get(MEMBER_31),
      bench.sides.voyage.records.get(REGISTRATION_31),
    ]).toEqual(stays);
  },
);

test('a row that changed after the last pull is found out as it is written, and left alone', async () => {
  const run = await bench.push();
  touch('voyage', REGISTRATION_31, { title: 'Typed a moment ago' });
  const taken = await revert(run.txId);
  expect((await outcomesOf(taken.txId))['p0000031@example.org']).toMatchObject({
    outcome: 'stale',
    message: 'Changed in Voyage since the run wrote it, so it was left alone.',
  });
  expect(bench.sides.voyage.records.get(REGISTRATION_31)?.values.title).toBe('Typed a moment ago');
});

test('what is no longer there is said, and nothing is made of it', async () => {
  const run = await bench.push();
  const registration = (await outcomesOf(run.txId))['p0000011@example.org']?.voyageId ?? '';
  bench.sides.voyage.records.delete(registration);
  await bench.call('pull:start', { isFull: true });
  const taken = await revert(run.txId);
  expect((await outcomesOf(taken.txId))['p0000011@example.org']).toMatchObject({
    outcome: 'unchanged',
    message: 'No longer in Voyage, so there was nothing to take back.',
  });
});

test('taken back twice, the second time sends nothing and names the first', async () => {
  const run = await bench.push();
  const first = await revert(run.txId);
  const after = bothSides();
  const second = await revert(run.txId);
  expect(second).toMatchObject({ status: 'succeeded', counts: { rows: 12, unchanged: 12 } });
  expect(bothSides()).toEqual(after);
  expect((await outcomesOf(second.txId))['p0000031@example.org']?.message).toBe(
    `Taken back before, by run ${first.txId}; nothing was sent.`,
  );
});

test('a revert is taken back like any run: what it deleted is said to be gone, the rest holds again', async () => {
  const run = await bench.push();
  const between = bench.sides.voyage.records.get(REGISTRATION_31)?.values;
  const taken = await revert(run.txId);
  const again = await revert(taken.txId);
  expect(again).toMatchObject({
    reverts: taken.txId,
    counts: { rows: 12, updated: 3, skipped: 9 },
  });
  expect((await outcomesOf(again.txId))['p0000011@example.org']).toMatchObject({
    outcome: 'skipped',
    message: 'The run removed it from Voyage, and what was deleted can’t be brought back.',
    nextStep: 'Pull, then push again: it is made anew.',
  });
  expect(bench.sides.voyage.records.get(REGISTRATION_31)?.values).toEqual(between);
  // And the first is no longer what stands there: its rows were written since.
  const first = await bench.call('revert:plan', { txId: run.txId });
  expect(first.revert).toMatchObject({ changedSince: 3, takenBackBefore: 9 });
  const later = await revert(run.txId);
  expect((await outcomesOf(later.txId))['p0000031@example.org']).toMatchObject({
    message: `Written again since, by run ${again.txId}, so it was left alone.`,
  });
});

test('a cancellation is taken back: the registration has its status again', async () => {
  await bench.push();
  bench.sides.salesforce.records.delete(sideRecord('salesforce', 1, {}).recordId);
  await bench.call('policy:set', { policy: { ...POLICY, deletions: 'apply' } });
  await bench.call('pull:start', { isFull: true });
  const run = await bench.push('keep', 'import');
  const registration = sideRecord('voyage', 1, {}).recordId;
  expect(bench.sides.voyage.records.get(registration)?.values.status).toBe('cancelled');
  const taken = await revert(run.txId);
  expect(taken.counts).toMatchObject({ rows: 1, updated: 1 });
  expect(bench.sides.voyage.records.get(registration)?.values.status).toBe('registered');
  // The member is gone all the same, and what is proposed about it is as it was.
  expect((await bench.plan('import')).counts.voyage.cancel).toBe(1);
});

test('all or nothing: a revert that fails midway takes itself back, as far as that goes, and says the rest', async () => {
  const run = await bench.push();
  bench.sides.salesforce.refuseWith = ({ op }) => (op === 'update' ? 'rejected' : null);
  const taken = await revert(run.txId, 'all-or-nothing');
  expect(taken).toMatchObject({ status: 'rolled-back', addsUp: true, reverts: run.txId });
  // No undoing brings back what it had deleted by then.
  const { rows } = await bench.call('outcomes:page', {
    txId: taken.txId,
    filter: { outcomes: ['failed'], search: '' },
    from: 0,
    count: 10,
  });
  expect(rows.length).toBeGreaterThanOrEqual(5);
  expect(rows[0]?.message).toMatch(/what was deleted can’t be brought back/);
  expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true });
});

test('a revert is guarded like any plan, and planning anything else puts it away', async () => {
  const strict = { ...POLICY, guards: { maxDeletesPercent: 5, maxChangesPercent: 100 } };
  await bench.call('policy:set', { policy: strict });
  const run = await bench.push();
  for (let n = 0; n < 10; n += 1) {
    for (const side of ['salesforce', 'voyage'] as const) {
      const record = sideRecord(side, 900 + n, {});
      bench.sides[side].records.set(record.recordId, record);
    }
  }
  await bench.call('pull:start', { isFull: true });
  const { digest } = await bench.call('revert:plan', { txId: run.txId });
  const start = { digest, mode: 'keep', confirm: null } as const;
  expect(await bench.refusal('push:start', start)).toMatchObject({ code: 'plan/guard-tripped' });
  await bench.call('plan:build', { direction: 'both' });
  expect(await bench.refusal('push:start', start)).toMatchObject({ code: 'plan/unknown' });
  const again = await bench.call('revert:plan', { txId: run.txId });
  expect(again.digest).toBe(digest);
  await bench.call('plan:waive', { digest, guard: 'max-deletes', isWaived: true });
  expect(await bench.call('push:start', start)).toMatchObject({ status: 'succeeded' });
});

test('nothing is taken back of a run that is not there, or not over', async () => {
  expect(await bench.refusal('revert:plan', { txId: 'nope' })).toMatchObject({
    code: 'run/unknown',
  });
  bench.sides.voyage.beforeWrite = () => {
    throw new Refusal({ code: 'auth/not-signed-in', side: 'voyage' });
  };
  const { txId } = await bench.push();
  expect(await bench.refusal('revert:plan', { txId })).toMatchObject({ code: 'run/busy' });
});

test('a revert cut off in the middle goes on in another process: one effect each, and both sides as before', async () => {
  const before = bothSides();
  const run = await bench.push();
  const { voyage } = bench.sides;
  const effects = new Map(voyage.effects);
  let answersLost = 0;
  voyage.afterWrite = () => {
    answersLost += 1;
    const error = { code: 'side/unreachable', side: 'voyage', address: 'x', detail: 'x' } as const;
    throw new Refusal(error, undefined, true);
  };
  const cut = await revert(run.txId);
  expect(cut).toMatchObject({ status: 'interrupted', endedAt: null });
  expect(answersLost).toBeGreaterThan(0);
  await bench.reopen();
  voyage.afterWrite = () => undefined;
  const taken = await bench.call('push:resume', { txId: cut.txId });
  expect(taken).toMatchObject({ status: 'succeeded', reverts: run.txId, addsUp: true });
  expect(bothSides()).toEqual(before);
  const own = [...voyage.effects].filter(([ref]) => !effects.has(ref));
  expect(own.every(([, count]) => count === 1)).toBe(true);
  expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true, rows: 2 });
});
