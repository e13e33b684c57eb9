/** Law: an audit row is taken only when it is true and next in the chain, and no later change goes unseen. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import type { AuditRow } from '../../../shared/domain/audit.ts';
import { FIRST_PREVIOUS_HASH } from '../../../shared/domain/audit.ts';
import {
  ALL_OUTCOMES,
  AT,
  makeAuditRow,
  makeJournal,
  makePairing,
  makeRun,
} from '../../../test/journal-builders.ts';
import { openJournal } from '../journal/database.ts';
import { findAuditRow, insertAuditRow, readLastHash } from '../journal/audit-repository.ts';
import { insertCallback } from '../journal/callback-repository.ts';
import { insertOutcomes } from '../journal/outcome-repository.ts';
import { chained, hashOf } from './chain.ts';
import { verifyAudit } from './verify-audit.ts';

let journal: ReturnType<typeof makeJournal>;
let pairingId: number;

beforeEach(() => {
  journal = makeJournal();
  pairingId = makePairing(journal.db);
});
afterEach(() => {
  journal.remove();
});

const clock = () => new Date(AT);

/** What somebody with a SQLite shell could do: the triggers are dropped first. */
function tamper(sql: string, ...triggers: readonly string[]): void {
  const path = journal.db.path;
  journal.db.close();
  const sqlite = new Database(path);
  for (const trigger of triggers) sqlite.exec(`DROP TRIGGER ${trigger}`);
  sqlite.exec(sql);
  sqlite.close();
  journal = { ...journal, db: openJournal(path) };
}

function makeThreeRuns(): void {
  for (const txId of ['tx-1', 'tx-2', 'tx-3']) {
    makeRun(journal.db, pairingId, txId, ALL_OUTCOMES);
    makeAuditRow(journal.db, txId, ALL_OUTCOMES);
  }
}

test('a chain of runs with every outcome is verified', () => {
  makeThreeRuns();
  expect(verifyAudit(journal.db, clock)).toEqual({
    verified: true,
    rows: 3,
    brokenAt: null,
    checkedAt: AT,
    elapsedMs: 0,
  });
  expect(findAuditRow(journal.db, 'tx-1')?.previous_hash).toBe(FIRST_PREVIOUS_HASH);
  expect(findAuditRow(journal.db, 'tx-2')?.previous_hash).toBe(
    findAuditRow(journal.db, 'tx-1')?.hash,
  );
});

test('the hash is over the canonical JSON of the row without its hash', () => {
  makeThreeRuns();
  const { hash, ...row } = findAuditRow(journal.db, 'tx-2')!;
  const backwards = Object.fromEntries(Object.entries(row).reverse()) as typeof row;
  expect(hashOf(backwards)).toBe(hash);
});

test('a changed audit row is found', () => {
  makeThreeRuns();
  tamper(`UPDATE audit SET actor = 'bob' WHERE tx_id = 'tx-2'`, 'audit_is_final');
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'tx-2' });
});

test('an audit row changed together with its hash is found by the row after it', () => {
  makeThreeRuns();
  const row = { ...findAuditRow(journal.db, 'tx-2')!, actor: 'bob' };
  tamper(
    `UPDATE audit SET actor = 'bob', hash = '${hashOf(row)}' WHERE tx_id = 'tx-2'`,
    'audit_is_final',
  );
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'tx-3' });
});

test('a removed outcome is found, and so is a changed one', () => {
  makeThreeRuns();
  tamper(`DELETE FROM outcome WHERE tx_id = 'tx-3' AND row = 1`, 'outcome_is_kept');
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'tx-3' });
  tamper(
    `UPDATE outcome SET outcome = 'failed' WHERE tx_id = 'tx-1' AND outcome = 'imported'`,
    'outcome_is_final',
  );
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'tx-1' });
});

test('a removed last audit row is found by its run', () => {
  makeThreeRuns();
  tamper(`DELETE FROM audit WHERE tx_id = 'tx-3'`, 'audit_is_kept');
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'tx-3' });
});

test('an audit row whose counts are not the sums of its outcomes is not taken', () => {
  makeRun(journal.db, pairingId, 'tx-1', ['imported', 'failed']);
  expect(() => makeAuditRow(journal.db, 'tx-1', ['imported', 'imported'])).toThrow(
    /holds the sums/,
  );
  expect(() => makeAuditRow(journal.db, 'tx-1', ['imported'])).toThrow(/holds the sums/);
  makeAuditRow(journal.db, 'tx-1', ['failed', 'imported']);
});

