import type { FieldMask } from '../../../shared/domain/fields.ts';
import type { Choice } from '../../../shared/domain/row.ts';
import type { Journal } from './database.ts';

export interface RowDecision {
  readonly kind: 'decide' | 'undo' | 'redo';
  /** Of the step, or of the one it undid or did again. */
  readonly choice: Choice | 'clear';
  readonly value: string | null;
  readonly fields: FieldMask;
  readonly actor: string;
  readonly at: string;
}

/** Every step that touched one row, oldest first. */
export function decisionsOfRow(
  db: Journal,
  pairingId: number,
  rowKey: string,
): readonly RowDecision[] {
  return db
    .statement(
      `SELECT step.kind, coalesce(step.choice, meant.choice) AS choice,
          coalesce(step.value, meant.value) AS value, decision.fields, step.actor, step.at
        FROM decision_step AS step LEFT JOIN decision_step AS meant ON meant.step = step.target
          JOIN decision ON decision.step = coalesce(step.target, step.step)
            AND decision.row_key = :rowKey
        WHERE step.pairing_id = :pairingId ORDER BY step.step`,
    )
    .all({ pairingId, rowKey }) as RowDecision[];
}
