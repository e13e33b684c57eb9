import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { OUTCOME_CODES } from '../../shared/domain/outcome.ts';
import { bandsOf, secondsBetween, sideOf, toldOf } from './outcomes-model.ts';

describe('what a run came to', () => {
  it('puts every row into exactly one figure of the sentence', () => {
    const outcomes = Object.fromEntries(OUTCOME_CODES.map((code) => [code, 1]));
    const told = toldOf(outcomes);
    expect(Object.values<number>({ ...told }).reduce((sum, count) => sum + count, 0)).toBe(
      OUTCOME_CODES.length,
    );
    expect(told).toEqual({
      settled: 4,
      rejected: 1,
      failed: 1,
      leftForPerson: 5,
      leftAlone: 3,
      notSent: 1,
      rolledBack: 1,
    });
  });

  it('shows the bands there are, each in its tone', () => {
    expect(bandsOf({ updated: 3, imported: 2, failed: 1, stale: 0 })).toEqual([
      { code: 'imported', count: 2, tone: 'vg' },
      { code: 'updated', count: 3, tone: 'ink' },
      { code: 'failed', count: 1, tone: 'bad' },
    ]);
  });

  it('counts the seconds of a run and never fewer than none', () => {
    expect(secondsBetween('2026-11-25T14:07:31.000Z', '2026-11-25T14:10:22.000Z')).toBe(171);
    expect(secondsBetween('2026-11-25T14:10:22.000Z', '2026-11-25T14:07:31.000Z')).toBe(0);
  });
});

describe('the side of a row', () => {
  const row = (outcome: Outcome['outcome'], ...sides: readonly ('salesforce' | 'voyage')[]) =>
    sideOf({
      txId: '019a',
      row: 1,
      rowKey: 'ann@x.org',
      direction: 'both',
      email: null,
      name: null,
      salesforceId: null,
      voyageId: null,
      outcome,
      changes: sides.map((side) => ({ side, field: 'company', before: 'a', after: 'b' })),
      message: '',
      nextStep: null,
      code: null,
      attempts: 1,
      finishedAt: '2026-11-25T14:10:22.000Z',
    });

  it('is where it wrote, both where it wrote both', () => {
    expect(row('updated', 'voyage')).toBe('voyage');
    expect(row('updated', 'voyage', 'salesforce')).toBe('both');
  });

  it('is the side a created record is on, and none where nothing was meant', () => {
    expect(row('imported')).toBe('voyage');
    expect(row('exported')).toBe('salesforce');
    expect(row('unchanged')).toBeNull();
  });
});
