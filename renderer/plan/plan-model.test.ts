import { describe, expect, it } from 'vitest';
import type { GuardCheck, PlanSummary } from '../../shared/domain/plan.ts';
import { closedBy, guardGroups, leftLines, restOfName, totalsOf } from './plan-model.ts';

const check = (over: Partial<GuardCheck>): GuardCheck => ({
  name: 'max-changes',
  side: 'voyage',
  isTripped: false,
  isWaived: false,
  count: 10,
  of: 100,
  value: 10,
  limit: 50,
  ...over,
});

function plan(over: Partial<PlanSummary> = {}, guards: readonly GuardCheck[] = []): PlanSummary {
  return {
    digest: '7c1e',
    direction: 'both',
    createdAt: '2026-11-25T14:06:00.000Z',
    rows: 100,
    operations: 15,
    newLeads: 2,
    statusChanges: { salesforce: 3, voyage: 1 },
    fieldChanges: { salesforce: 0, voyage: 4 },
    counts: {
      salesforce: { create: 2, update: 3, delete: 0 },
      voyage: { create: 4, update: 5, cancel: 1, delete: 0 },
    },
    calls: { salesforce: 3, voyage: 2 },
    left: {
      conflicts: 4,
      proposals: 0,
      unmappedStatuses: [],
      duplicates: 0,
      noEmail: 1,
      noPerson: 0,
      skipped: 2,
      personFieldsOff: 0,
      guards,
    },
    warnings: [],
    blockedBy: null,
    ...over,
  };
}

const door = { kind: 'sandbox', campaignName: 'Lisbon', typedName: '', isBusy: false } as const;

describe('the plan page', () => {
  it('adds each column of the ledger up to the operations', () => {
    expect(totalsOf(plan())).toEqual({ salesforce: 5, voyage: 10 });
  });

  it('shows nought where nought is news, and leaves the rest away', () => {
    expect(leftLines(plan()).map(({ name, count }) => [name, count])).toEqual([
      ['conflicts', 4],
      ['duplicates', 0],
      ['noEmail', 1],
      ['skipped', 2],
    ]);
  });

  it('shows what is still to be typed of the name', () => {
    expect(restOfName('Lis', 'Lisbon')).toBe('bon');
    expect(restOfName('lis', 'Lisbon')).toBeNull();
    expect(restOfName('Lisbon', 'Lisbon')).toBe('');
  });
});

describe('the guards', () => {
  it('stand one line a name, those that are open last', () => {
    const groups = guardGroups([
      check({ name: 'max-deletes', isTripped: true }),
      check({ side: 'salesforce' }),
      check({}),
      check({ name: 'empty-side', isTripped: true, isWaived: true }),
    ]);
    expect(groups.map(({ name, state, checks }) => [name, state, checks.length])).toEqual([
      ['max-changes', 'held', 2],
      ['empty-side', 'waived', 1],
      ['max-deletes', 'open', 1],
    ]);
  });

  it('stay open while one of their sides is', () => {
    const [group] = guardGroups([
      check({ isTripped: true, isWaived: true }),
      check({ side: 'salesforce', isTripped: true }),
    ]);
    expect(group?.state).toBe('open');
  });
});

describe('the door of the push', () => {
  it('is open for a plan with nothing against it', () => {
    expect(closedBy(plan(), door)).toEqual([]);
  });

  it('asks for the name of the campaign in production, and for nothing elsewhere', () => {
    const production = { ...door, kind: 'production' } as const;
    expect(closedBy(plan(), production)).toEqual([{ reason: 'name' }]);
    expect(closedBy(plan(), { ...production, typedName: 'Lisbo' })).toEqual([{ reason: 'name' }]);
    expect(closedBy(plan(), { ...production, typedName: ' Lisbon' })).toEqual([]);
  });

  it('names every reason it is closed for', () => {
    const guarded = plan({ blockedBy: 'guard' }, [check({ isTripped: true })]);
    expect(closedBy(guarded, { ...door, kind: 'production' })).toEqual([
      { reason: 'guards', count: 1 },
      { reason: 'name' },
    ]);
  });

  it('is closed before anything else while a push runs, nothing is to do, or a label is unmapped', () => {
    expect(closedBy(plan(), { ...door, isBusy: true })).toEqual([{ reason: 'busy' }]);
    expect(closedBy(plan({ operations: 0 }), door)).toEqual([{ reason: 'nothing' }]);
    const { left } = plan();
    const unmapped = [{ side: 'salesforce', label: 'Old list', rows: 3 }] as const;
    expect(
      closedBy(
        plan({ blockedBy: 'unmapped-status', left: { ...left, unmappedStatuses: unmapped } }),
        door,
      ),
    ).toEqual([{ reason: 'unmapped', side: 'salesforce', label: 'Old list' }]);
  });
});
