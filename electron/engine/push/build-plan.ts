/**
 * Builds the plan: what the decisions and policies imply, row by row in review order, frozen with a digest.
 *
 * A plan that still stands (same direction, comparison and decisions) is not built twice. Batches of rows
 * are stored as they are made; a plan not finished is no plan, and is dropped by the next.
 * Errors: review/superseded when the review changed meanwhile, run/busy while a run waits, run/cancelled.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Values } from '../../../shared/domain/fields.ts';
import type { OperationDraft, PlanSummary } from '../../../shared/domain/plan.ts';
import type { RowDiff } from '../../../shared/domain/row.ts';
import type { Direction } from '../../../shared/domain/side.ts';
import { advanceBase } from '../../../shared/reconcile/advance-base.ts';
import { applyChoices } from '../../../shared/reconcile/decide.ts';
import { checkGuards } from '../../../shared/reconcile/guards.ts';
import type { PlanOptions } from '../../../shared/reconcile/plan.ts';
import { planRow } from '../../../shared/reconcile/plan.ts';
import { planText } from '../../../shared/reconcile/plan-text.ts';
import { planWarnings } from '../../../shared/texts/plan-warnings.ts';
import type { EngineContext } from '../context.ts';
import { diffOf, nowIso, refuse } from '../context.ts';
import { revisionOf } from '../journal/diff-repository.ts';
import { readDuplicateChoices } from '../journal/duplicate-repository.ts';
import { insertOperation } from '../journal/operation-repository.ts';
import type { StoredPlan } from '../journal/plan-repository.ts';
import {
  completePlan,
  dropSpentPlans,
  findOpenPlan,
  insertPlan,
  insertPlanRow,
  readPlan,
  readPreviousRows,
} from '../journal/plan-repository.ts';
import { countRecords } from '../journal/record-repository.ts';
import { dropOpenReverts } from '../journal/revert-repository.ts';
import { findOpenRun } from '../journal/run-repository.ts';
import { fold } from '../review/fold.ts';
import { createMeter } from '../sync/meter.ts';
import type { ReviewedRow } from '../sync/read-rows.ts';
import { readRowDiffs } from '../sync/read-rows.ts';
import { reconcileContext } from '../sync/reconcile-context.ts';
import { estimateCalls } from './estimate-calls.ts';
import type { PlanTally } from './plan-tally.ts';
import { createPlanTally } from './plan-tally.ts';

const PAGE_ROWS = 1_000;

export async function buildPlan(
  context: EngineContext,
  direction: Direction,
  signal: AbortSignal,
): Promise<StoredPlan> {
  const { db } = context;
  const { pairing, diff } = diffOf(context);
  const waiting = findOpenRun(db, pairing.id);
  if (waiting !== null) refuse({ code: 'run/busy', txId: waiting.txId });

  db.transaction(() => dropOpenReverts(db, pairing.id));
  const madeFrom = revisionOf(db, pairing.id);
  const standing = findOpenPlan(db, pairing.id, direction, madeFrom);
  if (standing !== null) return standing;

  const createdAt = nowIso(context);
  const planId = db.transaction(() => {
    dropSpentPlans(db, pairing.id, madeFrom);
    return insertPlan(db, { pairingId: pairing.id, direction, createdAt, madeFrom });
  });
  const rules = reconcileContext(diff.policy, pairing.facts, new Set());
  const { unwritable } = pairing.facts.salesforce;
  const tally = createPlanTally(direction);
  const digest = createHash('sha256').update(
    JSON.stringify([
      pairing.orgId,
      pairing.campaignId,
      pairing.accountId,
      pairing.eventId,
      direction,
    ]),
  );
  const meter = createMeter(context, {
    job: 'plan',
    stage: 'preparing',
    side: null,
    total: diff.rows,
  });

  for (let after = 0; ;) {
    const page = readRowDiffs(context, { after, count: PAGE_ROWS });
    const last = page.at(-1);
    if (last === undefined) break;
    const rowKeys = page.map(({ row }) => row.rowKey);
    const choices = readDuplicateChoices(db, pairing.id, rowKeys);
    db.transaction(() => {
      for (const reviewed of page) {
        const duplicate = choices.get(reviewed.row.rowKey) ?? null;
        const options = { ...rules, direction, unwritable, duplicate };
        const drafts = storeRow(context, planId, reviewed, options, tally);
        if (drafts.length > 0) digest.update(`${reviewed.row.rowKey}\n${planText(drafts)}`);
      }
    });
    after = last.position;
    meter.at(after);
    await nextTurn();
    if (signal.aborted) refuse({ code: 'run/cancelled' });
  }

  const rowsPerSide = {
    salesforce: countRecords(db, diff.snapshots.salesforce),
    voyage: countRecords(db, diff.snapshots.voyage),
  };
  const calls = estimateCalls(context, {
    counts: tally.counts,
    newLeads: tally.newLeads(),
    writesPerson: tally.writesPerson(),
  });
  const left = tally.left();
  const summary: PlanSummary = {
    digest: digest.digest('hex'),
    direction,
    createdAt,
    rows: tally.rows(),
    operations: tally.operations.salesforce + tally.operations.voyage,
    newLeads: tally.newLeads(),
    statusChanges: tally.statusChanges,
    fieldChanges: tally.fieldChanges,
    counts: tally.counts,
    calls,
    left: {
      ...left,
      guards: checkGuards(
        {
          counts: tally.counts,
          rowsPerSide,
          matchedRows: tally.matchedRows(),
          previousRowsPerSide: readPreviousRows(db, pairing.id),
          waived: new Set(),
        },
        diff.policy.guards,
      ),
    },
    warnings: planWarnings({
      counts: tally.counts,
      calls,
      newLeads: tally.newLeads(),
      personFieldsOff: left.personFieldsOff,
      notWritable: tally.notWritable(),
      registrations: rowsPerSide.voyage,
      capacity: pairing.facts.voyage.capacity,
      absentFields: {
        salesforce: pairing.facts.salesforce.absentFields,
        voyage: pairing.facts.voyage.absentFields,
      },
      callsToday: context.connections.known('salesforce')?.identity.callsToday ?? null,
    }),
    blockedBy: null,
  };
  if (revisionOf(db, pairing.id) !== madeFrom) refuse({ code: 'review/superseded' });
  completePlan(db, planId, {
    summary,
    members: rowsPerSide.salesforce,
    registrations: rowsPerSide.voyage,
  });
  meter.end('done');
  context.emit('changed', { what: 'plan' });
  db.carryOver();
  return readPlan(db, planId) ?? refuse({ code: 'plan/unknown', digest: summary.digest });
}

function storeRow(
  context: EngineContext,
  planId: number,
  { position, row, choices, person }: ReviewedRow,
  options: Omit<PlanOptions, 'person'>,
  tally: PlanTally,
): readonly OperationDraft[] {
  const { db } = context;
  const resolution = applyChoices(row, choices, null, options);
  const planned = planRow(row, resolution, { ...options, person });
  const { operations } = planned;
  const shown = row.member?.values ?? row.registration?.values;
  const name = nameOf(shown);
  const email = shown?.email ?? row.registration?.values.email ?? row.identity;
  const base = operations.length > 0 ? null : advanceBase(row, resolution, []);
  insertPlanRow(db, planId, {
    position,
    rowKey: row.rowKey,
    identity: row.identity,
    name,
    email,
    memberId: row.member?.recordId ?? null,
    registrationId: row.registration?.recordId ?? null,
    operations: operations.length,
    preset: planned.preset,
    frozen: operations.length > 0 ? { row, resolution } : null,
    base: isSameBase(base, row.base) ? null : base,
    baseBefore: operations.length > 0 ? row.base : null,
    search: fold([name, email, row.identity].filter((text) => text !== null).join(' ')),
  });
  for (const draft of operations) {
    insertOperation(db, planId, {
      position,
      undoOf: null,
      seq: tally.operations[draft.side],
      draft,
      identity: row.identity,
      deletePerson: null,
    });
    tally.operations[draft.side] += 1;
  }
  tally.add(row, resolution, planned);
  return operations;
}

function nameOf(values: Values | undefined): string | null {
  const name = [values?.firstName, values?.lastName].filter((part) => part != null).join(' ');
  return name === '' ? null : name;
}

function isSameBase(base: RowDiff['base'], old: RowDiff['base']): boolean {
  return base === old || JSON.stringify(base) === JSON.stringify(old);
}
