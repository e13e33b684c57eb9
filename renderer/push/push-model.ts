/** What the running push says of itself. Pure. */
import type { OutcomeCode } from '../../shared/domain/outcome.ts';
import { COUNT_OF_OUTCOME, OUTCOME_CODES } from '../../shared/domain/outcome.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { PushLane, PushProgress } from '../../shared/ipc/engine-views.ts';

export interface OutcomeLine {
  readonly code: OutcomeCode;
  readonly count: number;
  readonly isBad: boolean;
}

const ALWAYS: ReadonlySet<OutcomeCode> = new Set(['imported', 'exported', 'updated', 'failed']);

export function isBad(code: OutcomeCode): boolean {
  return COUNT_OF_OUTCOME[code] === 'failed';
}

/** The outcomes there are, in the order of the codes; of a few nought is news too. */
export function outcomeLines(
  outcomes: Readonly<Partial<Record<OutcomeCode, number>>>,
): readonly OutcomeLine[] {
  return OUTCOME_CODES.map((code) => ({
    code,
    count: outcomes[code] ?? 0,
    isBad: isBad(code) && (outcomes[code] ?? 0) > 0,
  })).filter((line) => line.count > 0 || ALWAYS.has(line.code));
}

export function sumOf(outcomes: Readonly<Partial<Record<OutcomeCode, number>>>): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

/** Changes whose answer is there, of both sides. */
export function changesOf(run: PushProgress): { readonly done: number; readonly total: number } {
  const { salesforce, voyage } = run.lanes;
  return { done: salesforce.done + voyage.done, total: salesforce.total + voyage.total };
}

export interface LaneShares {
  readonly done: number;
  readonly inFlight: number;
}

/** Shares of a lane, in per cent, that never go past its end. */
export function laneShares(lane: PushLane): LaneShares {
  if (lane.total === 0) return { done: 0, inFlight: 0 };
  const done = Math.min(100, (lane.done / lane.total) * 100);
  return { done, inFlight: Math.min(100 - done, (lane.inFlight / lane.total) * 100) };
}

type BatchState = 'done' | 'sent' | 'waiting';

export interface BatchRun {
  readonly state: BatchState;
  /** How many batches the piece stands for. */
  readonly count: number;
}

const MOST_PIECES = 60;

/** The batches in pieces to draw: one each while they are few, else three bands. */
export function batchPieces(batches: PushProgress['batches']): readonly BatchRun[] {
  const waiting = Math.max(0, batches.total - batches.done - batches.inFlight);
  const bands: readonly BatchRun[] = [
    { state: 'done', count: batches.done },
    { state: 'sent', count: batches.inFlight },
    { state: 'waiting', count: waiting },
  ];
  const shown = bands.filter((band) => band.count > 0);
  if (batches.total > MOST_PIECES) return shown;
  return shown.flatMap((band) =>
    Array.from({ length: band.count }, () => ({ state: band.state, count: 1 })),
  );
}

/** The side a run waits for a person to sign in to; null when it waits for something else. */
export function waitsForSignIn(run: PushProgress): Side | null {
  const { pausedBy } = run;
  switch (pausedBy?.code) {
    case 'auth/not-signed-in':
    case 'auth/expired':
    case 'auth/revoked':
    case 'auth/ip-restricted':
    case 'auth/policy-blocked':
    case 'auth/wrong-org':
    case 'auth/forbidden':
      return pausedBy.side;
    default:
      return null;
  }
}

/** Whether it goes on by itself after a while. */
export function waitsByItself(run: PushProgress): boolean {
  const isRunning = run.state === 'running' || run.state === 'pausing';
  return run.pausedBy !== null && isRunning && waitsForSignIn(run) === null;
}
