/**
 * Carries a run on from wherever the journal says it stands, until it ends, is paused, or the engine closes.
 *
 * Law:    each operation has exactly one effect, whatever dies when: what may have been sent is settled
 *         first, with its own key, before anything else is done.
 *         A batch whose answer was lost is looked after and sent again by itself, a few times; the waits
 *         between are the transport's.
 * Errors: a side that can't be reached or used pauses the run, which then says why.
 */
import type { Side } from '../../../shared/domain/side.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { EngineContext } from '../context.ts';
import { refuse } from '../context.ts';
import type { Lane } from '../journal/operation-repository.ts';
import { readInFlight, readNextBatch } from '../journal/operation-repository.ts';
import { countByOutcome } from '../journal/outcome-repository.ts';
import { pairingById } from '../journal/pairing-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { findRun, setCancelled, setPaused } from '../journal/run-repository.ts';
import { Refusal } from '../refusal.ts';
import type { WriteAnswer } from '../sides/side-port.ts';
import type { Connected } from '../sync/connections.ts';
import { checkSameAccount } from '../sync/pull.ts';
import { finishRun } from './finish-run.ts';
import type { LiveProgress } from './push-progress.ts';
import { createLiveProgress } from './push-progress.ts';
import { SENDING_ORDER, UNDOING_ORDER } from './undo.ts';
import type { Batch } from './write-batch.ts';
import { NOT_ATTEMPTED, refOf, sendBatch, settleBatch, startUndoing } from './write-batch.ts';

/** Times a batch is tried again by itself after its answer was lost. */
const MOST_REPEATS = 3;

export async function carryOut(
  context: EngineContext,
  txId: string,
  signal: AbortSignal,
): Promise<Run> {
  const live = createLiveProgress(context, runNow(context, txId));
  let lost = 0;
  for (;;) {
    const run = runNow(context, txId);
    const batch = nextBatch(context, run);
    const turn = batch?.isRetry === true ? 'send' : heed(context, run, batch, signal);
    if (turn === 'stop') return stopped(context, txId, live);
    if (turn === 'again') {
      live.turn(runNow(context, txId));
      continue;
    }
    if (batch === null) {
      finishRun(context, run);
      return stopped(context, txId, live);
    }
    live.sending(batch.side, batch.operations.length);
    const answers = await answersTo(context, run, batch, {
      mayRepeat: lost < MOST_REPEATS,
      signal,
    });
    if (answers === null) return stopped(context, txId, live);
    if (answers === 'again') {
      lost += 1;
      continue;
    }
    lost = 0;
    const rows = settleBatch(context, run, batch, answers);
    const settledRun = runNow(context, txId);
    live.settled(settledRun, batch.side, batch.operations.length, rows);
    if (settledRun.phase !== run.phase) live.turn(settledRun);
  }
}

function runNow(context: EngineContext, txId: string): Run {
  return findRun(context.db, txId) ?? refuse({ code: 'run/unknown', txId });
}

function stopped(context: EngineContext, txId: string, live: LiveProgress): Run {
  const run = runNow(context, txId);
  live.turn(run);
  context.emit('changed', { what: 'run' });
  return run;
}

/** What may have been sent comes first; then the next of what is left, side by side. */
function nextBatch(context: EngineContext, run: Run): Batch | null {
  const isUndo = run.phase === 'undoing';
  const lanes = (isUndo ? UNDOING_ORDER : SENDING_ORDER).map((side): Lane => ({
    planId: run.planId,
    isUndo,
    side,
  }));
  for (const lane of lanes) {
    const operations = readInFlight(context.db, lane);
    if (operations.length > 0) return { side: lane.side, isUndo, isRetry: true, operations };
  }
  for (const lane of lanes) {
    const operations = readNextBatch(context.db, lane, run.batchSize[lane.side]);
    if (operations.length > 0) return { side: lane.side, isUndo, isRetry: false, operations };
  }
  return null;
}

/** At the border between two batches: what a person asked for, and whether the engine closes. */
function heed(
  context: EngineContext,
  run: Run,
  batch: Batch | null,
  signal: AbortSignal,
): 'send' | 'stop' | 'again' {
  const { db } = context;
  if (signal.aborted) return 'stop';
  if (batch === null && !wasCutShort(context, run)) return 'send';
  if (run.wish === 'pause') {
    setPaused(db, run.txId, null);
    return 'stop';
  }
  if (run.wish !== 'cancel' || run.phase === 'undoing') return 'send';
  db.transaction(() => {
    setCancelled(db, run.txId);
    if (run.mode === 'all-or-nothing') startUndoing(db, run);
    else finishRun(context, { ...run, isCancelled: true });
  });
  return run.mode === 'all-or-nothing' ? 'again' : 'stop';
}

/** The last batch was stopped in its middle: what it left unsent is the end of a cancelled run. */
function wasCutShort({ db }: EngineContext, run: Run): boolean {
  if (run.wish !== 'cancel' || run.phase === 'undoing') return false;
  return (countByOutcome(db, run.txId)['not-attempted'] ?? 0) > 0;
}

/**
 * The answers; null when the run stops because none came; `again` when it is to be asked once more what became
 * of the batch. A batch still without an answer when a person cancels is given up as in doubt.
 */
async function answersTo(
  context: EngineContext,
  run: Run,
  batch: Batch,
  options: {
    readonly mayRepeat: boolean;
    readonly signal: AbortSignal;
  },
): Promise<readonly WriteAnswer[] | 'again' | null> {
  const { signal } = options;
  const wishNow = (): Run['wish'] => runNow(context, run.txId).wish;
  const asked = (): 'leave' | 'stop' | null => {
    if (signal.aborted) return 'leave';
    const wish = wishNow();
    if (wish === 'pause') return 'leave';
    return wish === 'cancel' && !batch.isUndo ? 'stop' : null;
  };
  try {
    const { port } = await ownSide(context, run, batch.side);
    return await sendBatch(context, run, batch, port, asked);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    if (signal.aborted) return null;
    if (asked() === 'stop') return batch.isRetry ? batch.operations.map(inDoubt) : 'again';
    if (options.mayRepeat && wishNow() !== 'pause' && isLost(failure)) return 'again';
    pause(context, run, failure.error);
    return null;
  }
}

/** No answer came to what may have landed, and one may come to who asks after it. */
function isLost({ error, mayHaveLanded }: Refusal): boolean {
  if (!mayHaveLanded) return false;
  switch (error.code) {
    case 'side/unreachable':
    case 'side/unavailable':
    case 'side/bad-answer':
      return true;
    default:
      return false;
  }
}

/** The side as connected now, which must be the very org or account the run was started for. */
async function ownSide(context: EngineContext, run: Run, side: Side): Promise<Connected> {
  const connected = await context.connections.require(side);
  const accountId = pairingById(context.db, run.pairingId)?.accountId;
  checkSameAccount(connected, (side === 'salesforce' ? run.orgId : accountId) ?? '');
  return connected;
}

/** A person who pauses while a job is waited for is the reason, not that it was left. */
function pause(context: EngineContext, run: Run, error: AppError): void {
  const isLeft = error.code === 'run/cancelled';
  setPaused(context.db, run.txId, isLeft ? null : error);
  if (context.connections.note(error)) context.emit('changed', { what: 'connections' });
}

function inDoubt(operation: Batch['operations'][number]): WriteAnswer {
  return {
    ...NOT_ATTEMPTED,
    ref: refOf(operation),
    status: 'failed',
    error: {
      code: 'in-doubt',
      message: 'no answer came before the run was cancelled, so it may have been written',
    },
    attempts: 1,
  };
}
