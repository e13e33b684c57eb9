/**
 * Brings a journal up to today's schema, forward only, a step at a time: each step and its number
 * (`user_version`) are one transaction. Before the first step of an existing journal the file is copied
 * into `backups/` beside it. A journal of a newer version is refused untouched.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';

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
  const found = refuseNewer(sqlite, path, migrations);
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

/** Changes nothing of the file; answers the version found. */
export function refuseNewer(
  sqlite: Database.Database,
  path: string,
  migrations: readonly Migration[],
): number {
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new Refusal({ code: 'journal/from-the-future', path, found, known });
  return found;
}

export function backupPathOf(path: string, version: number): string {
  return join(dirname(path), 'backups', `${basename(path)}.v${String(version)}`);
}

/** Whole or not there: a copy cut short by a crash keeps its `.part` name. */
function backUp(sqlite: Database.Database, path: string, version: number): void {
  const target = backupPathOf(path, version);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.part`;
  rmSync(part, { force: true });
  sqlite.prepare('VACUUM INTO ?').run(part);
  renameSync(part, target);
}
