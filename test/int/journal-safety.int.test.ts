/** Law: a journal is opened sound or not at all; what is refused is unchanged, and what is put back was sound. */
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import { isBackupDue, takeBackup } from '../../electron/engine/journal/backup.ts';
import { backupPath, listBackups, tooOld } from '../../electron/engine/journal/backup-files.ts';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { driveOfType } from '../../electron/engine/journal/drive.ts';
import { restoreBackup } from '../../electron/engine/journal/restore.ts';
import { spaceOf } from '../../electron/engine/journal/space.ts';
import {
  countEndedRuns,
  dropOldPairings,
  dropUnusedPlans,
} from '../../electron/engine/journal/thinning-repository.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import {
  ALL_OUTCOMES,
  AT,
  makeAuditRow,
  makeFolder,
  makePairing,
  makeRun,
} from '../journal-builders.ts';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'electron/cli/main.ts');
const isRoot = process.getuid?.() === 0;
const NOW = new Date('2026-03-02T10:00:00.000Z');

let folder: ReturnType<typeof makeFolder>;
let path: string;
beforeEach(() => {
  folder = makeFolder();
  path = join(folder.path, 'workspaces', 'sandbox', 'journal.sqlite');
});
afterEach(() => folder.remove());

function refusalOf(work: () => unknown): AppError | null {
  try {
    work();
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error;
    throw failure;
  }
}

function addRun(db: ReturnType<typeof openJournal>, pairingId: number, txId: string): void {
  makeRun(db, pairingId, txId, ALL_OUTCOMES);
  makeAuditRow(db, txId, ALL_OUTCOMES);
}

