import { expect, test } from 'vitest';
import type { GuardName } from '../domain/plan.ts';
import type { GuardInput } from './guards.ts';
import { checkGuards } from './guards.ts';

const LIMITS = { maxDeletesPercent: 5, maxChangesPercent: 50 };
const CALM: GuardInput = {
  counts: {
    salesforce: { create: 0, update: 0, delete: 0 },
    voyage: { create: 0, update: 0, cancel: 0, delete: 0 },
  },
  rowsPerSide: { salesforce: 100, voyage: 100 },
  matchedRows: 100,
  previousRowsPerSide: { salesforce: 100, voyage: 100 },
  waived: new Set(),
};

function tripped(input: Partial<GuardInput>): readonly string[] {
  return checkGuards({ ...CALM, ...input }, LIMITS)
    .filter(({ isTripped }) => isTripped)
    .map(({ name, side }) => `${name} ${side ?? ''}`);
}

function voyage(counts: Partial<GuardInput['counts']['voyage']>): GuardInput['counts'] {
  return { ...CALM.counts, voyage: { ...CALM.counts.voyage, ...counts } };
}

test('a calm plan trips nothing, and every check is told for each side', () => {
  expect(tripped({})).toEqual([]);
  expect(checkGuards(CALM, LIMITS)).toHaveLength(10);
});

test('deletions and cancellations count together, against the rows of their side', () => {
  expect(tripped({ counts: voyage({ cancel: 3, delete: 2 }) })).toEqual([]);
  expect(tripped({ counts: voyage({ cancel: 4, delete: 2 }) })).toEqual(['max-deletes voyage']);
});

test('updates count against the matched rows, creations not at all', () => {
  expect(tripped({ counts: voyage({ update: 50, create: 5000 }) })).toEqual([]);
  expect(tripped({ counts: voyage({ update: 51 }) })).toEqual(['max-changes voyage']);
  expect(tripped({ counts: voyage({ update: 51 }), matchedRows: 200 })).toEqual([]);
});

test('where all of a side changes at once it trips, whatever share the policy allows', () => {
  const limits = { maxDeletesPercent: 100, maxChangesPercent: 100 };
  const names = (update: number, matchedRows: number) =>
    checkGuards({ ...CALM, counts: voyage({ update }), matchedRows }, limits)
      .filter(({ isTripped }) => isTripped)
      .map(({ name, side }) => `${name} ${String(side)}`);
  expect(names(99, 100)).toEqual([]);
  expect(names(100, 100)).toEqual(['everything-changed voyage']);
  expect(names(20, 20)).toEqual([]);
});

test('twenty rows or fewer have no percentage', () => {
  const rows = { rowsPerSide: { salesforce: 20, voyage: 20 }, matchedRows: 20 };
  expect(tripped({ ...rows, previousRowsPerSide: { salesforce: 20, voyage: 20 } })).toEqual([]);
  expect(
    tripped({
      ...rows,
      counts: voyage({ cancel: 20, update: 20 }),
      previousRowsPerSide: { salesforce: null, voyage: null },
    }),
  ).toEqual([]);
  expect(
    tripped({
      rowsPerSide: { salesforce: 21, voyage: 21 },
      counts: voyage({ cancel: 2 }),
      previousRowsPerSide: { salesforce: 21, voyage: 21 },
    }),
  ).toEqual(['max-deletes voyage']);
});

test('a side that was there and is empty trips its own guard, and no other', () => {
  expect(
    tripped({
      rowsPerSide: { salesforce: 100, voyage: 0 },
      previousRowsPerSide: { salesforce: 100, voyage: 3 },
    }),
  ).toEqual(['empty-side voyage']);
  expect(
    tripped({
      rowsPerSide: { salesforce: 100, voyage: 0 },
      previousRowsPerSide: { salesforce: null, voyage: null },
    }),
  ).toEqual([]);
});

test('a side that lost more than half of its rows is not believed', () => {
  expect(tripped({ rowsPerSide: { salesforce: 50, voyage: 100 } })).toEqual([]);
  expect(tripped({ rowsPerSide: { salesforce: 49, voyage: 100 } })).toEqual([
    'shrunken-side salesforce',
  ]);
});

test('a waived guard is still tripped, and says that it is waived; the others are not', () => {
  const checks = checkGuards(
    {
      ...CALM,
      counts: voyage({ cancel: 50, update: 99 }),
      waived: new Set<GuardName>(['max-deletes']),
    },
    LIMITS,
  ).filter(({ isTripped }) => isTripped);
  expect(checks.map(({ name, isWaived }) => [name, isWaived])).toEqual([
    ['max-deletes', true],
    ['max-changes', false],
  ]);
  expect(checks[0]).toMatchObject({ count: 50, of: 100, value: 50, limit: 5, side: 'voyage' });
});
