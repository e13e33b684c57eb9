/**
 * Lets one process at a time use something on disk: a small SQLite file held by an open exclusive
 * transaction, which the system lets go of when the process ends, however it ends.
 */
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { journalErrorOf } from './journal-errors.ts';

const LIMITS = { timeLimitMs: 60_000, everyMs: 25 };

/** Answers how to let go. Errors: a Refusal with journal/locked while somebody else holds it. */
export function takeLock(lockPath: string, what: string): () => void {
  const lock = new Database(lockPath, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (failure) {
    lock.close();
    const error = journalErrorOf(what, failure);
    // A damaged lock file says nothing about what it locks, and is held by nobody.
    throw error === null ? failure : new Refusal(error, failure);
  }
  return () => lock.close();
}

/** As takeLock, and waits while somebody else holds it. Errors: the same once the time is over. */
export async function takeLockWhenFree(
  lockPath: string,
  what: string,
  limits: { readonly timeLimitMs: number; readonly everyMs: number } = LIMITS,
): Promise<() => void> {
  const endsAt = performance.now() + limits.timeLimitMs;
  for (;;) {
    try {
      return takeLock(lockPath, what);
    } catch (failure) {
      const isHeld = failure instanceof Refusal && failure.error.code === 'journal/locked';
      if (!isHeld || performance.now() >= endsAt) throw failure;
      await delay(limits.everyMs);
    }
  }
}
