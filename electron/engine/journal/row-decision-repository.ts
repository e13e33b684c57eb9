import type { FieldMask } from '../../../shared/domain/fields.ts';
import type { Choice } from '../../../shared/domain/row.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { Journal } from './database.ts';
import { readDecidedRows } from './decided-rows-repository.ts';

export interface RowDecision {
  readonly kind: 'decide' | 'undo' | 'redo';
  /** Of the step, or of the one it undid or did again. */
  readonly choice: Choice | 'clear';
  readonly value: string | null;
  readonly fields: FieldMask;
  readonly actor: string;
  readonly at: string;
}

interface Step extends Omit<RowDecision, 'fields'> {
  /** The step whose rows are meant. */
  readonly meant: number;
}

/** Every step that touched one row, oldest first. */
export function decisionsOfRow(
  db: Journal,
  pairingId: number,
  rowKey: string,
): readonly RowDecision[] {
  const steps = db
    .statement(
      `SELECT step.kind, coalesce(step.choice, meant.choice) AS choice,
          coalesce(step.value, meant.value) AS value, step.actor, step.at,
          coalesce(step.target, step.step) AS meant
        FROM decision_step AS step LEFT JOIN decision_step AS meant ON meant.step = step.target
        WHERE step.pairing_id = ? ORDER BY step.step`,
    )
    .all(pairingId) as Step[];
  const key = hashOf(rowKey);
  const fieldsOf = new Map<number, FieldMask>();
  for (const step of new Set(steps.map(({ meant }) => meant))) {
    const { rowKeys, fields } = readDecidedRows(db, step);
    const at = rowKeys.indexOf(key);
    if (at >= 0) fieldsOf.set(step, fields[at] ?? 0);
  }
  return steps.flatMap(({ meant, ...step }) => {
    const fields = fieldsOf.get(meant);
    return fields === undefined ? [] : [{ ...step, fields }];
  });
}
