import { expect, test } from 'vitest';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { exitOfError, exitOfRun, worstOf } from './exit-codes.ts';

test('of several codes the highest in the order 1, 2, 7, 4, 6, 5, 3, 0 applies', () => {
  expect(worstOf([0, 3, 5])).toBe(5);
  expect(worstOf([3, 4, 6])).toBe(4);
  expect(worstOf([4, 7, 5])).toBe(7);
  expect(worstOf([7, 2])).toBe(2);
  expect(worstOf([2, 1])).toBe(1);
  expect(worstOf([])).toBe(0);
});

const clean: RunSummary = {
  txId: 't',
  direction: 'both',
  mode: 'keep',
  status: 'succeeded',
  counts: {
    rows: 1,
    imported: 1,
    exported: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    conflicted: 0,
    failed: 0,
  },
  outcomes: { imported: 1 },
  left: { conflicts: 0, proposals: 0, unmappedStatuses: [], guards: [] },
  calls: { salesforce: 0, voyage: 0 },
  planDigest: 'd',
  startedAt: '',
  endedAt: '',
  campaignName: '',
  eventName: '',
  actor: '',
  reverts: null,
  revertedBy: null,
  tie: null,
  addsUp: true,
};

test('a run ends with 0 when nothing is left, 3 when a person must decide, 5 when rows failed', () => {
  expect(exitOfRun(clean)).toBe(0);
  expect(exitOfRun({ ...clean, left: { ...clean.left, conflicts: 2 } })).toBe(3);
  expect(exitOfRun({ ...clean, left: { ...clean.left, proposals: 1 } })).toBe(3);
  const failed = { ...clean.counts, imported: 0, failed: 1 };
  expect(exitOfRun({ ...clean, counts: failed, left: { ...clean.left, conflicts: 2 } })).toBe(5);
  expect(exitOfRun({ ...clean, status: 'interrupted', counts: failed })).toBe(6);
});

test('each kind of failure has its code', () => {
  expect(exitOfError({ code: 'internal', incidentId: 'x' })).toBe(1);
  expect(exitOfError({ code: 'usage/invalid', detail: '' })).toBe(2);
  expect(exitOfError({ code: 'plan/unmapped-status', unmapped: [] })).toBe(3);
  expect(exitOfError({ code: 'auth/expired', side: 'voyage', detail: null })).toBe(4);
  expect(exitOfError({ code: 'side/unreachable', side: 'voyage', address: '', detail: '' })).toBe(
    6,
  );
  expect(exitOfError({ code: 'journal/locked', path: '' })).toBe(7);
});
