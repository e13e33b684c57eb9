/** What is shown of a plan. */
import type { Field } from '../../../shared/domain/fields.ts';
import type { PlanSummary } from '../../../shared/domain/plan.ts';
import type { EngineRequests } from '../../../shared/ipc/engine-contract.ts';
import type { PlanChange, PlanRow } from '../../../shared/ipc/engine-views.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';
import { pairingOf, refuse } from '../context.ts';
import { revisionOf } from '../journal/diff-repository.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import { readOperationsOfRows } from '../journal/operation-repository.ts';
import type { StoredPlan } from '../journal/plan-repository.ts';
import { findNewestPlan, findPlan } from '../journal/plan-repository.ts';
import { countPlanRows, readPlanRows } from '../journal/plan-row-repository.ts';
import { currentPairing } from '../journal/pairing-repository.ts';
import { findRunOfPlan } from '../journal/run-repository.ts';
import { fold } from '../review/fold.ts';

/** The summary with the guards waived by now, and whether the push may go. */
export function shownPlan(plan: StoredPlan): PlanSummary {
  const guards = plan.summary.left.guards.map((guard) => ({
    ...guard,
    isWaived: plan.waived.has(guard.name),
  }));
  const left = { ...plan.summary.left, guards };
  return { ...plan.summary, left, blockedBy: blockedBy({ ...plan.summary, left }) };
}

function blockedBy(summary: PlanSummary): PlanSummary['blockedBy'] {
  if (summary.left.unmappedStatuses.length > 0) return 'unmapped-status';
  if (summary.left.guards.some((guard) => guard.isTripped && !guard.isWaived)) return 'guard';
  return summary.operations === 0 ? 'nothing-to-do' : null;
}

/**
 * The plan of that digest. Refuses with plan/unknown, and with plan/superseded when the review it was made
 * from has changed since; one that was carried out stays to be looked at.
 */
export function standingPlan(context: EngineContext, digest: string): StoredPlan {
  const { db } = context;
  const plan = findPlan(db, digest);
  if (plan?.pairingId !== pairingOf(context).id) return refuse({ code: 'plan/unknown', digest });
  if (findRunOfPlan(db, plan.planId) === null && isSuperseded(context, plan)) {
    refuse({ code: 'plan/superseded', digest });
  }
  return plan;
}

function isSuperseded(context: EngineContext, plan: StoredPlan): boolean {
  return plan.madeFrom !== revisionOf(context.db, plan.pairingId);
}

/** The newest plan of the pairing in use, as long as it stands and was not carried out. */
export function openPlan(context: EngineContext): PlanSummary | null {
  const pairing = currentPairing(context.db);
  const plan = pairing === null ? null : findNewestPlan(context.db, pairing.id);
  if (plan === null || isSuperseded(context, plan)) return null;
  return findRunOfPlan(context.db, plan.planId) === null ? shownPlan(plan) : null;
}

export function planRows(
  context: EngineContext,
  plan: StoredPlan,
  input: EngineRequests['plan:rows']['input'],
): EngineRequests['plan:rows']['output'] {
  const { db } = context;
  const filter = { search: fold(input.search), onlyOperations: input.onlyOperations };
  const rows = readPlanRows(db, plan.planId, filter, { from: input.from, count: input.count });
  const operations = readOperationsOfRows(
    db,
    plan.planId,
    rows.map((row) => row.position),
  );
  return {
    total: countPlanRows(db, plan.planId, filter),
    rows: rows.map((row): PlanRow => {
      const own = (operations.get(row.position) ?? []).filter(({ undoOf }) => undoOf === null);
      return {
        position: row.position,
        name: row.name,
        email: row.email,
        salesforce: changesOn('salesforce', own),
        voyage: changesOn('voyage', own),
        outcome: row.preset?.outcome ?? null,
        message: row.preset?.message ?? null,
      };
    }),
  };
}

function changesOn(side: Side, operations: readonly StoredOperation[]): readonly PlanChange[] {
  return operations
    .filter(({ draft }) => draft.side === side)
    .map(({ draft, deletePerson }) => ({
      op: draft.op,
      createsPerson: draft.createPerson,
      ...(deletePerson === null ? {} : { deletesPerson: true }),
      changes: (Object.keys(draft.fields) as Field[]).map((field) => ({
        field,
        before: draft.before[field] ?? null,
        after: draft.fields[field] ?? null,
      })),
    }));
}
