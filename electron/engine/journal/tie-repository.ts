/**
 * Whether every record of both snapshots stood in exactly one row of a run: counted as the run ends, kept for
 * good. A run that took another back has the rows of that one, and is not held against the lists.
 */
import type { Journal } from './database.ts';

export interface RunTie {
  readonly members: number;
  readonly memberRows: number;
  readonly registrations: number;
  readonly registrationRows: number;
}

/** The caller owns the transaction. */
export function noteTie(
  db: Journal,
  run: { readonly txId: string; readonly planId: number },
): void {
  db.statement(
    `INSERT INTO run_tie (tx_id, members, member_rows, registrations, registration_rows)
      SELECT :txId, plan.member_count,
        (SELECT CASE WHEN count(member_id) = count(DISTINCT member_id) THEN count(member_id) ELSE -1 END
          FROM plan_row WHERE plan_row.plan_id = plan.plan_id),
        plan.registration_count,
        (SELECT CASE WHEN count(registration_id) = count(DISTINCT registration_id)
            THEN count(registration_id) ELSE -1 END
          FROM plan_row WHERE plan_row.plan_id = plan.plan_id)
      FROM plan WHERE plan.plan_id = :planId AND plan.reverts IS NULL`,
  ).run(run);
}

/** Null for a run that is not held against the lists, or of before anybody counted. */
export function readTie(db: Journal, txId: string): RunTie | null {
  const found = db
    .statement(
      `SELECT members, member_rows AS memberRows, registrations, registration_rows AS registrationRows
        FROM run_tie WHERE tx_id = ?`,
    )
    .get(txId) as RunTie | undefined;
  return found ?? null;
}

/** The first run some record of which stood in no row, or in two. */
export function findUntiedRun(db: Journal): string | null {
  const found = db
    .statement(
      `SELECT tx_id FROM run_tie WHERE members <> member_rows OR registrations <> registration_rows
        ORDER BY tx_id LIMIT 1`,
    )
    .pluck()
    .get() as string | undefined;
  return found ?? null;
}
