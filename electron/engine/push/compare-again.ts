import type { EngineContext } from '../context.ts';
import { currentPairing, pairingById } from '../journal/pairing-repository.ts';
import { findRunToCompare, setCompared } from '../journal/run-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';
import { compareSnapshots } from '../sync/compare.ts';

/**
 * After a run: compares both lists again, as they are now that it wrote them, so that the review is true
 * without a pull. What is cut short is made up for at the next start.
 */
export async function compareAfterRun(
  context: EngineContext,
  pairingId: number,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const pairing = pairingById(db, pairingId);
  const snapshots = currentSnapshots(db, pairingId);
  if (pairing === null || snapshots === null || findRunToCompare(db, pairingId) === null) return;
  const ids = { salesforce: snapshots.salesforce.id, voyage: snapshots.voyage.id };
  try {
    await compareSnapshots(context, pairing, ids, signal);
  } catch (failure) {
    if (failure instanceof Refusal && failure.error.code === 'run/cancelled') return;
    throw failure;
  }
  setCompared(db, pairingId);
}

/** At start: a process that ended between a run's end and the comparison left that to us. */
export async function makeUpComparison(context: EngineContext): Promise<void> {
  const pairing = currentPairing(context.db);
  if (pairing === null || findRunToCompare(context.db, pairing.id) === null) return;
  await context.jobs.exclusive('compare', (signal) => compareAfterRun(context, pairing.id, signal));
}
