/** A backup of an open journal, made and looked through between other work; it counts once it is sound. */
import { renameSync, rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
  backupName,
  backupPath,
  clearPart,
  dropBackups,
  listBackups,
  tooOld,
} from './backup-files.ts';
import type { Journal } from './database.ts';
import { findingsByTable } from './integrity.ts';
import { countEndedRuns } from './thinning-repository.ts';

const EVERY_RUNS = 5;
const EVERY_MS = 86_400_000;

/** After every fifth run, and after the first of a day. */
export function isBackupDue(db: Journal, now: Date): boolean {
  const newest = listBackups(db.path).find(({ runs }) => runs !== null);
  const runs = countEndedRuns(db);
  if (newest === undefined) return runs > 0;
  const made = runs - (newest.runs ?? 0);
  return made >= EVERY_RUNS || (made > 0 && now.getTime() - Date.parse(newest.takenAt) >= EVERY_MS);
}

/** The older ones go only after it. Answers its name, or null when it was stopped. */
export async function takeBackup(
  db: Journal,
  now: Date,
  isStopped: () => boolean,
): Promise<string | null> {
  const name = backupName(db.path, now, countEndedRuns(db));
  const part = clearPart(db.path, name);
  try {
    if (!(await db.copyTo(part, isStopped)) || !(await isSoundCopy(part, isStopped))) return null;
    renameSync(part, backupPath(db.path, name));
  } finally {
    rmSync(part, { force: true });
  }
  dropBackups(db.path, tooOld(listBackups(db.path), now));
  return name;
}

/** Errors: an Error that names the first finding. */
async function isSoundCopy(path: string, isStopped: () => boolean): Promise<boolean> {
  const sqlite = new Database(path);
  try {
    // One file without a log beside it, so that it can be read from anywhere.
    sqlite.pragma('journal_mode = DELETE');
    for (const finding of findingsByTable(sqlite)) {
      if (finding !== null) throw new Error(`A backup was not sound: ${finding}`);
      await nextTurn();
      if (isStopped()) return false;
    }
    return true;
  } finally {
    sqlite.close();
  }
}
