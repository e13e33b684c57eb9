import { describe, expect, it } from 'vitest';
import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import {
  batchPieces,
  changesOf,
  laneShares,
  outcomeLines,
  sumOf,
  waitsByItself,
  waitsForSignIn,
} from './push-model.ts';

const run = (over: Partial<PushProgress> = {}): PushProgress => ({
  txId: '019a',
  digest: '7c1e',
  direction: 'both',
  mode: 'keep',
  state: 'running',
  pausedBy: null,
  lanes: {
    salesforce: { done: 10, total: 40, inFlight: 10 },
    voyage: { done: 0, total: 0, inFlight: 0 },
  },
  batches: { done: 1, inFlight: 1, total: 4 },
  outcomes: {},
  rowsDone: 10,
  rowsTotal: 40,
  causes: [],
  landing: [],
  callsMade: { salesforce: 1, voyage: 0 },
  callsPlanned: { salesforce: 4, voyage: 0 },
  ratePerSecond: null,
  secondsLeft: null,
  startedAt: '2026-11-25T14:07:31.000Z',
  ...over,
});

describe('the running push', () => {
  it('lists the outcomes there are, and nought for those one looks for', () => {
    const lines = outcomeLines({ imported: 3, rejected: 2 });
    expect(lines.map(({ code, count, isBad }) => [code, count, isBad])).toEqual([
      ['imported', 3, false],
      ['exported', 0, false],
      ['updated', 0, false],
      ['rejected', 2, true],
      ['failed', 0, false],
    ]);
    expect(sumOf({ imported: 3, rejected: 2 })).toBe(5);
  });

  it('adds the lanes up and keeps what is under way within them', () => {
    expect(changesOf(run())).toEqual({ done: 10, total: 40 });
    expect(laneShares({ done: 10, total: 40, inFlight: 10 })).toEqual({ done: 25, inFlight: 25 });
    expect(laneShares({ done: 39, total: 40, inFlight: 10 }).inFlight).toBe(2.5);
    expect(laneShares({ done: 0, total: 0, inFlight: 0 })).toEqual({ done: 0, inFlight: 0 });
  });

  it('draws each batch while they are few, and three bands when they are many', () => {
    expect(batchPieces({ done: 1, inFlight: 1, total: 4 }).map(({ state }) => state)).toEqual([
      'done',
      'sent',
      'waiting',
      'waiting',
    ]);
    expect(batchPieces({ done: 900, inFlight: 0, total: 1000 })).toEqual([
      { state: 'done', count: 900 },
      { state: 'waiting', count: 100 },
    ]);
  });

  it('tells waiting for a person from waiting by itself', () => {
    const expired = { code: 'auth/expired', side: 'salesforce', detail: null } as const;
    const limited = { code: 'side/rate-limited', side: 'salesforce', retryAfterMs: 8000 } as const;
    expect(waitsForSignIn(run({ state: 'paused', pausedBy: expired }))).toBe('salesforce');
    expect(waitsForSignIn(run({ state: 'paused', pausedBy: limited }))).toBeNull();
    expect(waitsByItself(run({ pausedBy: limited }))).toBe(true);
    expect(waitsByItself(run({ state: 'paused', pausedBy: limited }))).toBe(false);
    expect(waitsByItself(run())).toBe(false);
  });
});
