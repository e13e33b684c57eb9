/** Law: what is sent is what was shown, once; every row has one outcome; the sums tie. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBench, makeLists, POLICY } from '../../../test/int/push-bench.ts';
import type { PushBench } from '../../../test/int/push-bench.ts';
import { sideRecord } from '../../../test/int/list-side.ts';

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

test('a plan tells what it would do, and nothing is sent by making it', async () => {
  const plan = await bench.plan();
  expect(plan).toMatchObject({
    rows: ROWS,
    operations: 15,
    newLeads: 3,
    counts: {
      salesforce: { create: 4, update: 3, delete: 0 },
      voyage: { create: 5, update: 3, cancel: 0, delete: 0 },
    },
    left: { conflicts: 1, proposals: 0, unmappedStatuses: [], duplicates: 1, noEmail: 1 },
    blockedBy: null,
  });
  expect(plan.warnings).toEqual(['3 people are not in Salesforce yet: a Lead is made for each.']);
  expect(bench.sides.voyage.batches).toEqual([]);
  expect(await bench.plan()).toEqual(plan);
  expect(await bench.call('plan:get', { digest: plan.digest })).toEqual(plan);
});

test('the rows of a plan are shown a page at a time, with every value before and after', async () => {
  const { digest } = await bench.plan();
  const all = await bench.call('plan:rows', {
    digest,
    search: '',
    from: 0,
    count: 100,
    onlyOperations: false,
  });
  expect(all.total).toBe(ROWS);
  const sent = await bench.call('plan:rows', {
    digest,
    search: 'p0000031',
    from: 0,
    count: 100,
    onlyOperations: true,
  });
  expect(sent.rows).toEqual([
    {
      position: expect.any(Number) as number,
      name: 'Ann Person 0000031',
      email: 'p0000031@example.org',
      salesforce: [
        {
          op: 'update',
          createsPerson: false,
          changes: [{ field: 'phone', before: null, after: '+49 30 31' }],
        },
      ],
      voyage: [
        {
          op: 'update',
          createsPerson: false,
          changes: [{ field: 'status', before: 'registered', after: 'attended' }],
        },
      ],
      outcome: null,
      message: null,
    },
  ]);
});

test('a whole run: each operation once, an outcome for each row, an audit row, a base', async () => {
  const summary = await bench.push();
  expect(summary).toMatchObject({
    status: 'succeeded',
    counts: {
      rows: ROWS,
      imported: 5,
      exported: 4,
      updated: 3,
      unchanged: 5,
      skipped: 1,
      conflicted: 2,
      failed: 0,
    },
    calls: { salesforce: 3, voyage: 3 },
    addsUp: true,
  });
  expect(effectsOf('voyage')).toEqual(Array(8).fill(1));
  expect(effectsOf('salesforce')).toEqual(Array(7).fill(1));
  const outcomes = await outcomesOf(summary.txId);
  expect(Object.keys(outcomes)).toHaveLength(ROWS);
  expect(outcomes['p0000051@example.org']).toBe('conflict');
  expect(Object.entries(outcomes).filter(([, code]) => code === 'duplicate')).toHaveLength(1);
  expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true, rows: 1 });
  const story = await bench.call('review:person', { rowKey: 'p0000011@example.org' });
  expect(story.row).toMatchObject({ cls: 'in-sync' });
  expect(story.row.base?.status).toEqual({ salesforce: 'Registered', voyage: 'registered' });
  expect(story.runs).toMatchObject([{ txId: summary.txId, outcome: 'imported' }]);
});

test('after a run the review is true without a pull, and a second run sends nothing', async () => {
  await bench.push();
  const counts = await bench.call('diff:counts', null);
  expect(counts.classes).toMatchObject({
    'in-sync': 17,
    conflict: 1,
    'only-salesforce': 0,
    'only-voyage': 0,
    duplicate: 1,
    'no-email': 1,
  });
  const before = [bench.sides.salesforce.batches.length, bench.sides.voyage.batches.length];
  const plan = await bench.plan();
  expect(plan).toMatchObject({ operations: 0, blockedBy: 'nothing-to-do' });
  const again = await bench.push();
  expect(again).toMatchObject({ status: 'succeeded', addsUp: true });
  expect(again.counts).toMatchObject({ rows: ROWS, imported: 0, exported: 0, updated: 0 });
  await bench.call('pull:start', { isFull: true });
  expect((await bench.plan()).operations).toBe(0);
  expect([bench.sides.salesforce.batches.length, bench.sides.voyage.batches.length]).toEqual(
    before,
  );
  expect(await bench.call('audit:verify', null)).toMatchObject({ verified: true, rows: 2 });
});

test('an import writes Voyage alone, an export Salesforce alone', async () => {
  const imported = await bench.push('keep', 'import');
  expect(imported.counts).toMatchObject({ imported: 5, exported: 0, updated: 3 });
  expect(bench.sides.salesforce.batches).toEqual([]);
  const exported = await bench.push('keep', 'export');
  expect(exported.counts).toMatchObject({ imported: 0, exported: 4, updated: 3 });
  expect(effectsOf('voyage')).toHaveLength(8);
});

test('a plan is carried out once', async () => {
  const { digest } = await bench.plan();
  await bench.call('push:start', { digest, mode: 'keep', confirm: null });
  expect(await bench.refusal('push:start', { digest, mode: 'keep', confirm: null })).toEqual({
    code: 'plan/superseded',
    digest,
  });
  expect(await bench.call('plan:get', { digest })).toMatchObject({ digest });
});

test('a decision after the plan was made supersedes it', async () => {
  const { digest } = await bench.plan();
  await bench.call('review:decide', {
    target: { rowKeys: ['p0000051@example.org'] },
    fields: ['company'],
    choice: 'salesforce',
    value: null,
  });
  for (const channel of ['plan:get', 'push:start'] as const) {
    const error = await bench.refusal(channel, { digest, mode: 'keep', confirm: null });
    expect(error).toEqual({ code: 'plan/superseded', digest });
  }
  expect(bench.sides.voyage.batches).toEqual([]);
  const decided = await bench.plan();
  expect(decided.digest).not.toBe(digest);
  expect(decided.left.conflicts).toBe(0);
});

test('a plan nobody made is not known', async () => {
  expect(await bench.refusal('plan:get', { digest: 'f'.repeat(64) })).toMatchObject({
    code: 'plan/unknown',
  });
  expect(await bench.refusal('run:summary', { txId: 'nope' })).toMatchObject({
    code: 'run/unknown',
  });
});

test('an unmapped status blocks the ways that need it, and nothing is written', async () => {
  await bench.call('policy:set', {
    policy: {
      ...POLICY,
      statusMap: { ...POLICY.statusMap, toVoyage: { Registered: 'registered' } },
    },
  });
  const plan = await bench.plan('import');
  expect(plan.blockedBy).toBe('unmapped-status');
  expect(plan.left.unmappedStatuses).toEqual([{ side: 'salesforce', label: 'Attended', rows: 3 }]);
  const start = { digest: plan.digest, mode: 'keep', confirm: null } as const;
  expect(await bench.refusal('push:start', start)).toEqual({
    code: 'plan/unmapped-status',
    unmapped: plan.left.unmappedStatuses,
  });
  expect((await bench.call('audit:page', { search: '', from: 0, count: 10 })).total).toBe(0);
  expect(bench.sides.voyage.batches).toEqual([]);
  expect((await bench.plan('export')).blockedBy).toBe(null);
});

test('a guard stops a push until it is waived by its name', async () => {
  await bench.call('policy:set', {
    policy: { ...POLICY, guards: { maxDeletesPercent: 0, maxChangesPercent: 0 } },
  });
  for (let n = 100; n < 130; n += 1) {
    for (const side of ['salesforce', 'voyage'] as const) {
      const record = sideRecord(side, n, {});
      bench.sides[side].records.set(record.recordId, record);
    }
  }
  await bench.call('pull:start', { isFull: true });
  const { digest, blockedBy } = await bench.plan();
  expect(blockedBy).toBe('guard');
  const start = { digest, mode: 'keep', confirm: null } as const;
  expect(await bench.refusal('push:start', start)).toMatchObject({ code: 'plan/guard-tripped' });
  const waived = await bench.call('plan:waive', { digest, guard: 'max-changes', isWaived: true });
  expect(waived.blockedBy).toBe(null);
  expect(await bench.call('push:start', start)).toMatchObject({ status: 'succeeded' });
});

test('in production the campaign’s name confirms a push', async () => {
  await bench.remove();
  bench = await makeBench({
    sides: makeLists('production'),
    engine: { workspace: { name: 'live', kind: 'production' } },
  });
  const { digest } = await bench.plan();
  for (const confirm of [null, 'campaign']) {
    const error = await bench.refusal('push:start', { digest, mode: 'keep', confirm });
    expect(error).toEqual({ code: 'plan/not-confirmed', expected: 'Campaign' });
  }
  const summary = await bench.call('push:start', { digest, mode: 'keep', confirm: 'Campaign' });
  expect(summary.status).toBe('succeeded');
});
