/** Deletes rows of replaced and given-up snapshots and diffs, a little at a time between other work. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Journal } from '../journal/database.ts';
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

  async function sweep(): Promise<void> {
    try {
      await nextTurn();
      while (!isStopped && sweepSome(db, ROWS_AT_ONCE)) await nextTurn();
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
