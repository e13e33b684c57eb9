/**
 * What can be done beforehand or afterwards, a little at a time between other work: deletes rows of replaced and
 * given-up snapshots and diffs, then lays the pages that the first search would wait for.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SIDES } from '../../../shared/domain/side.ts';
import type { Journal } from '../journal/database.ts';
import { currentDiff } from '../journal/diff-repository.ts';
import { currentPairing } from '../journal/pairing-repository.ts';
import { laySearchPages } from '../journal/search-repository.ts';
import { sweepSome } from '../journal/sweep-repository.ts';

export interface Sweeper {
  /** Starts, or goes on for what came since. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const ROWS_AT_ONCE = 2000;

export function createSweeper(db: Journal, onFailure: (failure: unknown) => void): Sweeper {
  let isStopped = false;
  let sweeping: Promise<void> | null = null;

  async function layPages(): Promise<void> {
    const pairing = currentPairing(db);
    const diff = pairing === null ? null : currentDiff(db, pairing.id);
    if (diff === null) return;
    for (const side of SIDES) {
      const laying = laySearchPages(db, diff, side);
      const isMeant = (): boolean => !isStopped && currentDiff(db, diff.pairingId)?.id === diff.id;
      while (isMeant() && laying.next().done !== true) await nextTurn();
    }
  }

  async function sweep(): Promise<void> {
    try {
      await nextTurn();
      while (!isStopped && sweepSome(db, ROWS_AT_ONCE)) await nextTurn();
      await layPages();
    } catch (failure) {
      onFailure(failure);
    }
  }

  return {
    start: () => {
      if (isStopped) return;
      const before = sweeping ?? Promise.resolve();
      sweeping = before.then(sweep);
    },
    stop: async () => {
      isStopped = true;
      await sweeping;
    },
  };
}
