import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../../shared/errors/app-error.ts';
import { Refusal } from '../refusal.ts';
import { readBytes, writeColumn } from './column-data.ts';
import { openJournal } from './database.ts';
import { journalErrorOf } from './journal-errors.ts';
import { backupPathOf, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { sketchSet } from './sketch-columns.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'deep', 'journal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LATEST = MIGRATIONS.at(-1)!.version;

function refusalOf(work: () => unknown): AppError | null {
  try {
    work();
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error;
    throw failure;
  }
}

/** A journal as an earlier version left it. */
function makeJournalOf(version: number, fill: (db: Database.Database) => void = () => undefined) {
  mkdirSync(join(folder, 'deep'), { recursive: true });
  const db = new Database(path);
  migrate(
    db,
    path,
    MIGRATIONS.filter((migration) => migration.version <= version),
  );
  fill(db);
  db.close();
}

function insertPairing(db: Database.Database): void {
  db.exec(`INSERT INTO pairing (org_id, campaign_id, account_id, event_id, campaign_name, event_name,
             salesforce_facts, voyage_facts, policy, chosen_at)
           VALUES ('00D', '701', 'acc', 'evt', 'Campaign', 'Event', '{}', '{}', '{}', '2026-01-01');
           INSERT INTO record (snapshot_id, record_id, email, version) VALUES (1, '00v1', 'a@x.org', '1');
           INSERT INTO base VALUES (1, 'a@x.org', '00v1', 'reg_1', '{}', '2026-01-01', 'tx-1');`);
}

test('a new journal is made with its folder, in WAL mode, with foreign keys on and every table STRICT', () => {
  const db = openJournal(path);
  expect(db.statement('PRAGMA journal_mode').pluck().get()).toBe('wal');
  expect(db.statement('PRAGMA foreign_keys').pluck().get()).toBe(1);
  expect(db.statement('PRAGMA user_version').pluck().get()).toBe(LATEST);
  const loose = db
    .statement(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    )
    .all();
  expect(loose).toEqual([]);
  db.close();
});

test.each([10, 20, 30])(
  'a journal of version %i comes up to date with its rows, and a copy from before is kept',
  (version) => {
    makeJournalOf(version, insertPairing);
    const db = openJournal(path);
    expect(db.statement('PRAGMA user_version').pluck().get()).toBe(LATEST);
    expect(db.statement('SELECT campaign_name FROM pairing').pluck().get()).toBe('Campaign');
    expect(db.statement('SELECT email FROM record').pluck().get()).toBe('a@x.org');
    expect(db.statement('SELECT row_key FROM base').pluck().get()).toBe('a@x.org');
    db.close();

    const backup = new Database(backupPathOf(path, version), { readonly: true });
    expect(backup.pragma('user_version', { simple: true })).toBe(version);
    expect(backup.prepare('SELECT count(*) FROM record').pluck().get()).toBe(1);
    backup.close();
  },
);

test('decisions of the step before last are kept by the steps that follow', () => {
  makeJournalOf(20, (db) => {
    insertPairing(db);
    db.exec(`INSERT INTO decision_step (step_id, pairing_id, kind, diff_id, choice, actor, at)
               VALUES ('s-1', 1, 'decide', 1, 'salesforce', 'ann', '2026-01-01');
             INSERT INTO decision (step, row_key, fields, was) VALUES (1, 'a@x.org', 1, 0);`);
  });
  const db = openJournal(path);
  expect(db.statement('SELECT row_key FROM decision').pluck().all()).toEqual(['a@x.org']);
  db.close();
});

test('audit rows of before notifications had lines are kept to the letter, and still final', () => {
  const hash = 'a'.repeat(64);
  makeJournalOf(30, (db) => {
    insertPairing(db);
    db.exec(`INSERT INTO plan (plan_id, pairing_id, direction, created_at, made_from)
               VALUES (1, 1, 'both', '2026-01-01', '1.0');
             INSERT INTO run (tx_id, plan_id, pairing_id, mode, phase, workspace, actor, org_id, campaign_id,
                 campaign_name, event_id, event_name, salesforce_batch, voyage_batch, started_at)
               VALUES ('tx-1', 1, 1, 'keep', 'sending', 'demo', 'ann', '00D', '701', 'C', 'evt', 'E', 1, 1,
                 '2026-01-01');
             INSERT INTO audit SELECT 1, 'tx-1', 'demo', '00D', '701', 'evt', 'both', 'succeeded',
               0, 0, 0, 0, 0, 0, 0, 'ann', 'd', '2026-01-01', '2026-01-02', '${'0'.repeat(64)}', '${hash}';`);
  });
  const db = openJournal(path);
  expect(db.statement('SELECT tx_id, previous_hash, hash FROM audit').all()).toEqual([
    { tx_id: 'tx-1', previous_hash: '0'.repeat(64), hash },
  ]);
  expect(() => db.statement(`UPDATE audit SET actor = 'bob'`).run()).toThrow(/not changed/);
  expect(() => db.statement('DELETE FROM audit').run()).toThrow(/not deleted/);
  const outcome = `INSERT INTO outcome (tx_id, row, row_key, outcome, changes, message, attempts, finished_at, search)
    VALUES ('tx-1', 1, 'a', 'imported', '[]', '', 1, '2026-01-01', '')`;
  expect(() => db.statement(outcome).run()).toThrow(/before its audit row/);
  db.close();
});

test('a step that fails leaves the journal at the version before it', () => {
  makeJournalOf(10, insertPairing);
  const db = new Database(path);
  const broken = { version: 20, sql: 'CREATE TABLE made (a INTEGER) STRICT; SELECT nonsense;' };
  expect(() => migrate(db, path, [...MIGRATIONS.slice(0, 1), broken])).toThrow(/nonsense/);
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'made'`).pluck().get()).toBe(
    0,
  );
  db.close();
});

test('a journal of a newer version is refused, and not a byte of it is changed', () => {
  makeJournalOf(LATEST);
  const newer = new Database(path);
  newer.pragma(`user_version = ${String(LATEST + 10)}`);
  newer.close();
  const before = readFileSync(path);
  expect(refusalOf(() => openJournal(path))).toEqual({
    code: 'journal/from-the-future',
    path,
    found: LATEST + 10,
    known: LATEST,
  });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(existsSync(join(folder, 'deep', 'backups'))).toBe(false);
});

test('a file that is no journal is called damaged and left as it is', () => {
  mkdirSync(join(folder, 'deep'), { recursive: true });
  writeFileSync(path, 'this is a letter, not a journal. '.repeat(100));
  const before = readFileSync(path);
  expect(refusalOf(() => openJournal(path))).toMatchObject({ code: 'journal/damaged', path });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a journal with pages overwritten is called damaged', () => {
  makeJournalOf(LATEST, (db) => {
    insertPairing(db);
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
             INSERT INTO record (snapshot_id, record_id, email, version) SELECT 2, 'r' || i, 'e' || i, '1' FROM n`);
  });
  const size = readFileSync(path).length;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(8192, 0xa5), 0, 8192, Math.floor(size / 8192 / 2) * 8192);
  expect(refusalOf(() => openJournal(path))).toMatchObject({ code: 'journal/damaged', path });
});

