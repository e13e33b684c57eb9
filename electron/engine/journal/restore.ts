/**
 * Puts a backup in the place of a damaged journal. The damaged file is kept beside it under a name of its
 * own, and nothing is ever deleted.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { BackupOffer } from '../../../shared/errors/app-error.ts';
import { Refusal } from '../refusal.ts';
import { backupPath, listBackups } from './backup-files.ts';
import type { Backup } from './backup-files.ts';
import { journalErrorOf } from './journal-errors.ts';
import { lookInto } from './look-into.ts';
import { takeLock } from './lock.ts';
import { quickCheck, refuseUnsound } from './integrity.ts';

/** Null for what can't be counted. */
interface Contents {
  readonly runs: number | null;
  readonly decisions: number | null;
}

/** The newest backup that is sound, and what the damaged journal has that it has not. Changes nothing. */
export function offerOf(path: string): BackupOffer | null {
  const found = listBackups(path).find(({ name }) => isSound(backupPath(path, name)));
  return found === undefined ? null : offer(path, found);
}

function offer(path: string, { name, takenAt }: Backup): BackupOffer {
  const [kept, damaged] = [contentsOf(backupPath(path, name)), contentsOf(path)];
  const less = (more: number | null, fewer: number | null) =>
    more === null || fewer === null ? null : Math.max(0, more - fewer);
  return {
    name,
    takenAt,
    lost: {
      runs: less(damaged.runs, kept.runs),
      decisions: less(damaged.decisions, kept.decisions),
    },
  };
}

/**
 * By its name, or without one the newest sound one in the place of a journal that is damaged.
 *
 * Errors: a Refusal with usage/invalid when there is no such sound backup or nothing is damaged, and those of
 * a journal.
 */
export function restoreBackup(path: string, name: string | null, now: Date): BackupOffer {
  mkdirSync(dirname(path), { recursive: true });
  const release = takeLock(`${path}.lock`, path);
  try {
    if (name === null && isSoundJournal(path)) {
      const detail = 'The journal is sound. Name a backup to go back to it all the same.';
      throw new Refusal({ code: 'usage/invalid', detail });
    }
    const chosen = name === null ? offerOf(path) : offerNamed(path, name);
    if (chosen === null) {
      const detail = 'There is no sound backup of this journal to restore.';
      throw new Refusal({ code: 'usage/invalid', detail });
    }
    const part = `${path}.part`;
    copyFileSync(backupPath(path, chosen.name), part);
    const file = openSync(part, 'r+');
    fsyncSync(file);
    closeSync(file);
    setAside(path, now);
    renameSync(part, path);
    return chosen;
  } catch (failure) {
    const error = journalErrorOf(path, failure);
    throw error === null ? failure : new Refusal(error, failure);
  } finally {
    release();
  }
}

function offerNamed(path: string, name: string): BackupOffer | null {
  const found = listBackups(path).find((backup) => backup.name === name);
  return found === undefined || !isSound(backupPath(path, name)) ? null : offer(path, found);
}

function isSoundJournal(path: string): boolean {
  try {
    if (!existsSync(path) || statSync(path).size === 0) return false;
    refuseUnsound(path);
    return true;
  } catch {
    return false;
  }
}

/** The journal stays in its place until the backup takes it: there is never none. */
function setAside(path: string, now: Date): void {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  const aside = `${path}.damaged-${stamp}`;
  if (!existsSync(path)) return;
  try {
    linkSync(path, aside);
  } catch {
    copyFileSync(path, aside);
  }
  for (const end of ['-wal', '-shm']) {
    if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`);
  }
}

function isSound(path: string): boolean {
  return reading(path, (sqlite) => quickCheck(sqlite) === null) ?? false;
}

function contentsOf(path: string): Contents {
  const count = (sql: string) =>
    reading(path, (sqlite) => Number(sqlite.prepare(sql).pluck().get()));
  return {
    runs: count(`SELECT count(*) FROM run WHERE phase = 'ended'`),
    decisions: count('SELECT count(*) FROM decision_step'),
  };
}

/** Null where the file can't be read as far as that. */
function reading<T>(path: string, work: (sqlite: Database.Database) => T): T | null {
  try {
    return lookInto(path, work);
  } catch {
    return null;
  }
}
