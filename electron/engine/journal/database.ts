/**
 * Opens a journal: one SQLite file, one process at a time.
 *
 * Errors: a Refusal with journal/locked, journal/damaged, journal/from-the-future, journal/read-only or
 * journal/disk-full. Nothing of the journal is changed before it is known to be sound.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { addFunctions } from './functions.ts';
import { journalErrorOf } from './journal-errors.ts';
import { takeLock } from './lock.ts';
import { migrate, refuseNewer } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

export type Cell = string | number | bigint | Buffer | null;

/** An open journal. Statements are prepared once and kept for the journal's life. */
export interface Journal {
  readonly path: string;
  readonly statement: (sql: string) => Database.Statement;
  /** All or nothing; nested calls join the outer transaction. */
  readonly transaction: <T>(work: () => T) => T;
  /** Reads once, and again when it is asked for of something else: one of each name is kept in memory. */
  readonly kept: <T>(name: string, of: string, read: () => T) => T;
  readonly close: () => void;
}

/** Above this a journal that was closed cleanly is not read through at each start. */
const ALWAYS_CHECKED_BYTES = 128 * 1024 * 1024;

export function openJournal(path: string): Journal {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const releaseLock = takeLock(`${path}.lock`, path);
    try {
      return openLocked(path, releaseLock);
    } catch (failure) {
      releaseLock();
      throw failure;
    }
  } catch (failure) {
    throw asRefusal(path, failure);
  }
}

function openLocked(path: string, releaseLock: () => void): Journal {
  const isCheckDue = needsCheck(path);
  const sqlite = new Database(path);
  try {
    if (isCheckDue) checkSound(sqlite, path);
    refuseNewer(sqlite, path, MIGRATIONS);
    sqlite.pragma('busy_timeout = 2000');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('cache_size = -65536');
    sqlite.pragma('wal_autocheckpoint = 4000');
    migrate(sqlite, path, MIGRATIONS);
    addFunctions(sqlite);
  } catch (failure) {
    sqlite.close();
    throw failure;
  }
  return journalOver(sqlite, path, releaseLock);
}

function journalOver(sqlite: Database.Database, path: string, releaseLock: () => void): Journal {
  const statements = new Map<string, Database.Statement>();
  const kept = new Map<string, { readonly of: string; readonly value: unknown }>();
  return {
    path,
    statement: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const made = sqlite.prepare(sql);
      statements.set(sql, made);
      return made;
    },
    transaction: <T>(work: () => T): T =>
      sqlite.inTransaction ? work() : sqlite.transaction(work)(),
    kept: <T>(name: string, of: string, read: () => T): T => {
      const known = kept.get(name);
      if (known?.of === of) return known.value as T;
      kept.delete(name);
      const value = read();
      kept.set(name, { of, value });
      return value;
    },
    close: () => {
      kept.clear();
      sqlite.close();
      releaseLock();
    },
  };
}

function needsCheck(path: string): boolean {
  if (!existsSync(path)) return false;
  const wasClosedCleanly = !existsSync(`${path}-wal`) || statSync(`${path}-wal`).size === 0;
  return !wasClosedCleanly || statSync(path).size <= ALWAYS_CHECKED_BYTES;
}

function checkSound(sqlite: Database.Database, path: string): void {
  const found = sqlite.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') {
    throw new Refusal({ code: 'journal/damaged', path, detail: String(found) });
  }
}

function asRefusal(path: string, failure: unknown): unknown {
  if (failure instanceof Refusal) return failure;
  const error = journalErrorOf(path, failure);
  return error === null ? failure : new Refusal(error, failure);
}
