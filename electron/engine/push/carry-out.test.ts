/** Law: each operation has one effect and each row one outcome, whatever fails, stops or is asked for. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBench } from '../../../test/int/push-bench.ts';
import type { PushBench } from '../../../test/int/push-bench.ts';
import { sideRecord } from '../../../test/int/list-side.ts';
import { Refusal } from '../refusal.ts';

let bench: PushBench;
beforeEach(async () => {
  bench = await makeBench();
});
afterEach(async () => {
  await bench.remove();
});

const ROWS = 20;

async function outcomesOf(txId: string): Promise<Readonly<Record<string, string>>> {
  const page = await bench.call('outcomes:page', {
    txId,
    filter: { outcomes: [], search: '' },
    from: 0,
    count: 1000,
  });
  expect(page.total).toBe(page.rows.length);
  return Object.fromEntries(page.rows.map((row) => [row.rowKey, row.outcome]));
}

function effectsOf(side: 'salesforce' | 'voyage'): readonly number[] {
  return [...bench.sides[side].effects.values()];
}

test('in keep mode a failure in the middle of a batch stops nothing, and each row says its own', async () => {
  bench.sides.voyage.refuseWith = ({ identity }) =>
    identity === 'p0000012@example.org' ? 'rejected' : null;
  bench.sides.salesforce.refuseWith = ({ identity }) =>
    identity === 'p0000022@example.org'
      ? 'already-member'
      : identity === 'p0000032@example.org'
        ? 'failed'
        : null;
  const summary = await bench.push();
  expect(summary).toMatchObject({
    status: 'partial',
    counts: { rows: ROWS, imported: 4, exported: 3, updated: 2, failed: 2, conflicted: 3 },
    addsUp: true,
  });
  expect(await outcomesOf(summary.txId)).toMatchObject({
    'p0000012@example.org': 'rejected',
    'p0000022@example.org': 'already-member',
    'p0000032@example.org': 'failed',
  });
});

test('a row one side of which moved since it was read is not sent at all', async () => {
  const { digest } = await bench.plan();
  const id = sideRecord('voyage', 31, {}).recordId;
  const record = bench.sides.voyage.records.get(id)!;
  bench.sides.voyage.records.set(id, { ...record, version: '77' });
  const summary = await bench.call('push:start', { digest, mode: 'keep', confirm: null });
  expect(await outcomesOf(summary.txId)).toMatchObject({ 'p0000031@example.org': 'stale' });
  const member = bench.sides.salesforce.records.get(sideRecord('salesforce', 31, {}).recordId);
  expect(member?.values.phone).toBe(null);
  expect(summary.counts).toMatchObject({ updated: 2, conflicted: 3 });
});

for (const side of ['voyage', 'salesforce'] as const) {
  test(`all or nothing: a failure on ${side} takes everything back`, async () => {
    const before = {
      salesforce: valuesOn('salesforce'),
      voyage: valuesOn('voyage'),
    };
    const failing = side === 'voyage' ? 'p0000033@example.org' : 'p0000024@example.org';
    bench.sides[side].refuseWith = ({ identity, op }) =>
      identity === failing && op !== 'delete' ? 'rejected' : null;
    const summary = await bench.push('all-or-nothing');
    expect(summary).toMatchObject({
      status: 'rolled-back',
      addsUp: true,
      counts: { rows: ROWS, imported: 0, exported: 0, updated: 0 },
    });
    expect({ salesforce: valuesOn('salesforce'), voyage: valuesOn('voyage') }).toEqual(before);
    const outcomes = await outcomesOf(summary.txId);
    expect(outcomes[failing]).toBe('rejected');
    expect(outcomes['p0000011@example.org']).toBe('rolled-back');
    expect(outcomes['p0000001@example.org']).toBe('unchanged');
    expect(summary.outcomes['not-attempted'] ?? 0).toBe(side === 'voyage' ? 5 : 0);
    expect([...effectsOf('voyage'), ...effectsOf('salesforce')].every((n) => n === 1)).toBe(true);
    expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true });
    const audit = await bench.call('audit:page', { search: '', from: 0, count: 10 });
    expect(audit.rows).toMatchObject([{ status: 'rolled-back' }]);
    // What was taken back can be tried again.
    bench.sides[side].refuseWith = () => null;
    expect(await bench.push('all-or-nothing')).toMatchObject({ status: 'succeeded' });
    expect((await bench.plan()).operations).toBe(0);
  });
}

function valuesOn(side: 'salesforce' | 'voyage'): unknown {
  return Object.fromEntries(
    [...bench.sides[side].records].map(([id, record]) => [id, record.values]),
  );
}

test('all or nothing: what could not be taken back is said, row by row', async () => {
  bench.sides.salesforce.refuseWith = ({ identity, op }) =>
    identity === 'p0000024@example.org' && op === 'create' ? 'rejected' : null;
  bench.sides.voyage.refuseWith = ({ identity, op }) =>
    identity === 'p0000011@example.org' && op === 'delete' ? 'rejected' : null;
  const summary = await bench.push('all-or-nothing');
  expect(summary.status).toBe('rolled-back');
  const { rows } = await bench.call('outcomes:page', {
    txId: summary.txId,
    filter: { outcomes: ['failed'], search: '' },
    from: 0,
    count: 10,
  });
  expect(rows).toMatchObject([{ rowKey: 'p0000011@example.org', outcome: 'failed' }]);
  expect(rows[0]?.message).toMatch(/could not be taken back in Voyage/);
  expect(rows[0]?.voyageId).toMatch(/^new-voyage/);
});

test('a side that can’t be reached pauses the run, which goes on where it stopped', async () => {
  let isDown = true;
  bench.sides.voyage.beforeWrite = () => {
    if (bench.sides.voyage.batches.length > 1 && isDown) {
      throw new Refusal({ code: 'auth/expired', side: 'voyage', detail: null });
    }
  };
  const paused = await bench.push();
  expect(paused).toMatchObject({ status: 'interrupted', endedAt: null, addsUp: false });
  const state = await bench.call('engine:state', null);
  expect(state.activeRun).toMatchObject({
    txId: paused.txId,
    state: 'paused',
    pausedBy: { code: 'auth/expired' },
    lanes: { voyage: { done: 3, inFlight: 3, total: 8 } },
  });
  expect(state.connections.voyage.state).toBe('expired');
  expect(await bench.refusal('plan:build', { direction: 'both' })).toEqual({
    code: 'run/busy',
    txId: paused.txId,
  });
  isDown = false;
  await bench.call('engine:connect', null);
  const ended = await bench.call('push:resume', { txId: paused.txId });
  expect(ended).toMatchObject({ status: 'succeeded', addsUp: true });
  expect(effectsOf('voyage')).toEqual(Array(8).fill(1));
  const retried = bench.sides.voyage.batches.filter((batch) => batch.isRetry);
  expect(retried.map((batch) => batch.key)).toEqual([bench.sides.voyage.batches[1]?.key]);
  expect(await bench.call('push:resume', { txId: paused.txId })).toEqual(ended);
});

test('an answer that was lost is asked for again, and nothing happens twice', async () => {
  let isLost = false;
  bench.sides.salesforce.afterWrite = () => {
    if (isLost) return;
    isLost = true;
    throw new Refusal({
      code: 'side/unreachable',
      side: 'salesforce',
      address: 'x',
      detail: 'reset',
    });
  };
  const { txId } = await bench.push();
  await bench.reopen();
  expect(await bench.call('push:resume', { txId })).toMatchObject({
    status: 'succeeded',
    addsUp: true,
  });
  expect(effectsOf('salesforce')).toEqual(Array(7).fill(1));
});

test('pause is heeded at the border between two batches, and resumed over a restart', async () => {
  bench.sides.voyage.beforeWrite = () => {
    if (bench.sides.voyage.batches.length === 1) void ask('push:pause');
  };
  const paused = await bench.push();
  expect(bench.sides.voyage.batches).toHaveLength(1);
  expect((await bench.call('engine:state', null)).activeRun).toMatchObject({
    state: 'paused',
    pausedBy: null,
    rowsTotal: ROWS,
    batches: { done: 1, inFlight: 0, total: 6 },
  });
  await bench.reopen();
  expect((await bench.call('engine:state', null)).activeRun?.state).toBe('paused');
  const ended = await bench.call('push:resume', { txId: paused.txId });
  expect(ended).toMatchObject({ status: 'succeeded', addsUp: true });
  expect(effectsOf('voyage')).toEqual(Array(8).fill(1));
});

async function ask(channel: 'push:pause' | 'push:cancel'): Promise<void> {
  const { activeRun } = await bench.call('engine:state', null);
  await bench.call(channel, { txId: activeRun?.txId ?? '' });
}

test('cancel keeps what was done, and says of the rest that it was not attempted', async () => {
  bench.sides.voyage.beforeWrite = () => {
    if (bench.sides.voyage.batches.length === 2) void ask('push:cancel');
  };
  const summary = await bench.push();
  expect(summary).toMatchObject({ status: 'cancelled', addsUp: true, counts: { rows: ROWS } });
  expect(effectsOf('voyage')).toHaveLength(6);
  expect(effectsOf('salesforce')).toHaveLength(0);
  expect(summary.outcomes['not-attempted']).toBeGreaterThan(0);
  expect((await bench.call('engine:state', null)).activeRun).toBe(null);
});

test('cancel of an all-or-nothing run takes back what it did', async () => {
  const before = valuesOn('voyage');
  bench.sides.voyage.beforeWrite = () => {
    if (bench.sides.voyage.batches.length === 2) void ask('push:cancel');
  };
  const summary = await bench.push('all-or-nothing');
  expect(summary).toMatchObject({ status: 'rolled-back', addsUp: true });
  expect(valuesOn('voyage')).toEqual(before);
});

test('a paused run can be cancelled; what may have been written is told when nobody can say', async () => {
  bench.sides.voyage.beforeWrite = () => {
    if (bench.sides.voyage.batches.length < 2) return;
    throw new Refusal({ code: 'side/unreachable', side: 'voyage', address: 'x', detail: 'gone' });
  };
  const { txId } = await bench.push();
  await bench.call('push:cancel', { txId });
  const summary = await bench.call('run:summary', { txId });
  expect(summary).toMatchObject({ status: 'cancelled', addsUp: true });
  const { rows } = await bench.call('outcomes:page', {
    txId,
    filter: { outcomes: ['failed'], search: '' },
    from: 0,
    count: 10,
  });
  expect(rows).toHaveLength(3);
  expect(rows[0]?.code).toBe('in-doubt');
});

test('a second push waits for nothing: it is refused while a run is open', async () => {
  const { digest } = await bench.plan();
  const start = { digest, mode: 'keep', confirm: null } as const;
  const [first, second] = await Promise.all([
    bench.engine.call('push:start', start),
    bench.engine.call('push:start', start),
  ]);
  expect([first.ok, second.ok]).toEqual([true, false]);
  expect(second).toMatchObject({ error: { code: 'engine/busy' } });
});

test('the push tells how far it is, and its last word is that it ended', async () => {
  const told: { state: string; rowsDone: number }[] = [];
  bench.engine.on('push', ({ state, rowsDone }) => told.push({ state, rowsDone }));
  await bench.push();
  expect(told.at(-1)).toEqual({ state: 'ended', rowsDone: ROWS });
});
