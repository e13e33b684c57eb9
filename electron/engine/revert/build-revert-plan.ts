/**
 * A plan like any other that takes a finished run back: for each row the run wrote, what undoes it, or why it
 * is left alone. Frozen with a digest, held against the guards, carried out by the same push.
 * Errors: run/unknown, run/busy while a run has not ended, pairing/none, pull/none, review/superseded,
 * run/cancelled; usage/invalid for a run of another pairing.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PlanSummary, RevertFacts } from '../../../shared/domain/plan.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { checkGuards } from '../../../shared/reconcile/guards.ts';
import { planText } from '../../../shared/reconcile/plan-text.ts';
import { revertWarnings } from '../../../shared/texts/revert-warnings.ts';
import type { EngineContext } from '../context.ts';
import { diffOf, nowIso, refuse } from '../context.ts';
import { basesOf } from '../journal/base-repository.ts';
import { revisionOf } from '../journal/diff-repository.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import { insertOperation, readOperationsOfRows } from '../journal/operation-repository.ts';
import type { StoredPlan, StoredPlanRow } from '../journal/plan-repository.ts';
import {
  completePlan,
  dropSpentPlans,
  insertPlan,
  insertPlanRow,
  readPlan,
  readPreviousRows,
} from '../journal/plan-repository.ts';
import { countRecords, recordsOf } from '../journal/record-repository.ts';
import { dropOpenReverts, readLaterRuns, readRowsWritten } from '../journal/revert-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { findOpenRun, findRun } from '../journal/run-repository.ts';
import { estimateCalls } from '../push/estimate-calls.ts';
import { createFacets } from '../review/facets.ts';
import { createMeter } from '../sync/meter.ts';
import type { RevertTally } from './revert-tally.ts';
import { createRevertTally } from './revert-tally.ts';
import { effectsOf, revertRow } from './revert-row.ts';

const PAGE_ROWS = 1_000;

export async function buildRevertPlan(
  context: EngineContext,
  txId: string,
  signal: AbortSignal,
): Promise<StoredPlan> {
  const { db } = context;
  const run = endedRun(context, txId);
  const { diff } = diffOf(context);
  const madeFrom = revisionOf(db, run.pairingId);
  const createdAt = nowIso(context);
  const { direction } = run;
  const planId = db.transaction(() => {
    dropOpenReverts(db, run.pairingId);
    dropSpentPlans(db, run.pairingId, madeFrom);
    const { pairingId } = run;
    return insertPlan(db, { pairingId, direction, createdAt, madeFrom, reverts: txId });
  });
  const digest = createHash('sha256').update(
    JSON.stringify(['revert', txId, run.orgId, run.campaignId, run.eventId]),
  );
  const tally = createRevertTally();
  const meter = createMeter(context, { job: 'plan', stage: 'preparing', side: null, total: null });
  for (let after = 0; ;) {
    const page = readRowsWritten(db, run.planId, { after, count: PAGE_ROWS });
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.position;
    db.transaction(() => {
      for (const text of storePage(
        context,
        { run, planId, snapshots: diff.snapshots },
        page,
        tally,
      ))
        digest.update(text);
    });
    meter.at(tally.rows());
    await nextTurn();
    if (signal.aborted) refuse({ code: 'run/cancelled' });
  }

  const rowsPerSide = {
    salesforce: countRecords(db, diff.snapshots.salesforce),
    voyage: countRecords(db, diff.snapshots.voyage),
  };
  const { counts } = tally;
  const { classes } = createFacets(db)(diff);
  const revert: RevertFacts = {
    txId,
    ranAt: run.startedAt,
    changedSince: tally.left.changed,
    goneSince: tally.left.gone,
    takenBackBefore: tally.left.before,
    notBroughtBack: tally.left.deleted,
    deletedLeads: tally.deletedLeads(),
  };
  const summary: PlanSummary = {
    digest: digest.digest('hex'),
    direction,
    createdAt,
    rows: tally.rows(),
    operations: tally.operations.salesforce + tally.operations.voyage,
    newLeads: 0,
    statusChanges: tally.statusChanges,
    fieldChanges: tally.fieldChanges,
    counts,
    calls: estimateCalls(context, { counts, newLeads: 0, writesPerson: tally.writesPerson() }),
    left: {
      conflicts: 0,
      proposals: 0,
      unmappedStatuses: [],
      duplicates: 0,
      noEmail: 0,
      noPerson: 0,
      skipped: 0,
      personFieldsOff: 0,
      guards: checkGuards(
        {
          counts,
          rowsPerSide,
          matchedRows: classes['in-sync'] + classes['auto-merged'] + classes.conflict,
          previousRowsPerSide: readPreviousRows(db, run.pairingId),
          waived: new Set(),
        },
        diff.policy.guards,
      ),
    },
    warnings: revertWarnings(revert, counts),
    revert,
    blockedBy: null,
  };
  if (revisionOf(db, run.pairingId) !== madeFrom) refuse({ code: 'review/superseded' });
  completePlan(db, planId, {
    summary,
    // What each side has once this is carried out: the next plan is held against it.
    members: rowsPerSide.salesforce - counts.salesforce.delete,
    registrations: rowsPerSide.voyage - counts.voyage.delete,
  });
  meter.end('done');
  context.emit('changed', { what: 'plan' });
  return readPlan(db, planId) ?? refuse({ code: 'plan/unknown', digest: summary.digest });
}

function endedRun(context: EngineContext, txId: string): Run {
  const { db } = context;
  const run = findRun(db, txId) ?? refuse({ code: 'run/unknown', txId });
  const { pairing } = diffOf(context);
  if (run.pairingId !== pairing.id) {
    const detail = `Run ${txId} wrote “${run.campaignName}” and “${run.eventName}”: choose those two first, then take it back.`;
    refuse({ code: 'usage/invalid', detail });
  }
  const open = run.phase === 'ended' ? findOpenRun(db, pairing.id) : run;
  if (open !== null) refuse({ code: 'run/busy', txId: open.txId });
  return run;
}

interface Target {
  readonly run: Run;
  readonly planId: number;
  readonly snapshots: { readonly salesforce: number; readonly voyage: number };
}

/** Answers what the digest covers of each row. */
function storePage(
  { db }: EngineContext,
  { run, planId, snapshots }: Target,
  rows: readonly StoredPlanRow[],
  tally: RevertTally,
): readonly string[] {
  const rowKeys = rows.map(({ rowKey }) => rowKey);
  const stored = readOperationsOfRows(
    db,
    run.planId,
    rows.map(({ position }) => position),
  );
  const effects = rows.map(({ position }) => effectsOf(stored.get(position) ?? []));
  const idOf = ({ answer, draft }: StoredOperation): string =>
    answer?.recordId ?? draft.recordId ?? '';
  const records = new Map<string, SideRecord>();
  for (const side of SIDES) {
    const ids = effects.flat().filter(({ draft }) => draft.side === side);
    for (const [id, record] of recordsOf(db, { id: snapshots[side], side }, ids.map(idOf))) {
      records.set(`${side} ${id}`, record);
    }
  }
  const later = readLaterRuns(db, run, rowKeys);
  const bases = basesOf(db, run.pairingId, rowKeys);
  return rows.flatMap((row, index) => {
    const own = effects[index] ?? [];
    if (own.length === 0) return [];
    const recordNow = (effect: StoredOperation): SideRecord | null =>
      records.get(`${effect.draft.side} ${idOf(effect)}`) ?? null;
    const reverted = revertRow(run.txId, own, recordNow, later.get(row.rowKey) ?? null);
    const position = tally.rows() + 1;
    const { operations, preset } = reverted;
    const created = (side: 'salesforce' | 'voyage'): string | null =>
      own.find(({ draft }) => draft.side === side)?.answer?.recordId ?? null;
    insertPlanRow(db, planId, {
      ...row,
      position,
      memberId: row.memberId ?? created('salesforce'),
      registrationId: row.registrationId ?? created('voyage'),
      operations: operations.length,
      preset,
      frozen: null,
      base: operations.length > 0 ? row.baseBefore : null,
      baseBefore: bases.get(row.rowKey) ?? null,
    });
    for (const { draft, deletePerson } of operations) {
      insertOperation(db, planId, {
        position,
        undoOf: null,
        seq: tally.operations[draft.side],
        draft,
        identity: row.identity,
        deletePerson,
      });
      tally.operations[draft.side] += 1;
    }
    tally.add(reverted);
    const people = operations.map(({ deletePerson }) => deletePerson?.id ?? '').join(' ');
    return operations.length === 0
      ? []
      : [`${row.rowKey}\n${planText(operations.map(({ draft }) => draft))}${people}\n`];
  });
}
