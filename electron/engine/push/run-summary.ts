import type { RunSummary } from '../../../shared/ipc/engine-views.ts';
import { countOutcomes, runStatus } from '../../../shared/reconcile/outcome.ts';
import { addsUp } from '../audit/verify-audit.ts';
import type { EngineContext } from '../context.ts';
import { refuse } from '../context.ts';
import { findAuditRow } from '../journal/audit-repository.ts';
import { countByOutcome } from '../journal/outcome-repository.ts';
import { readPlan } from '../journal/plan-repository.ts';
import { findRevertOf } from '../journal/revert-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import type { RunTie } from '../journal/tie-repository.ts';
import { readTie } from '../journal/tie-repository.ts';
import { shownPlan } from './plan-view.ts';

export function summaryOf(context: EngineContext, run: Run): RunSummary {
  const { db } = context;
  const outcomes = countByOutcome(db, run.txId);
  const counts = countOutcomes(outcomes);
  const audit = findAuditRow(db, run.txId);
  const plan = readPlan(db, run.planId) ?? refuse({ code: 'plan/unknown', digest: run.digest });
  const { left } = shownPlan(plan);
  const tie = readTie(db, run.txId);
  return {
    txId: run.txId,
    direction: run.direction,
    mode: run.mode,
    status:
      run.status ??
      runStatus(counts, {
        mode: run.mode,
        wasCancelled: false,
        wasRolledBack: false,
        isBlocked: false,
        isInterrupted: true,
      }),
    counts,
    outcomes,
    left: {
      conflicts: left.conflicts,
      proposals: left.proposals,
      unmappedStatuses: left.unmappedStatuses,
      guards: [...new Set(left.guards.filter((guard) => guard.isTripped).map(({ name }) => name))],
    },
    calls: run.calls,
    planDigest: run.digest,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    campaignName: run.campaignName,
    eventName: run.eventName,
    actor: run.actor,
    reverts: run.reverts,
    revertedBy: findRevertOf(db, run.txId),
    tie,
    addsUp:
      isTied(tie) &&
      audit !== null &&
      counts.rows === run.rowCount &&
      addsUp(audit, new Map(Object.entries(outcomes) as [keyof typeof outcomes, number][])),
  };
}

function isTied(tie: RunTie | null): boolean {
  return (
    tie === null || (tie.members === tie.memberRows && tie.registrations === tie.registrationRows)
  );
}
