/** A journal on disk with as much in it as a test needs: defaults plus overrides. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutcomeCode, RunStatus } from '../shared/domain/outcome.ts';
import { COUNT_OF_OUTCOME, OUTCOME_CODES } from '../shared/domain/outcome.ts';
import type { PlanSummary } from '../shared/domain/plan.ts';
import { DEFAULT_POLICY } from '../shared/domain/policy.ts';
import { chained } from '../electron/engine/audit/chain.ts';
import { insertAuditRow, readLastHash } from '../electron/engine/journal/audit-repository.ts';
import type { Journal } from '../electron/engine/journal/database.ts';
import { openJournal } from '../electron/engine/journal/database.ts';
import { insertOutcomes } from '../electron/engine/journal/outcome-repository.ts';
import { choosePairing, currentPairing } from '../electron/engine/journal/pairing-repository.ts';
import { completePlan, insertPlan } from '../electron/engine/journal/plan-repository.ts';
import { endRun, insertRun } from '../electron/engine/journal/run-repository.ts';

export const AT = '2026-03-01T10:00:00.000Z';

export function makeFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'reconcile-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function makeJournal(): {
  readonly db: Journal;
  readonly folder: string;
  readonly remove: () => void;
} {
  const folder = makeFolder();
  const db = openJournal(join(folder.path, 'journal.sqlite'));
  return {
    db,
    folder: folder.path,
    remove: () => {
      db.close();
      folder.remove();
    },
  };
}

export function makePairing(db: Journal): number {
  const facts = {
    name: 'list',
    expectedRows: null,
    statuses: [],
    absentFields: [],
    capacity: null,
  };
  choosePairing(db, {
    orgId: '00D000000000001AAA',
    campaignId: '701000000000001AAA',
    campaignName: 'Spring: "Conference" / 2026',
    accountId: 'acc_1',
    eventId: 'evt_1',
    eventName: 'Spring Conference',
    facts: {
      salesforce: { ...facts, side: 'salesforce', listId: '701000000000001AAA' },
      voyage: { ...facts, side: 'voyage', listId: 'evt_1' },
    },
    policy: DEFAULT_POLICY,
    at: AT,
  });
  return currentPairing(db)!.id;
}

function makeSummary(overrides: Partial<PlanSummary> = {}): PlanSummary {
  const none = { create: 0, update: 0, delete: 0 };
  return {
    digest: 'd'.repeat(64),
    direction: 'both',
    createdAt: AT,
    rows: 0,
    operations: 0,
    newLeads: 0,
    statusChanges: { salesforce: 0, voyage: 0 },
    fieldChanges: { salesforce: 0, voyage: 0 },
    counts: { salesforce: none, voyage: { ...none, cancel: 0 } },
    calls: { salesforce: 0, voyage: 0 },
    left: {
      conflicts: 0,
      proposals: 0,
      unmappedStatuses: [],
      duplicates: 0,
      noEmail: 0,
      noPerson: 0,
      skipped: 0,
      personFieldsOff: 0,
      guards: [],
    },
    warnings: [],
    blockedBy: null,
    ...overrides,
  };
}

/** A run under way with one outcome per code given, rows from 1. */
export function makeRun(
  db: Journal,
  pairingId: number,
  txId: string,
  outcomes: readonly OutcomeCode[],
): void {
  const planId = insertPlan(db, { pairingId, direction: 'both', createdAt: AT, madeFrom: '1.0' });
  completePlan(db, planId, {
    summary: makeSummary({ digest: txId, rows: outcomes.length }),
    members: 0,
    registrations: 0,
  });
  insertRun(db, {
    txId,
    planId,
    pairingId,
    mode: 'keep',
    workspace: 'demo',
    actor: 'ann',
    orgId: '00D000000000001AAA',
    campaignId: '701000000000001AAA',
    campaignName: 'Spring: "Conference" / 2026',
    eventId: 'evt_1',
    eventName: 'Spring Conference',
    batchSize: { salesforce: 200, voyage: 200 },
    link: {
      salesforce: 'https://org.example/lightning/r/CampaignMember/{id}/view',
      voyage: null,
    },
    startedAt: AT,
  });
  insertOutcomes(
    db,
    outcomes.map((outcome, index) => ({
      txId,
      row: index + 1,
      rowKey: `p${String(index)}@x.org`,
      email: `p${String(index)}@x.org`,
      name: index === 0 ? '=cmd()' : `Person "${String(index)}", of\nnowhere`,
      salesforceId: `00v${String(index)}`,
      voyageId: null,
      outcome,
      changes: [{ side: 'salesforce', field: 'status', before: 'Sent', after: 'Attended' }],
      message: `It is ${outcome}.`,
      nextStep: null,
      code: null,
      attempts: 1,
      finishedAt: AT,
      search: `p${String(index)}@x.org`,
    })),
  );
}

/** Ends a run with an audit row that holds its sums. */
export function makeAuditRow(
  db: Journal,
  txId: string,
  outcomes: readonly OutcomeCode[],
  status: RunStatus = 'partial',
): void {
  const count = (name: string): number =>
    outcomes.filter((code) => COUNT_OF_OUTCOME[code] === name).length;
  const row = {
    tx_id: txId,
    workspace: 'demo',
    org_id: '00D000000000001AAA',
    campaign_id: '701000000000001AAA',
    event_id: 'evt_1',
    direction: 'both' as const,
    status,
    imported: count('imported'),
    exported: count('exported'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    conflicted: count('conflicted'),
    failed: count('failed'),
    actor: 'ann',
    plan_digest: txId,
    started_at: AT,
    ended_at: AT,
  };
  db.transaction(() => {
    endRun(db, txId, { status, endedAt: AT });
    insertAuditRow(db, chained(row, readLastHash(db)));
  });
}

export const ALL_OUTCOMES = OUTCOME_CODES;