/** Three runs, a backup after the second, and one decision since. */
async function makeUsedJournal(): Promise<void> {
  const db = openJournal(path);
  const pairingId = makePairing(db);
  db.statement(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO record (snapshot_id, record_id, email, version) SELECT 2, 'r' || i, 'e' || i, '1' FROM n`,
  ).run();
  addRun(db, pairingId, 'tx-1');
  addRun(db, pairingId, 'tx-2');
  await takeBackup(db, new Date(AT), () => false);
  addRun(db, pairingId, 'tx-3');
  db.statement(
    `INSERT INTO decision_step (step_id, pairing_id, kind, diff_id, choice, actor, at)
       VALUES ('s-1', ?, 'decide', 1, 'salesforce', 'ann', '2026-03-02')`,
  ).run(pairingId);
  db.close();
}

/** Pages in the middle, where the rows of the lists lie. */
function overwritePages(): void {
  const size = statSync(path).size;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(16_384, 0xa5), 0, 16_384, Math.floor(size / 8192) * 4096);
  closeSync(file);
}

function cli(...args: readonly string[]) {
  const ran = spawnSync(
    process.execPath,
    [CLI, ...args, '--data', folder.path, '--workspace', 'sandbox'],
    { encoding: 'utf8' },
  );
  return { code: ran.status, out: `${ran.stdout}${ran.stderr}` };
}

const filesOf = (dir: string) =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

const DAMAGES: readonly (readonly [string, () => void])[] = [
  ['pages overwritten', overwritePages],
  ['its end cut off', () => truncateSync(path, Math.floor(statSync(path).size / 8192) * 4096)],
  ['nothing left of it', () => truncateSync(path, 0)],
  [
    'another header',
    () => {
      const file = openSync(path, 'r+');
      writeSync(file, 'PK\u0003\u0004 not SQLite', 0);
      closeSync(file);
    },
  ],
  [
    'the number of no version',
    () => {
      const db = new Database(path);
      db.pragma('user_version = 7');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    },
  ],
];

test.each(DAMAGES)(
  'with %s it is refused unchanged, and the last good backup is offered',
  async (_, damage) => {
    await makeUsedJournal();
    damage();
    const before = filesOf(folder.path);
    const error = refusalOf(() => openJournal(path));
    expect(error).toMatchObject({ code: 'journal/damaged', path, backup: { takenAt: AT } });
    expect(filesOf(folder.path)).toEqual(before);
  },
);

test('what would be lost is told in numbers where it can still be read', async () => {
  await makeUsedJournal();
  overwritePages();
  expect(refusalOf(() => openJournal(path))).toMatchObject({
    backup: { lost: { runs: 1, decisions: 1 } },
  });
});

test('a log that was not yet written into a damaged journal stays beside it', async () => {
  await makeUsedJournal();
  overwritePages();
  // A log as a process leaves it that was killed.
  writeFileSync(`${path}-wal`, '');
  appendFileSync(`${path}-wal`, Buffer.alloc(64, 1));
  const before = filesOf(folder.path);
  expect(refusalOf(() => openJournal(path))).toMatchObject({ code: 'journal/damaged' });
  expect(filesOf(folder.path)).toEqual(before);
});

test('putting a backup back keeps the damaged file to the letter, and the journal works again', async () => {
  await makeUsedJournal();
  overwritePages();
  const damaged = readFileSync(path);
  const offer = restoreBackup(path, null, NOW);
  expect(offer.lost).toEqual({ runs: 1, decisions: 1 });
  const db = openJournal(path);
  expect(db.statement('SELECT tx_id FROM audit ORDER BY seq').pluck().all()).toEqual([
    'tx-1',
    'tx-2',
  ]);
  db.close();
  expect(readFileSync(`${path}.damaged-20260302T100000Z`).equals(damaged)).toBe(true);
  expect(existsSync(backupPath(path, offer.name))).toBe(true);
});

test('a sound journal is not replaced unless a backup is named, and a damaged backup never is one', async () => {
  await makeUsedJournal();
  expect(refusalOf(() => restoreBackup(path, null, NOW))).toMatchObject({ code: 'usage/invalid' });
  const name = listBackups(path)[0]!.name;
  truncateSync(backupPath(path, name), 8192);
  expect(refusalOf(() => restoreBackup(path, name, NOW))).toMatchObject({ code: 'usage/invalid' });
  overwritePages();
  expect(refusalOf(() => openJournal(path))).not.toHaveProperty('backup');
});

test('doctor says what is wrong with exit code 7, and puts the backup back when told to', async () => {
  await makeUsedJournal();
  overwritePages();
  const refused = cli('doctor');
  expect(refused.out).toContain('The journal is damaged');
  expect(refused.out).toContain('Since then there were 1 run and 1 decision');
  expect(refused.code).toBe(7);
  const restored = cli('doctor', '--restore');
  expect(restored.out).toContain(`The journal is again as it was at ${AT}`);
  expect(restored.out).toContain('It is sound, and all 2 rows of the audit fit.');
  // Nobody is signed in; of the journal there is nothing left to say.
  expect(restored.code).toBe(4);
}, 60_000);

test('outcomes that do not tie to their plan are found by looking from end to end', async () => {
  await makeUsedJournal();
  const db = new Database(path);
  db.exec(`DROP TRIGGER outcome_is_kept; DELETE FROM outcome WHERE tx_id = 'tx-1' AND row = 1`);
  db.close();
  const { code, out } = cli('doctor');
  expect(out).toContain('The run tx-1 has');
  expect(code).toBe(7);
}, 60_000);

test('a backup is due after five runs or a day, holds what the journal held, and is one file', async () => {
  const db = openJournal(path);
  const pairingId = makePairing(db);
  expect(isBackupDue(db, NOW)).toBe(false);
  addRun(db, pairingId, 'tx-1');
  expect(isBackupDue(db, NOW)).toBe(true);
  const name = await takeBackup(db, NOW, () => false);
  expect(isBackupDue(db, NOW)).toBe(false);
  for (const n of [2, 3, 4, 5]) addRun(db, pairingId, `tx-${String(n)}`);
  expect(isBackupDue(db, NOW)).toBe(false);
  expect(isBackupDue(db, new Date(NOW.getTime() + 86_400_000))).toBe(true);
  addRun(db, pairingId, 'tx-6');
  expect(isBackupDue(db, NOW)).toBe(true);
  db.close();
  expect(readdirSync(join(path, '../backups'))).toEqual([name]);
  const backup = new Database(backupPath(path, name!), { readonly: true });
  expect(backup.prepare('SELECT tx_id FROM audit').pluck().all()).toEqual(['tx-1']);
  backup.close();
});

test('writes go on while a backup is made, and one that is stopped leaves nothing', async () => {
  await makeUsedJournal();
  const db = openJournal(path);
  const pairingId = Number(db.statement('SELECT pairing_id FROM pairing').pluck().get());
  const making = takeBackup(db, NOW, () => false);
  addRun(db, pairingId, 'tx-4');
  const name = await making;
  const backup = new Database(backupPath(path, name!), { readonly: true });
  expect(backup.pragma('integrity_check', { simple: true })).toBe('ok');
  backup.close();
  expect(await takeBackup(db, new Date(NOW.getTime() + 1000), () => true)).toBeNull();
  db.close();
  expect(listBackups(path).map((each) => each.name)).toContain(name);
  expect(readdirSync(join(path, '../backups')).filter((each) => each.includes('.part'))).toEqual(
    [],
  );
});

test('of old backups the newest five, one a day for a week and one a week for a month are kept', () => {
  const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();
  const backups = Array.from({ length: 24 * 60 }, (_, hours) => ({
    name: String(hours),
    takenAt: at(hours),
    runs: 1,
    bytes: 1,
  }));
  const gone = new Set(tooOld(backups, NOW));
  const kept = backups.filter((backup) => !gone.has(backup)).map(({ name }) => Number(name));
  expect(kept).toEqual([0, 1, 2, 3, 4, 24, 48, 72, 96, 120, 144, 168, 336, 504]);
});

test('thinning takes unused plans and lists nobody works on, and no outcome or audit row', async () => {
  await makeUsedJournal();
  const db = openJournal(path);
  const old = Number(db.statement('SELECT pairing_id FROM pairing').pluck().get());
  db.statement(
    `INSERT INTO snapshot (pairing_id, side, state, started_at, completed_at, facts, identity_rules)
       VALUES (?, 'voyage', 'current', '2026-01-01', '2026-01-01', '{}', '{}')`,
  ).run(old);
  const kept = ['outcome', 'audit', 'run', 'plan', 'decision_step'].map((table) =>
    db.statement(`SELECT count(*) FROM ${table}`).pluck().get(),
  );
  dropUnusedPlans(db);
  dropOldPairings(db, old, '2026-03-01');
  expect(db.statement('SELECT count(*) FROM snapshot').pluck().get()).toBe(1);
  dropOldPairings(db, null, '2025-12-01');
  expect(db.statement('SELECT count(*) FROM snapshot').pluck().get()).toBe(1);
  dropOldPairings(db, null, '2026-03-01');
  expect(db.statement('SELECT count(*) FROM snapshot').pluck().get()).toBe(0);
  expect(
    ['outcome', 'audit', 'run', 'plan', 'decision_step'].map((table) =>
      db.statement(`SELECT count(*) FROM ${table}`).pluck().get(),
    ),
  ).toEqual(kept);
  expect(countEndedRuns(db)).toBe(3);
  db.close();
});

test('a large journal that is mostly empty gives its room back when it is opened', () => {
  const first = openJournal(path);
  first
    .statement(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
         INSERT INTO workspace_setting SELECT 'n' || i, hex(zeroblob(60000)) FROM n`,
    )
    .run();
  first.statement('DELETE FROM workspace_setting').run();
  expect(spaceOf(first).freeBytes).toBeGreaterThan(64 * 1024 * 1024);
  first.close();
  const again = openJournal(path);
  expect(spaceOf(again).freeBytes).toBe(0);
  again.close();
  expect(statSync(path).size).toBeLessThan(2 * 1024 * 1024);
});

