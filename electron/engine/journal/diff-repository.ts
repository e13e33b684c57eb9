import type { Policy } from '../../../shared/domain/policy.ts';
import type { Journal } from './database.ts';

/** One comparison of two snapshots under one policy. Its number is new with each comparison. */
export interface Diff {
  readonly id: number;
  readonly pairingId: number;
  readonly snapshots: { readonly salesforce: number; readonly voyage: number };
  /** What its places are places in. */
  readonly sketches: { readonly salesforce: number; readonly voyage: number };
  /** The policy it was made under. */
  readonly policy: Policy;
  readonly comparedAt: string;
  readonly rows: number;
}

interface DiffHead {
  diff_id: number;
  pairing_id: number;
  salesforce_snapshot: number;
  voyage_snapshot: number;
  salesforce_sketch: number;
  voyage_sketch: number;
  policy: string;
  compared_at: string;
  rows: number | null;
}

function toDiff(row: DiffHead): Diff {
  return {
    id: row.diff_id,
    pairingId: row.pairing_id,
    snapshots: { salesforce: row.salesforce_snapshot, voyage: row.voyage_snapshot },
    sketches: { salesforce: row.salesforce_sketch, voyage: row.voyage_sketch },
    policy: JSON.parse(row.policy) as Policy,
    comparedAt: row.compared_at,
    rows: row.rows ?? 0,
  };
}

export function currentDiff(db: Journal, pairingId: number): Diff | null {
  const row = db
    .statement(`SELECT * FROM diff WHERE pairing_id = ? AND state = 'current'`)
    .get(pairingId) as DiffHead | undefined;
  return row === undefined ? null : toDiff(row);
}

export function diffById(db: Journal, diffId: number): Diff | null {
  const row = db.statement('SELECT * FROM diff WHERE diff_id = ?').get(diffId) as
    DiffHead | undefined;
  return row === undefined ? null : toDiff(row);
}

export interface DiffStart {
  readonly pairingId: number;
  readonly snapshots: { readonly salesforce: number; readonly voyage: number };
  readonly sketches: { readonly salesforce: number; readonly voyage: number };
  readonly policy: Policy;
  readonly at: string;
}

export function startDiff(db: Journal, diff: DiffStart): number {
  return Number(
    db
      .statement(
        `INSERT INTO diff (pairing_id, salesforce_snapshot, voyage_snapshot, salesforce_sketch, voyage_sketch, state, policy, compared_at)
         VALUES (?, ?, ?, ?, ?, 'building', ?, ?)`,
      )
      .run(
        diff.pairingId,
        diff.snapshots.salesforce,
        diff.snapshots.voyage,
        diff.sketches.salesforce,
        diff.sketches.voyage,
        JSON.stringify(diff.policy),
        diff.at,
      ).lastInsertRowid,
  );
}

/** Puts a finished diff in the place of the one shown; the caller's transaction makes it one step. */
export function swapDiffIn(db: Journal, diffId: number, rows: number): void {
  db.statement(
    `DELETE FROM diff WHERE state = 'current'
       AND pairing_id = (SELECT pairing_id FROM diff WHERE diff_id = ?)`,
  ).run(diffId);
  db.statement(`UPDATE diff SET state = 'current', rows = ? WHERE diff_id = ?`).run(rows, diffId);
}

/**
 * Names the diff and the decisions as they are now: a plan made at one revision is superseded at another.
 */
export function revisionOf(db: Journal, pairingId: number): string {
  const row = db
    .statement(
      `SELECT (SELECT diff_id FROM diff WHERE pairing_id = @id AND state = 'current') AS diff,
              (SELECT max(step) FROM decision_step WHERE pairing_id = @id) AS step,
              (SELECT max(choice_id) FROM duplicate_choice WHERE pairing_id = @id) AS choice`,
    )
    .get({ id: pairingId }) as { diff: number | null; step: number | null; choice: number | null };
  return [row.diff, row.step, row.choice].map((part) => String(part ?? 0)).join('.');
}
