import { describe, expect, test } from 'vitest';
import type { OutcomeCode, WriteStatus } from '../domain/outcome.ts';
import { OUTCOME_CODES } from '../domain/outcome.ts';
import type { OperationDraft } from '../domain/plan.ts';
import type { Side } from '../domain/side.ts';
import type { Answer, SettledOperation } from './outcome.ts';
import { countOutcomes, runStatus, settleRow, takeBack } from './outcome.ts';

function settled(side: Side, status: WriteStatus, answer: Partial<Answer> = {}): SettledOperation {
  const draft: OperationDraft = {
    side,
    op: status === 'created' ? 'create' : 'update',
    recordId: status === 'created' ? null : 'X1',
    expectVersion: null,
    fields: { company: 'Acme Ltd' },
    before: status === 'created' ? {} : { company: 'Acme' },
    person: null,
    createPerson: false,
  };
  return {
    draft,
    answer: {
      status,
      recordId: 'X1',
      version: '2',
      values: null,
      error: null,
      attempts: 1,
      ...answer,
    },
  };
}

const ROW = { rowKey: 'ann@example.org', preset: null };

describe('an answer', () => {
  test.each([
    ['voyage', 'created', 'imported'],
    ['salesforce', 'created', 'exported'],
    ['voyage', 'updated', 'updated'],
    ['voyage', 'cancelled', 'updated'],
    ['voyage', 'deleted', 'updated'],
    ['salesforce', 'unchanged', 'unchanged'],
    ['salesforce', 'stale', 'stale'],
    ['salesforce', 'already-member', 'already-member'],
    ['salesforce', 'no-person', 'no-person'],
    ['salesforce', 'status-replaced', 'unmapped-status'],
    ['voyage', 'rejected', 'rejected'],
    ['voyage', 'failed', 'failed'],
    ['voyage', 'not-attempted', 'not-attempted'],
  ] as const)('of %s that is %s is the outcome %s', (side, status, outcome) => {
    expect(settleRow(ROW, [settled(side, status)])).toMatchObject({ outcome });
  });
});

test('of several answers the worst is told, with its code; the changes of all are kept', () => {
  const outcome = settleRow(ROW, [
    settled('voyage', 'updated', { attempts: 2 }),
    settled('salesforce', 'rejected', {
      attempts: 1,
      error: { code: 'STRING_TOO_LONG', message: 'Company: data value too large' },
    }),
  ]);
  expect(outcome).toEqual({
    outcome: 'rejected',
    message: 'Salesforce refused it: Company: data value too large.',
    nextStep: 'Shorten the value, then run again.',
    code: 'STRING_TOO_LONG',
    attempts: 2,
    changes: [{ side: 'voyage', field: 'company', before: 'Acme', after: 'Acme Ltd' }],
  });
});

test.each([
  ['failed', 'status-replaced', 'failed'],
  ['failed', 'rejected', 'failed'],
  ['stale', 'rejected', 'rejected'],
  ['updated', 'not-attempted', 'not-attempted'],
  ['unchanged', 'updated', 'updated'],
  ['created', 'updated', 'imported'],
] as const)('of %s and %s the outcome is %s, in either order', (first, second, outcome) => {
  const both = [settled('voyage', first), settled('salesforce', second)];
  expect(settleRow(ROW, both)).toMatchObject({ outcome });
  expect(settleRow(ROW, both.toReversed())).toMatchObject({ outcome });
});

test('what was read back is what is told, not what was sent', () => {
  const { changes } = settleRow(ROW, [
    settled('voyage', 'updated', { values: { company: 'ACME LTD' } }),
  ]);
  expect(changes).toEqual([
    { side: 'voyage', field: 'company', before: 'Acme', after: 'ACME LTD' },
  ]);
});

test('a row nothing was sent for has its preset outcome, and without one was not attempted', () => {
  const preset = { outcome: 'skipped' as const, message: 'Left out.', nextStep: null };
  expect(settleRow({ ...ROW, preset }, [])).toEqual({
    ...preset,
    code: null,
    attempts: 0,
    changes: [],
  });
  expect(settleRow(ROW, [])).toMatchObject({ outcome: 'not-attempted' });
});

test('what an all-or-nothing run took back is rolled back; what it could not says so', () => {
  const done = settleRow(ROW, [settled('voyage', 'updated')]);
  expect(takeBack(done, [settled('voyage', 'updated')])).toMatchObject({
    outcome: 'rolled-back',
    changes: [],
  });
  const kept = takeBack(done, [settled('voyage', 'stale')]);
  expect(kept.outcome).toBe('updated');
  expect(kept.changes).toHaveLength(1);
  expect(kept.message).toContain('could not be taken back in Voyage');
});

test('where both sides keep what was written both are told, each with its reason', () => {
  const done = settleRow(ROW, [settled('voyage', 'updated'), settled('salesforce', 'updated')]);
  const both = takeBack(done, [settled('voyage', 'stale'), settled('salesforce', 'failed')]);
  expect(both.message).toMatch(
    /^Written, and it could not be taken back in Salesforce: .+ In Voyage: /u,
  );
  expect(both.nextStep).toContain('Salesforce and Voyage');
  const one = takeBack(done, [settled('voyage', 'updated')], ['salesforce']);
  expect(one.message).toContain('in Salesforce: what was deleted can’t be brought back.');
});

function tallyOf(codes: readonly OutcomeCode[]): Partial<Record<OutcomeCode, number>> {
  return Object.fromEntries(codes.map((code) => [code, 1]));
}

test('each outcome is in one of the seven counts', () => {
  const counts = countOutcomes(tallyOf(OUTCOME_CODES));
  expect(counts).toEqual({
    rows: 16,
    imported: 1,
    exported: 1,
    updated: 1,
    unchanged: 1,
    skipped: 4,
    conflicted: 5,
    failed: 3,
  });
});

describe('the status of a run', () => {
  const end = {
    mode: 'keep',
    wasCancelled: false,
    wasRolledBack: false,
    isBlocked: false,
    isInterrupted: false,
  } as const;
  const none = countOutcomes(tallyOf([]));
  const mixed = countOutcomes(tallyOf(['imported', 'failed']));

  test.each([
    ['succeeded', none, {}],
    ['succeeded', countOutcomes(tallyOf(['imported', 'conflict', 'skipped'])), {}],
    ['partial', mixed, {}],
    ['failed', countOutcomes(tallyOf(['rejected', 'unchanged'])), {}],
    ['blocked', mixed, { isBlocked: true, isDryRun: true }],
    ['planned', none, { isDryRun: true }],
    ['interrupted', mixed, { isInterrupted: true }],
    ['rolled-back', mixed, { wasRolledBack: true, wasCancelled: true }],
    ['cancelled', mixed, { wasCancelled: true }],
  ] as const)('is %s', (status, counts, how) => {
    expect(runStatus(counts, { ...end, ...how })).toBe(status);
  });
});
