/**
 * The gates of this machine in one small SQLite file, which may be deleted, damaged or out of reach: then
 * this process goes on by what it knows, and writes it anew when it can. Nothing here ever fails a request.
 * What only a process knew that sleeps until its wait is over is lost with the file until then.
 *
 * Measured: looking whether another process wrote costs 20 us, a change 70 us. A rollback journal, not WAL:
 * that would be 10 and 30 us, and leave two more files to disagree with one that was deleted. No fsync:
 * what a power cut takes is at worst one look too early.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { GateReason, GateRecord, GateStore } from '../sides/gate.ts';
import { LOOK_EVERY_MS, OPEN } from '../sides/gate.ts';

const FORGOTTEN_AFTER_MS = 86_400_000;
const TRY_AGAIN_AFTER_MS = 2_000;
const MOST_OPENINGS = 5;
const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];
const HELD = ['SQLITE_BUSY'];

/** A later shape gets a table of its own, so that two versions of the app may run side by side. */
const SCHEMA = `CREATE TABLE IF NOT EXISTS gate_1 (
  key TEXT PRIMARY KEY,
  closings INTEGER NOT NULL,
  strikes INTEGER NOT NULL,
  reason TEXT CHECK (reason IN ('rate-limited', 'concurrent', 'unavailable', 'unreachable')),
  closed_at REAL,
  closed_for REAL,
  probe TEXT,
  probe_at REAL,
  changed_at REAL NOT NULL
) STRICT, WITHOUT ROWID`;

interface Row {
  readonly key: string;
  readonly closings: number;
  readonly strikes: number;
  readonly reason: GateReason | null;
  readonly closed_at: number | null;
  readonly closed_for: number | null;
  readonly probe: string | null;
  readonly probe_at: number | null;
}

interface OpenFile {
  readonly inode: bigint;
  readonly version: () => unknown;
  readonly all: () => readonly Row[];
  readonly one: (key: string) => Row | undefined;
  readonly save: (key: string, record: GateRecord, isKept: boolean) => void;
  readonly atOnce: <T>(work: () => T) => T;
  readonly close: () => void;
}

/** `elapsedMs` goes on whatever the clock is set to. */
export function openGateFile(
  path: string,
  elapsedMs: () => number = () => performance.now(),
): GateStore {
  const known = new Map<string, GateRecord>();
  let file: OpenFile | null = null;
  let version: unknown = null;
  let nextLook = 0;

  /** The file as it lies there now. */
  function current(): OpenFile {
    if (file !== null && file.inode === inodeOf(path)) return file;
    file?.close();
    file = null;
    file = openSurely(path);
    for (const [key, record] of known) file.save(key, record, true);
    reload(file);
    return file;
  }

  function reload(from: OpenFile): void {
    version = from.version();
    known.clear();
    for (const row of from.all()) known.set(row.key, toRecord(row));
  }

  /** Null where the file could not be used, tried once more unless somebody holds it: it may just have been taken away. */
  function attempt<T>(work: (file: OpenFile) => T, isAgain = false): T | null {
    try {
      return work(current());
    } catch (failure) {
      file?.close();
      file = null;
      if (isOf(failure, DAMAGED)) remove(path);
      if (!isAgain && !isOf(failure, HELD)) return attempt(work, true);
      nextLook = elapsedMs() + TRY_AGAIN_AFTER_MS;
      return null;
    }
  }

  function look(): void {
    const now = elapsedMs();
    if (now < nextLook) return;
    nextLook = now + LOOK_EVERY_MS;
    attempt((opened) => {
      if (opened.version() !== version) reload(opened);
    });
  }

  const isWaiting = (): boolean => file === null && elapsedMs() < nextLook;
  const recall = (key: string): GateRecord => known.get(key) ?? OPEN;

  return {
    read(key) {
      look();
      return recall(key);
    },
    change(key, decide) {
      const inFile = isWaiting() ? null : attempt((opened) => changed(opened, key, decide));
      const inMemory = (): GateRecord => decide(recall(key)) ?? recall(key);
      known.set(key, inFile ?? inMemory());
      return recall(key);
    },
    close() {
      file?.close();
      file = null;
      nextLook = Infinity;
    },
  };
}

function changed(
  file: OpenFile,
  key: string,
  decide: (record: GateRecord) => GateRecord | null,
): GateRecord {
  return file.atOnce(() => {
    const row = file.one(key);
    const record = row === undefined ? OPEN : toRecord(row);
    const decided = decide(record);
    if (decided !== null) file.save(key, decided, false);
    return decided ?? record;
  });
}

/** Opened again where it was not yet there or was replaced meanwhile: else nobody knows which file this is. */
function openSurely(path: string): OpenFile {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 1; ; tries += 1) {
    const before = inodeOf(path);
    const opened = open(path);
    if (opened.inode === before || tries === MOST_OPENINGS) return opened;
    opened.close();
  }
}

function open(path: string): OpenFile {
  const sqlite = new Database(path, { timeout: 1_000 });
  try {
    sqlite.pragma('journal_mode = TRUNCATE');
    sqlite.pragma('synchronous = OFF');
    sqlite.exec(SCHEMA);
    const forgotten = Date.now() - FORGOTTEN_AFTER_MS;
    sqlite.prepare('DELETE FROM gate_1 WHERE changed_at < ?').run(forgotten);
    return fileOver(sqlite, path);
  } catch (failure) {
    sqlite.close();
    throw failure;
  }
}

function fileOver(sqlite: Database.Database, path: string): OpenFile {
  const version = sqlite.prepare('PRAGMA data_version').pluck();
  const all = sqlite.prepare<[], Row>('SELECT * FROM gate_1');
  const one = sqlite.prepare<[string], Row>('SELECT * FROM gate_1 WHERE key = ?');
  const columns =
    '(key, closings, strikes, reason, closed_at, closed_for, probe, probe_at, changed_at)';
  const save = sqlite.prepare(
    `INSERT OR REPLACE INTO gate_1 ${columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const keep = sqlite.prepare(
    `INSERT OR IGNORE INTO gate_1 ${columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    inode: inodeOf(path) ?? -1n,
    version: () => version.get(),
    all: () => all.all(),
    one: (key) => one.get(key),
    save: (key, { closings, strikes, closed }, isKept) => {
      (isKept ? keep : save).run(
        key,
        closings,
        strikes,
        closed?.reason ?? null,
        closed?.at ?? null,
        closed?.forMs ?? null,
        closed?.probe?.holder ?? null,
        closed?.probe?.at ?? null,
        Date.now(),
      );
    },
    atOnce: (work) => sqlite.transaction(work).immediate(),
    close: () => sqlite.close(),
  };
}

function toRecord(row: Row): GateRecord {
  const { closings, strikes, reason, closed_at: at, closed_for: forMs } = row;
  if (reason === null || at === null || forMs === null) return { closings, strikes, closed: null };
  const { probe: holder, probe_at: probeAt } = row;
  const probe = holder === null || probeAt === null ? null : { holder, at: probeAt };
  return { closings, strikes, closed: { reason, at, forMs, probe } };
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function isOf(failure: unknown, codes: readonly string[]): boolean {
  if (!(failure instanceof Database.SqliteError)) return false;
  return codes.some((code) => failure.code.startsWith(code));
}

function remove(path: string): void {
  for (const each of [path, `${path}-journal`]) {
    try {
      rmSync(each, { force: true });
    } catch {
      // Held by somebody else on Windows; the next try meets it again.
    }
  }
}
