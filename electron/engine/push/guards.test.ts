/** Law: each guard stops a push with its numbers, nothing is written, and only its own name waives it. */
import { afterEach, expect, test } from 'vitest';
import type { GuardName } from '../../../shared/domain/plan.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { GUARD_NAMES } from '../../../shared/domain/plan.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Values } from '../../../shared/domain/fields.ts';
import { sideRecord } from '../../../test/int/list-side.ts';
import type { PushBench } from '../../../test/int/push-bench.ts';
import { makeBench, POLICY } from '../../../test/int/push-bench.ts';

let bench: PushBench | null = null;
afterEach(async () => {
  await bench?.remove();
  bench = null;
});

const PAIRS = Array.from({ length: 40 }, (_, n) => 100 + n);

/** Forty pairs that agree, and no more: reconciled once, so that there is a run to look back to. */
async function calm(policy: Partial<Policy> = {}): Promise<PushBench> {
  bench = await makeBench();
  for (const side of ['salesforce', 'voyage'] as const) {
    bench.sides[side].records.clear();
    for (const n of PAIRS) set(bench, side, n, {});
  }
  await bench.call('policy:set', { policy: { ...POLICY, ...policy } });
  await bench.call('pull:start', { isFull: true });
  await bench.push();
  return bench;
}

function set({ sides }: PushBench, side: Side, n: number, values: Partial<Values>): void {
  const record = sideRecord(side, n, values);
  const version = String(Number(sides[side].records.get(record.recordId)?.version ?? '1') + 1);
  sides[side].records.set(record.recordId, { ...record, version });
}

function drop({ sides }: PushBench, side: Side, count: number): void {
  for (const n of PAIRS.slice(0, count))
    sides[side].records.delete(sideRecord(side, n, {}).recordId);
}

const TIGHT: Partial<Policy> = {
  deletions: 'apply',
  guards: { maxDeletesPercent: 5, maxChangesPercent: 50 },
};
const LOOSE: Partial<Policy> = {
  deletions: 'apply',
  guards: { maxDeletesPercent: 100, maxChangesPercent: 100 },
};

interface Case {
  readonly guard: GuardName;
  readonly policy: Partial<Policy>;
  readonly happens: (at: PushBench) => void;
  readonly numbers: { readonly side: Side; readonly count: number; readonly of: number };
}

const CASES: readonly Case[] = [
  {
    guard: 'max-deletes',
    policy: TIGHT,
    happens: (at) => drop(at, 'salesforce', 3),
    numbers: { side: 'voyage', count: 3, of: 40 },
  },
  {
    guard: 'max-changes',
    policy: TIGHT,
    happens: (at) => PAIRS.slice(0, 21).forEach((n) => set(at, 'voyage', n, { phone: '+49 30 1' })),
    numbers: { side: 'salesforce', count: 21, of: 40 },
  },
  {
    guard: 'everything-changed',
    policy: LOOSE,
    happens: (at) => PAIRS.forEach((n) => set(at, 'voyage', n, { phone: '+49 30 1' })),
    numbers: { side: 'salesforce', count: 40, of: 40 },
  },
  {
    guard: 'empty-side',
    policy: LOOSE,
    happens: (at) => drop(at, 'salesforce', 40),
    numbers: { side: 'salesforce', count: 40, of: 40 },
  },
  {
    guard: 'shrunken-side',
    policy: LOOSE,
    happens: (at) => drop(at, 'salesforce', 21),
    numbers: { side: 'salesforce', count: 21, of: 40 },
  },
];

test('every guard has its case', () => {
  expect(CASES.map(({ guard }) => guard).sort()).toEqual([...GUARD_NAMES].sort());
});

test.each(CASES)('$guard', async ({ guard, policy, happens, numbers }) => {
  const at = await calm(policy);
  happens(at);
  await at.call('pull:start', { isFull: true });
  const { digest, blockedBy, left } = await at.plan();
  expect(blockedBy).toBe('guard');
  const tripped = left.guards.filter(({ isTripped }) => isTripped);
  expect(tripped).toMatchObject([{ name: guard, ...numbers, isWaived: false }]);

  const start = { digest, mode: 'keep', confirm: null } as const;
  const written = at.sides.salesforce.effects.size + at.sides.voyage.effects.size;
  expect(await at.refusal('push:start', start)).toMatchObject({
    code: 'plan/guard-tripped',
    guards: [{ name: guard, ...numbers }],
  });
  for (const other of GUARD_NAMES.filter((name) => name !== guard)) {
    await at.call('plan:waive', { digest, guard: other, isWaived: true });
  }
  expect(await at.refusal('push:start', start)).toMatchObject({ code: 'plan/guard-tripped' });
  expect(at.sides.salesforce.effects.size + at.sides.voyage.effects.size).toBe(written);

  await at.call('plan:waive', { digest, guard, isWaived: true });
  expect(await at.call('push:start', start)).toMatchObject({ status: 'succeeded' });
});
