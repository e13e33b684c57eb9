/** What is needed to take a finished run back. The caller owns the transaction. */
import type { Journal } from './database.ts';
import type { StoredPlanRow } from './plan-repository.ts';
import { readPlanRowsAt } from './plan-row-repository.ts';

/** Reverts that were planned and not carried out: the newest thing planned is the plan. */
export function dropOpenReverts(db: Journal, pairingId: number): void {
  const open = `SELECT plan_id FROM plan WHERE pairing_id = ? AND reverts IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM run WHERE run.plan_id = plan.plan_id)`;
  db.statement(`DELETE FROM operation WHERE plan_id IN (${open})`).run(pairingId);
  db.statement(`DELETE FROM plan_row WHERE plan_id IN (${open})`).run(pairingId);
  db.statement(`DELETE FROM plan WHERE plan_id IN (${open})`).run(pairingId);
}

/** Rows of a plan of which anything was written, in review order. */
export function readRowsWritten(
  db: Journal,
  planId: number,
  window: { readonly after: number; readonly count: number },
): readonly StoredPlanRow[] {
  const positions = db
    .statement(
      `SELECT DISTINCT position FROM operation WHERE plan_id = :planId AND position > :after AND is_undo = 0
        AND status IN ('created', 'updated', 'cancelled', 'deleted', 'status-replaced')
        ORDER BY position LIMIT :count`,
    )
    .pluck()
    .all({ planId, ...window }) as number[];
  return [...readPlanRowsAt(db, planId, positions)].sort((a, b) => a.position - b.position);
}

export interface LaterRun {
  readonly txId: string;
  readonly reverts: string | null;
}

/** Of these rows, the newest run after a run that wrote them too. */
export function readLaterRuns(
  db: Journal,
  run: { readonly txId: string; readonly pairingId: number },
  rowKeys: readonly string[],
): ReadonlyMap<string, LaterRun> {
  const found = db
    .statement(
      `SELECT outcome.row_key AS rowKey, run.tx_id AS txId, plan.reverts
        FROM json_each(:rowKeys) AS wanted
        JOIN outcome ON outcome.row_key = wanted.value
        JOIN run USING (tx_id) JOIN plan USING (plan_id)
        WHERE run.pairing_id = :pairingId AND outcome.outcome IN ('imported', 'exported', 'updated')
          AND run.rowid > (SELECT rowid FROM run WHERE tx_id = :txId)
        ORDER BY run.rowid`,
    )
    .all({ ...run, rowKeys: JSON.stringify(rowKeys) }) as (LaterRun & {
    readonly rowKey: string;
  })[];
  return new Map(found.map(({ rowKey, txId, reverts }) => [rowKey, { txId, reverts }]));
}

/** The newest run that took this one back, if any did. */
export function findRevertOf(db: Journal, txId: string): string | null {
  const found = db
    .statement(
      `SELECT run.tx_id FROM plan JOIN run USING (plan_id) WHERE plan.reverts = ?
        ORDER BY run.rowid DESC LIMIT 1`,
    )
    .pluck()
    .get(txId) as string | undefined;
  return found ?? null;
}

/** Nothing is known any more to have been agreed on for the row. */
export function dropBase(
  db: Journal,
  pairingId: number,
  row: {
    readonly rowKey: string;
    readonly memberId: string | null;
    readonly registrationId: string | null;
  },
): void {
  const { rowKey, memberId, registrationId } = row;
  db.statement('DELETE FROM base WHERE pairing_id = ? AND row_key = ?').run(pairingId, rowKey);
  db.statement(
    'DELETE FROM base INDEXED BY base_by_member WHERE pairing_id = ? AND member_id = ?',
  ).run(pairingId, memberId);
  db.statement(
    'DELETE FROM base INDEXED BY base_by_registration WHERE pairing_id = ? AND registration_id = ?',
  ).run(pairingId, registrationId);
}