test.each(ALL_OUTCOMES)('%s is counted by the journal as it is counted by us', (outcome) => {
  makeRun(journal.db, pairingId, 'tx-1', [outcome]);
  makeAuditRow(journal.db, 'tx-1', [outcome]);
  expect(verifyAudit(journal.db, clock).verified).toBe(true);
});

test('an audit row is not taken before every row of the plan has its outcome', () => {
  makeRun(journal.db, pairingId, 'tx-1', ['imported', 'failed']);
  journal.db.statement('UPDATE plan SET row_count = 3').run();
  expect(() => makeAuditRow(journal.db, 'tx-1', ['imported', 'failed'])).toThrow(/holds the sums/);
});

test('audit rows and outcomes are only ever added', () => {
  makeThreeRuns();
  const { db } = journal;
  for (const sql of [
    `UPDATE audit SET actor = 'bob'`,
    `DELETE FROM audit`,
    `UPDATE outcome SET message = ''`,
    `DELETE FROM outcome`,
    `INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3`,
    `INSERT OR REPLACE INTO outcome SELECT * FROM outcome WHERE tx_id = 'tx-1' AND row = 1`,
  ]) {
    expect(() => db.statement(sql).run(), sql).toThrow();
  }
  const row = findAuditRow(db, 'tx-3')!;
  expect(() => insertAuditRow(db, chained({ ...row, tx_id: 'tx-4' }, 'f'.repeat(64)))).toThrow();
  expect(verifyAudit(db, clock)).toMatchObject({ verified: true, rows: 3 });
});

/** A notification that was ignored, and its line. */
function makeIgnored(txId: string, changes: Partial<AuditRow> = {}): void {
  const { db } = journal;
  const row = {
    tx_id: txId,
    workspace: 'demo',
    org_id: '',
    campaign_id: '701',
    event_id: '',
    direction: 'callback' as const,
    status: 'ignored' as const,
    imported: 0,
    exported: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    conflicted: 0,
    failed: 0,
    actor: 'voyage callback',
    plan_digest: txId,
    started_at: AT,
    ended_at: AT,
    ...changes,
  };
  insertCallback(db, {
    id: txId,
    campaignId: '701',
    kind: 'changed',
    occurredAt: AT,
    deliveredAt: AT,
    accountId: 'acc_1',
    receivedAt: AT,
    auditTx: txId,
  });
  insertAuditRow(db, chained(row, readLastHash(db)));
}

test('lines about ignored notifications stand in the same chain, and none is taken out unseen', () => {
  makeIgnored('cb-1');
  makeThreeRuns();
  makeIgnored('cb-2');
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: true, rows: 5 });
  tamper(`DELETE FROM audit WHERE tx_id = 'cb-2'`, 'audit_is_kept');
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'cb-2' });
  tamper(`UPDATE audit SET campaign_id = '702' WHERE tx_id = 'cb-1'`, 'audit_is_final');
  expect(verifyAudit(journal.db, clock)).toMatchObject({ verified: false, brokenAt: 'cb-1' });
});

test('a line about a notification counts nothing, and is no run’s', () => {
  makeRun(journal.db, pairingId, 'tx-1', ['imported']);
  expect(() => makeIgnored('cb-1', { imported: 1 })).toThrow(/CHECK/);
  expect(() => makeIgnored('cb-2', { status: 'succeeded' })).toThrow(/CHECK/);
  expect(() => makeIgnored('cb-3', { direction: 'both' })).toThrow(/holds the sums/);
  expect(() => makeIgnored('tx-1')).toThrow(/not a notification/);
});

test('no outcome is added to a run that has its audit row', () => {
  makeThreeRuns();
  const outcome = {
    txId: 'tx-1',
    row: 99,
    rowKey: 'x',
    email: null,
    name: null,
    salesforceId: null,
    voyageId: null,
    outcome: 'imported' as const,
    changes: [],
    message: '',
    nextStep: null,
    code: null,
    attempts: 0,
    finishedAt: AT,
  };
  expect(() => insertOutcomes(journal.db, [{ ...outcome, search: '' }])).toThrow(
    /before its audit row/,
  );
});

test('a run in which a record stood in no row, or in two, is found', () => {
  makeThreeRuns();
  const { db } = journal;
  const note = db.statement('INSERT INTO run_tie VALUES (?, 4, ?, 3, ?)');
  note.run('tx-1', 4, 3);
  expect(verifyAudit(db, clock).verified).toBe(true);
  note.run('tx-2', 4, -1);
  expect(verifyAudit(db, clock)).toMatchObject({ verified: false, brokenAt: 'tx-2' });
});
