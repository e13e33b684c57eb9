/** How far a run is: read from the journal, and while it runs kept up and told at most ten times a second. */
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { PushLane, PushProgress } from '../../../shared/ipc/engine-views.ts';
import type { EngineContext } from '../context.ts';
import { countLane } from '../journal/operation-repository.ts';
import { countByOutcome, readCauses } from '../journal/outcome-repository.ts';
import { currentPairing } from '../journal/pairing-repository.ts';
import { readPlan } from '../journal/plan-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { findOpenRun } from '../journal/run-repository.ts';
import type { SettledRow } from './settle-rows.ts';

const TELL_EVERY_MS = 100;
/** Below this a rate says nothing yet. */
const RATE_AFTER_MS = 400;
const LANDING_ROWS = 12;
const CAUSES = 20;

function readProgress(context: EngineContext, run: Run): PushProgress {
  const { db } = context;
  const isUndo = run.phase === 'undoing';
  const lane = (side: Side) =>
    countLane(db, { planId: run.planId, isUndo, side }, run.batchSize[side]);
  const lanes = { salesforce: lane('salesforce'), voyage: lane('voyage') };
  const outcomes = countByOutcome(db, run.txId);
  return {
    txId: run.txId,
    digest: run.digest,
    direction: run.direction,
    mode: run.mode,
    state: stateOf(run, context.jobs.running() === 'push'),
    pausedBy: run.pausedBy,
    lanes: { salesforce: shownLane(lanes.salesforce), voyage: shownLane(lanes.voyage) },
    batches: {
      done: lanes.salesforce.batchesDone + lanes.voyage.batchesDone,
      inFlight: lanes.salesforce.batchesInFlight + lanes.voyage.batchesInFlight,
      total: lanes.salesforce.batches + lanes.voyage.batches,
    },
    outcomes,
    rowsDone: Object.values(outcomes).reduce((sum, rows) => sum + rows, 0),
    rowsTotal: run.rowCount,
    causes: readCauses(db, run.txId, CAUSES),
    landing: [],
    callsMade: run.calls,
    callsPlanned: readPlan(db, run.planId)?.summary.calls ?? { salesforce: 0, voyage: 0 },
    ratePerSecond: null,
    secondsLeft: null,
    startedAt: run.startedAt,
  };
}

/** The run of the pairing in use that runs, is paused, or waits after the process ended. */
export function activeRun(context: EngineContext): PushProgress | null {
  const pairing = currentPairing(context.db);
  const run = pairing === null ? null : findOpenRun(context.db, pairing.id);
  return run === null ? null : readProgress(context, run);
}

function stateOf(run: Run, isRunning: boolean): PushProgress['state'] {
  if (run.phase === 'ended') return 'ended';
  if (run.isPaused) return 'paused';
  if (!isRunning) return 'interrupted';
  if (run.wish === 'cancel') return 'cancelling';
  if (run.wish === 'pause') return 'pausing';
  return run.phase === 'undoing' ? 'undoing' : 'running';
}

function shownLane({ done, total, inFlight }: PushLane): PushLane {
  return { done, total, inFlight };
}

export interface LiveProgress {
  /** The run's state changed: everything is read again, and told at once. */
  readonly turn: (run: Run) => void;
  readonly sending: (side: Side, operations: number) => void;
  readonly settled: (run: Run, side: Side, operations: number, rows: readonly SettledRow[]) => void;
}

export function createLiveProgress(context: EngineContext, run: Run): LiveProgress {
  const now = () => context.options.clock().getTime();
  const startedAt = now();
  let shown = readProgress(context, run);
  let moved = 0;
  let toldAt = 0;

  function tell(isUrgent: boolean): void {
    const at = now();
    // A clock that was set back is no reason to be silent until it has caught up.
    const sinceMs = at - toldAt;
    if (!isUrgent && sinceMs >= 0 && sinceMs < TELL_EVERY_MS) return;
    toldAt = at;
    const elapsedMs = at - startedAt;
    const rate = elapsedMs < RATE_AFTER_MS || moved === 0 ? null : (moved * 1000) / elapsedMs;
    const { salesforce, voyage } = shown.lanes;
    const left = salesforce.total - salesforce.done + voyage.total - voyage.done;
    context.emit('push', {
      ...shown,
      ratePerSecond: rate === null ? null : Math.round(rate),
      secondsLeft: rate === null ? null : Math.ceil(left / rate),
    });
  }

  function setLane(side: Side, change: (lane: PushLane) => PushLane): void {
    shown = { ...shown, lanes: { ...shown.lanes, [side]: change(shown.lanes[side]) } };
  }

  return {
    turn: (turned) => {
      shown = { ...readProgress(context, turned), landing: shown.landing };
      tell(true);
    },
    sending: (side, operations) => {
      setLane(side, (lane) => ({ ...lane, inFlight: operations }));
      shown = { ...shown, batches: { ...shown.batches, inFlight: 1 } };
      tell(false);
    },
    settled: (settledRun, side, operations, rows) => {
      moved += operations;
      setLane(side, (lane) => ({ ...lane, inFlight: 0, done: lane.done + operations }));
      const at = context.options.clock().toISOString();
      const landed = rows.map(({ message, ...row }) => ({ ...row, detail: message, at }));
      const isTrouble = rows.some(({ outcome }) => TROUBLE.has(outcome));
      shown = {
        ...shown,
        batches: { ...shown.batches, inFlight: 0, done: shown.batches.done + 1 },
        outcomes: added(shown.outcomes, rows),
        rowsDone: shown.rowsDone + rows.length,
        causes: isTrouble ? readCauses(context.db, run.txId, CAUSES) : shown.causes,
        landing: [...landed.reverse(), ...shown.landing].slice(0, LANDING_ROWS),
        callsMade: settledRun.calls,
      };
      tell(false);
    },
  };
}

const TROUBLE: ReadonlySet<OutcomeCode> = new Set([
  'rejected',
  'failed',
  'stale',
  'already-member',
  'unmapped-status',
  'no-person',
]);

function added(
  outcomes: PushProgress['outcomes'],
  rows: readonly SettledRow[],
): PushProgress['outcomes'] {
  const sums: Partial<Record<OutcomeCode, number>> = { ...outcomes };
  for (const { outcome } of rows) sums[outcome] = (sums[outcome] ?? 0) + 1;
  return sums;
}