test('a journal in a folder that can’t be written is read-only, with exit code 7, and unchanged', () => {
  openJournal(path).close();
  const dir = join(path, '..');
  chmodSync(path, 0o444);
  chmodSync(`${path}.lock`, 0o444);
  chmodSync(dir, 0o555);
  chmodSync(folder.path, 0o755);
  const before = filesOf(folder.path);
  const script = `import { openJournal } from ${JSON.stringify(join(ROOT, 'electron/engine/journal/database.ts'))};
    try { openJournal(process.argv[1]); console.log('opened'); } catch (failure) { console.log(failure.error?.code); }`;
  // Root may write anywhere: then somebody else asks.
  const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', script, path], {
    encoding: 'utf8',
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  chmodSync(dir, 0o755);
  expect(ran.stdout.trim()).toBe('journal/read-only');
  expect(filesOf(folder.path)).toEqual(before);
});

function mountSmall(): string | null {
  const dir = join(folder.path, 'small');
  mkdirSync(dir);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir], { stdio: 'ignore' });
    return dir;
  } catch {
    return null;
  }
}

test('no room at start is a full disk, with exit code 6', (context) => {
  const dir = mountSmall();
  if (dir === null) return context.skip('Nothing can be mounted here.');
  try {
    expect(refusalOf(() => openJournal(join(dir, 'journal.sqlite')))).toMatchObject({
      code: 'journal/disk-full',
    });
  } finally {
    execFileSync('umount', [dir]);
  }
});

test.each([
  [0x6969, 'NFS', true],
  [0xff534d42, 'SMB', true],
  [-11317950, 'SMB', true],
  [0x65735546, 'FUSE', false],
])('a drive of type %i is %s', (type, name, isFarAway) => {
  expect(driveOfType(type, 'linux')).toEqual({ name, isFarAway });
});

test('an ordinary drive is nothing to speak of, nor a number of another system', () => {
  expect(driveOfType(0xef53, 'linux')).toBeNull();
  expect(driveOfType(0x6969, 'darwin')).toBeNull();
});

test.each([
  ['locked by another', () => openJournal(path), 'This workspace is open already'],
  [
    'of a newer version',
    () => {
      openJournal(path).close();
      const db = new Database(path);
      db.pragma('user_version = 99990');
      return db;
    },
    'written by a newer version',
  ],
] as const)(
  'a journal %s is said so with exit code 7',
  (_, make, said) => {
    const held = make();
    const { code, out } = cli('doctor');
    held.close();
    expect(out).toContain(said);
    expect(code).toBe(7);
  },
  60_000,
);