test('the same journal cannot be opened twice in one process, and can after it was closed', () => {
  const first = openJournal(path);
  expect(refusalOf(() => openJournal(path))).toEqual({ code: 'journal/locked', path });
  expect(first.statement('SELECT 1').pluck().get()).toBe(1);
  first.close();
  openJournal(path).close();
});

test('another process is locked out while one has the journal, and let in when that one is killed', async () => {
  const script = `import { openJournal } from ${JSON.stringify(join(import.meta.dirname, 'database.ts'))};
    globalThis.held = openJournal(process.argv[1]); console.log('open'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script, path]);
  await once(holder.stdout, 'data');
  expect(refusalOf(() => openJournal(path))).toEqual({ code: 'journal/locked', path });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  openJournal(path).close();
});

test('where no folder can be made the journal is read-only, not damaged', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const inFile = join(file, 'journal.sqlite');
  expect(refusalOf(() => openJournal(inFile))).toEqual({ code: 'journal/read-only', path: inFile });
});

test('a folder in the place of the journal is said to be unwritable', () => {
  mkdirSync(path, { recursive: true });
  expect(refusalOf(() => openJournal(path))).toEqual({ code: 'journal/read-only', path });
});

test('a full disk while writing is that, and the transaction is undone', () => {
  const db = openJournal(path);
  const pages = db.statement('PRAGMA page_count').pluck().get() as number;
  db.statement(`PRAGMA max_page_count = ${String(pages + 2)}`).get();
  let failure: unknown = null;
  try {
    db.transaction(() => {
      for (let i = 0; i < 2000; i += 1) {
        db.statement(`INSERT INTO workspace_setting VALUES (?, ?)`).run(`n${i}`, 'x'.repeat(500));
      }
    });
  } catch (thrown) {
    failure = thrown;
  }
  expect(journalErrorOf(path, failure)).toEqual({ code: 'journal/disk-full', path });
  expect(db.statement('SELECT count(*) FROM workspace_setting').pluck().get()).toBe(0);
  db.close();
});

test('a defect of ours is no failure of the journal', () => {
  expect(journalErrorOf(path, new TypeError('x is not a function'))).toBeNull();
});

test('nothing but the journal, its lock and its folder is left after closing', () => {
  openJournal(path).close();
  expect(readdirSync(join(folder, 'deep')).sort()).toEqual([
    'journal.sqlite',
    'journal.sqlite.lock',
  ]);
});

test('columns an earlier version laid in one piece are read as they were, and go whole', () => {
  const long = Uint8Array.from({ length: 700_001 }, (_, at) => at % 251);
  makeJournalOf(110, (db) => {
    const insert = db.prepare('INSERT INTO column_data (data) VALUES (?)');
    for (const data of [long, new Uint8Array()]) insert.run(data);
    db.exec(`INSERT INTO sketch (snapshot_id) VALUES (1);
             INSERT INTO sketch_column VALUES (1, 'long', 1), (1, 'none', 2)`);
  });
  const db = openJournal(path);
  const set = sketchSet(1);
  expect(Buffer.compare(readBytes(db, set, 'long'), long)).toBe(0);
  expect(readBytes(db, set, 'none')).toHaveLength(0);
  writeColumn(db, set, 'long', long.subarray(1));
  expect(Buffer.compare(readBytes(db, set, 'long'), long.subarray(1))).toBe(0);
  db.statement('DELETE FROM sketch_column').run();
  const left = '(SELECT count(*) FROM column_piece) + (SELECT count(*) FROM column_data)';
  expect(db.statement(`SELECT ${left}`).pluck().get()).toBe(0);
  db.close();
});
