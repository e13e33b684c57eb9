/** The end of a run: the last outcomes, its audit row and its end are one transaction. */
import { countOutcomes, runStatus } from '../../../shared/reconcile/outcome.ts';
import { chained } from '../audit/chain.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import { insertAuditRow, readLastHash } from '../journal/audit-repository.ts';
import { recountSnapshot } from '../journal/confirmed-repository.ts';
import { noteTie } from '../journal/tie-repository.ts';
import { settleUnsent } from '../journal/operation-repository.ts';
import { countByOutcome } from '../journal/outcome-repository.ts';
import { readRowsWithoutOutcome } from '../journal/plan-row-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { endRun } from '../journal/run-repository.ts';
import { settleRows } from './settle-rows.ts';
import { NOT_ATTEMPTED } from './write-batch.ts';

const PAGE_ROWS = 1_000;

export function finishRun(context: EngineContext, run: Run): void {
  const { db } = context;
  db.transaction(() => {
    const endedAt = nowIso(context);
    settleUnsent(db, run.planId, NOT_ATTEMPTED);
    for (let after = 0; ;) {
      const rows = readRowsWithoutOutcome(db, run.planId, run.txId, { after, count: PAGE_ROWS });
      const last = rows.at(-1);
      if (last === undefined) break;
      settleRows(db, run, rows, endedAt);
      after = last.position;
    }
    const counts = countOutcomes(countByOutcome(db, run.txId));
    const status = runStatus(counts, {
      mode: run.mode,
      wasCancelled: run.isCancelled,
      wasRolledBack: run.phase === 'undoing',
      isBlocked: false,
      isInterrupted: false,
    });
    noteTie(db, run);
    recountSnapshot(db, run.pairingId, 'salesforce');
    recountSnapshot(db, run.pairingId, 'voyage');
    endRun(db, run.txId, { status, endedAt });
    insertAuditRow(
      db,
      chained(
        {
          tx_id: run.txId,
          workspace: run.workspace,
          org_id: run.orgId,
          campaign_id: run.campaignId,
          event_id: run.eventId,
          direction: run.direction,
          status,
          imported: counts.imported,
          exported: counts.exported,
          updated: counts.updated,
          unchanged: counts.unchanged,
          skipped: counts.skipped,
          conflicted: counts.conflicted,
          failed: counts.failed,
          actor: run.actor,
          plan_digest: run.digest,
          started_at: run.startedAt,
          ended_at: endedAt,
          ...(run.reverts === null ? {} : { reverts: run.reverts }),
        },
        readLastHash(db),
      ),
    );
  });
}
