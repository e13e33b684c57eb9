/**
 * Brings a journal up to today's schema, forward only, a step at a time: each step and its number
 * (`user_version`) are one transaction. Before the first step of an existing journal the file is copied
 * into `backups/` beside it. Whoever opens a journal has
 * refused a newer one before.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import { backupPath, clearPart } from './backup-files.ts';
import { refuseUnsound } from './integrity.ts';

export interface Migration {
  /** Steps of ten; the journal's version after it. */
  readonly version: number;
  readonly sql: string;
}

export function migrate(
  sqlite: Database.Database,
  path: string,
  migrations: readonly Migration[],
): void {
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  const due = migrations.filter((migration) => migration.version > found);
  if (due.length === 0) return;
  if (found > 0) backUp(sqlite, path, found);
  for (const migration of due) {
    sqlite.transaction(() => {
      sqlite.exec(migration.sql);
      sqlite.pragma(`user_version = ${String(migration.version)}`);
    })();
  }
}

export function backupPathOf(path: string, version: number): string {
  return backupPath(path, `${basename(path)}.v${String(version)}`);
}

/** Whole, sound, or not there: a copy cut short by a crash keeps its `.part` name. */
function backUp(sqlite: Database.Database, path: string, version: number): void {
  const target = backupPathOf(path, version);
  if (existsSync(target)) return;
  const part = clearPart(path, basename(target));
  try {
    sqlite.prepare('VACUUM INTO ?').run(part);
    refuseUnsound(part);
    renameSync(part, target);
  } catch (failure) {
    rmSync(part, { force: true });
    throw failure;
  }
}
