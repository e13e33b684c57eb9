/** Decisions that earlier versions kept a row each, values and all, become columns of their step. */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import { decidablesIn } from '../../../shared/domain/fields.ts';
import { CHOICES } from '../../../shared/domain/row.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import { hashOfSeenTexts } from '../../../shared/reconcile/columns/seen.ts';
import type { Seen } from '../../../shared/reconcile/decide.ts';
import type { Journal } from './database.ts';
import { insertDecidedRows } from './decided-rows-repository.ts';

interface OldDecision {
  row_key: string;
  fields: FieldMask;
  seen: string | null;
}

/** A step at a time. The state from before is left out: the diff it was of is no more. */
export function takeOverDecisions(db: Journal, pairingId: number): void {
  const steps = db
    .statement(
      `SELECT step FROM decision_step s WHERE pairing_id = ? AND kind = 'decide'
         AND NOT EXISTS (SELECT 1 FROM decided_rows d WHERE d.step = s.step)`,
    )
    .pluck()
    .all(pairingId) as number[];
  for (const step of steps) {
    const old = db
      .statement('SELECT row_key, fields, seen FROM decision WHERE step = ?')
      .all(step) as OldDecision[];
    insertDecidedRows(db, step, {
      rows: old.length,
      positions: null,
      rowKeys: Float64Array.from(old, ({ row_key: rowKey }) => hashOf(rowKey)),
      fields: Uint8Array.from(old, ({ fields }) => fields),
      seen: Float64Array.from(old.flatMap(seenOfOld)),
      was: new Uint8Array(CHOICES.length * old.length),
      wasTyped: new Uint32Array(),
    });
    db.statement('DELETE FROM decision WHERE step = ?').run(step);
  }
}

/** NaN is the same as nothing. */
function seenOfOld({ fields, seen }: OldDecision): readonly number[] {
  const texts = seen === null ? {} : (JSON.parse(seen) as Seen);
  return decidablesIn(fields).map((decidable) => {
    const values = texts[decidable];
    return values === undefined ? Number.NaN : hashOfSeenTexts(decidable, values);
  });
}
