/** The journal's size, and room that is given back when there is much of it. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { Journal } from './database.ts';

export interface JournalSpace {
  readonly bytes: number;
  /** Of these, what deleted rows left behind and new ones will fill. */
  readonly freeBytes: number;
}

const WORTHWHILE_BYTES = 64 * 1024 * 1024;
/** VACUUM writes what is left twice: into a file of its own and into the log. */
const ROOM_NEEDED = 2.5;

export function spaceOf(db: Journal): JournalSpace {
  const number = (pragma: string) => Number(db.statement(`PRAGMA ${pragma}`).pluck().get());
  const page = number('page_size');
  return { bytes: number('page_count') * page, freeBytes: number('freelist_count') * page };
}

/**
 * At opening, when nobody waits for anything else: a journal that is half empty and large is written
 * anew. Whole or not at all, as every transaction; measured 0.4 s per 100 MiB that stay.
 */
export function giveSpaceBack(sqlite: Database.Database, path: string): void {
  const number = (pragma: string) => Number(sqlite.pragma(pragma, { simple: true }));
  const page = number('page_size');
  const free = number('freelist_count') * page;
  const live = number('page_count') * page - free;
  if (free < WORTHWHILE_BYTES || free < live) return;
  const { bavail, bsize } = statfsSync(dirname(path));
  if (bavail * bsize < live * ROOM_NEEDED) return;
  sqlite.exec('VACUUM');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}
