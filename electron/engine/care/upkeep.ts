/** After a run, between other work: what is not needed any more goes, and when it is due a backup is made. */
import type { EngineContext } from '../context.ts';
import { isBackupDue, takeBackup } from '../journal/backup.ts';
import { currentPairing } from '../journal/pairing-repository.ts';
import {
  countEndedRuns,
  dropOldPairings,
  dropUnusedPlans,
  isAnyRunOpen,
} from '../journal/thinning-repository.ts';

export interface Upkeep {
  /** Looks whether a run has ended since. */
  readonly look: () => void;
  readonly stop: () => Promise<void>;
}

/** A pairing nobody pulled for that long is pulled whole when it is chosen again. */
const OLD_PAIRING_MS = 30 * 86_400_000;

export function createUpkeep(
  { db, options, sweeper }: Pick<EngineContext, 'db' | 'options' | 'sweeper'>,
  onFailure: (failure: unknown) => void,
): Upkeep {
  let isStopped = false;
  let done = countEndedRuns(db);
  let working: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    if (isStopped || isAnyRunOpen(db)) return;
    const ended = countEndedRuns(db);
    if (ended === done) return;
    done = ended;
    const now = options.clock();
    const before = new Date(now.getTime() - OLD_PAIRING_MS).toISOString();
    dropUnusedPlans(db);
    dropOldPairings(db, currentPairing(db)?.id ?? null, before);
    sweeper.start();
    if (!isBackupDue(db, now)) return;
    const from = performance.now();
    const name = await takeBackup(db, now, () => isStopped);
    const elapsedMs = Math.round(performance.now() - from);
    if (name !== null) options.log('journal/backup', { name, elapsedMs });
  }

  return {
    look: () => {
      working = working.then(work).catch(onFailure);
    },
    stop: async () => {
      isStopped = true;
      await working;
    },
  };
}
