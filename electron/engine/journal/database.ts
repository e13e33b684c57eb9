/**
 * Opens a journal: one SQLite file, one process at a time.
 *
 * Errors: a Refusal with journal/locked, journal/damaged, journal/from-the-future, journal/read-only,
 * journal/network-drive or journal/disk-full. Nothing of the journal is changed before it is known to be sound.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { listBackups } from './backup-files.ts';
import { driveOf } from './drive.ts';
import { addFunctions } from './functions.ts';
import { refuseUnsound } from './integrity.ts';
import { journalErrorOf } from './journal-errors.ts';
import { takeLock } from './lock.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { offerOf } from './restore.ts';
import { giveSpaceBack } from './space.ts';

export type Cell = string | number | bigint | Buffer | null;

/** An open journal. Statements are prepared once and kept for the journal's life. */
export interface Journal {
  readonly path: string;
  readonly statement: (sql: string) => Database.Statement;
  /** All or nothing; nested calls join the outer transaction. */
  readonly transaction: <T>(work: () => T) => T;
  /** Copies the journal as it is at the end, some pages at a time between other work; false when stopped. */
  readonly copyTo: (target: string, isStopped: () => boolean) => Promise<boolean>;
  /** Reads once, and again when it is asked for of something else: one of each name is kept in memory. */
  readonly kept: <T>(name: string, of: string, read: () => T) => T;
  /**
   * Carries what is committed from the log into the file, while there is time for it. What it can't, a later
   * commit does, or says why not.
   */
  readonly carryOver: () => void;
  readonly close: () => void;
}

const PAGES_AT_ONCE = 256;
/** So many of the log's pages, of 4 KiB, wait for `carryOver` before a commit does it itself: 100 ms and more. */
const MOST_LOG_PAGES = 16_000;

export function openJournal(path: string): Journal {
  try {
    mkdirSync(dirname(path), { recursive: true });
    refuseFarAway(path);
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
  refuseEmptied(path);
  if (existsSync(path)) refuseUnsound(path);
  const sqlite = new Database(path);
  try {
    sqlite.pragma('busy_timeout = 2000');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('cache_size = -16384');
    sqlite.pragma(`wal_autocheckpoint = ${String(MOST_LOG_PAGES)}`);
    migrate(sqlite, path, MIGRATIONS);
    addFunctions(sqlite);
    giveSpaceBack(sqlite, path);
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
    copyTo: async (target, isStopped) => {
      const stopped = new Error('The copy was stopped.');
      try {
        await sqlite.backup(target, {
          progress: () => {
            if (isStopped()) throw stopped;
            return PAGES_AT_ONCE;
          },
        });
        return true;
      } catch (failure) {
        if (failure === stopped) return false;
        throw failure;
      }
    },
    kept: <T>(name: string, of: string, read: () => T): T => {
      const known = kept.get(name);
      if (known?.of === of) return known.value as T;
      kept.delete(name);
      const value = read();
      kept.set(name, { of, value });
      return value;
    },
    carryOver: () => {
      try {
        sqlite.pragma('wal_checkpoint(PASSIVE)');
      } catch {
        // Nothing of what is committed is lost by it.
      }
    },
    close: () => {
      kept.clear();
      sqlite.close();
      releaseLock();
    },
  };
}

/** A file of no bytes is a new journal to SQLite, and a lost one where there were runs. */
function refuseEmptied(path: string): void {
  if (!existsSync(path) || statSync(path).size > 0 || existsSync(`${path}-wal`)) return;
  if (listBackups(path).length === 0) return;
  throw new Refusal({ code: 'journal/damaged', path, detail: 'The file is empty.' });
}

function refuseFarAway(path: string): void {
  const drive = driveOf(dirname(path));
  if (drive?.isFarAway !== true) return;
  throw new Refusal({ code: 'journal/network-drive', path, drive: drive.name });
}

function asRefusal(path: string, failure: unknown): unknown {
  const error = failure instanceof Refusal ? failure.error : journalErrorOf(path, failure);
  if (error === null) return failure;
  if (error.code !== 'journal/damaged') return new Refusal(error, failure);
  const backup = offerOf(path);
  return new Refusal(backup === null ? error : { ...error, backup }, failure);
}
