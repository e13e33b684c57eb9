/**
 * Whether a journal is sound. At start it is looked at through a connection that can't write, so that a
 * refused open changes nothing, and for a bounded time; on demand it is read from end to end.
 */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import type { Journal } from './database.ts';
import { lookInto } from './look-into.ts';
import { MIGRATIONS } from './migrations.ts';

/** Up to here a journal is read through at each start: 128 MiB take about 0.2 s. */
const ALWAYS_READ_BYTES = 128 * 1024 * 1024;
const TIME_MS = 1_500;
/** What can't be fetched again comes first; what a pull brings anew comes last. */
const FIRST = ['audit', 'outcome', 'run', 'base', 'link', 'decision_step', 'pairing', 'plan'];

/** Errors: a Refusal with journal/damaged or journal/from-the-future; nothing of the file is changed. */
export function refuseUnsound(path: string): void {
  const file = statSync(path);
  if (!file.isFile() || file.size === 0) return;
  try {
    lookInto(path, (sqlite) => {
      refuseUnknown(sqlite, path);
      const found =
        file.size <= ALWAYS_READ_BYTES ? quickCheck(sqlite) : quickCheckFor(sqlite, TIME_MS);
      if (found === null) return;
      const detail = 'It can’t be read whole.';
      throw new Refusal({ code: 'journal/damaged', path, detail }, new Error(found));
    });
  } catch (failure) {
    // A journal that needs writing to be read is looked at by who opens it.
    if (!isForWriters(failure)) throw failure;
  }
}

/** A version this app never made is a newer app's, or no journal's. */
function refuseUnknown(sqlite: Database.Database, path: string): void {
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  const known = MIGRATIONS.at(-1)?.version ?? 0;
  if (found > known) throw new Refusal({ code: 'journal/from-the-future', path, found, known });
  const isOurs = MIGRATIONS.some(({ version }) => version === found);
  const isNew = found === 0 && tablesOf(sqlite).length === 0;
  if (isOurs || isNew) return;
  const detail = `It has version ${String(found)}, which no journal ever had.`;
  throw new Refusal({ code: 'journal/damaged', path, detail });
}

/** Null when sound, else what SQLite says. */
export function quickCheck(sqlite: Database.Database): string | null {
  return toFinding(sqlite.pragma('quick_check(1)', { simple: true }));
}

/** Table by table until the time is over. */
function quickCheckFor(sqlite: Database.Database, timeMs: number): string | null {
  const endsAt = performance.now() + timeMs;
  for (const finding of findingsByTable(sqlite)) {
    if (finding !== null) return finding;
    if (performance.now() >= endsAt) break;
  }
  return null;
}

/** One finding per table, null for a sound one; the caller may do other things in between. */
export function* findingsByTable(sqlite: Database.Database): Generator<string | null> {
  const tables = tablesOf(sqlite);
  const ordered = [
    ...FIRST.filter((table) => tables.includes(table)),
    ...tables.filter((table) => !FIRST.includes(table)),
  ];
  for (const table of ordered) {
    yield toFinding(sqlite.pragma(`quick_check('${table}')`, { simple: true }));
  }
}

/** Everything SQLite can say of a journal that is open, the first few findings of each kind. */
export function findingsOf(db: Journal): readonly string[] {
  const inside = db.statement('PRAGMA integrity_check(5)').pluck().all() as string[];
  const lost = db
    .statement(
      `SELECT "table" || ' names a ' || parent || ' that is not there' FROM pragma_foreign_key_check
        GROUP BY "table", parent LIMIT 5`,
    )
    .pluck()
    .all() as string[];
  const uncounted = db
    .statement(
      `SELECT 'The run ' || tx_id || ' has ' || (SELECT count(*) FROM outcome o WHERE o.tx_id = run.tx_id)
          || ' outcomes for ' || row_count || ' rows of its plan'
        FROM run JOIN plan USING (plan_id) WHERE phase = 'ended'
          AND row_count <> (SELECT count(*) FROM outcome o WHERE o.tx_id = run.tx_id) LIMIT 5`,
    )
    .pluck()
    .all() as string[];
  return [...inside.filter((line) => line !== 'ok'), ...lost, ...uncounted];
}

function tablesOf(sqlite: Database.Database): readonly string[] {
  return sqlite
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
}

function toFinding(answer: unknown): string | null {
  return answer === 'ok' ? null : String(answer);
}

function isForWriters(failure: unknown): boolean {
  return (
    failure instanceof Database.SqliteError &&
    (failure.code.startsWith('SQLITE_READONLY') || failure.code.startsWith('SQLITE_CANTOPEN'))
  );
}
