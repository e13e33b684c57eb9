/**
 * What each commit would do with the rows as they are decided now, from the masks alone: no row is read
 * whole, so that the preview follows every decision at once. The plan has the last word.
 */
import { PERSON_FIELDS, bitOf, maskOf } from '../../../shared/domain/fields.ts';
import type { CreatePersonPolicy } from '../../../shared/domain/policy.ts';
import type { PreviewEffect } from '../../../shared/ipc/engine-views.ts';
import type { Journal } from './database.ts';

const CHOSEN = '(chose_salesforce | chose_voyage | chose_typed | chose_skip)';
const P = bitOf('presence');
const FIELD_BITS = 0xff & ~P;
/** Bits settled towards a side, by a person or by itself. */
const TO_VOYAGE = `(((auto_salesforce & ~${CHOSEN}) | chose_salesforce | chose_typed) & differs)`;
const TO_SALESFORCE = `(((auto_voyage & ~${CHOSEN}) | chose_voyage | chose_typed) & differs)`;
const HAS_BOTH = '(member_id IS NOT NULL AND registration_id IS NOT NULL)';
const IS_KEPT_BACK = `(keeper_id IS NOT NULL OR cls = 'no-email' OR is_skipped_by_map = 1)`;

function isUnmapped(side: 'salesforce' | 'voyage'): string {
  return `(is_unmapped = 1 AND (chose_skip & ${bitOf('status') | P}) = 0 AND
    EXISTS (SELECT 1 FROM json_each(unmapped) u WHERE u.value ->> 'side' = '${side}'))`;
}

/** Of a row with a member, or whose member is gone. In the order in which a row is held back. */
const EFFECT = `CASE
  WHEN keeper_id IS NOT NULL THEN 'duplicate'
  WHEN cls = 'no-email' THEN 'no-email'
  WHEN is_skipped_by_map = 1 THEN 'skipped'
  WHEN ${isUnmapped('salesforce')} THEN 'unmapped'
  WHEN undecided <> 0 THEN 'ask'
  WHEN ${HAS_BOTH} AND ${TO_VOYAGE} & ${FIELD_BITS} THEN 'update'
  WHEN ${HAS_BOTH} AND presence IS NOT NULL AND chose_salesforce & ${P} THEN 'update'
  WHEN ${HAS_BOTH} AND chose_skip THEN 'skipped'
  WHEN ${HAS_BOTH} THEN 'same'
  WHEN presence IS NULL OR presence = 'both-gone' THEN 'same'
  WHEN ${TO_VOYAGE} & ${P} THEN CASE WHEN member_id IS NULL THEN 'cancel' ELSE 'create' END
  ELSE 'skipped' END`;

const IS_IMPORT_ROW = `(member_id IS NOT NULL OR presence IN ('cancel-registration', 'deleted-and-changed'))`;

export function previewCounts(
  db: Journal,
  diffId: number,
): readonly { readonly effect: PreviewEffect; readonly rows: number }[] {
  return db
    .statement(
      `SELECT ${EFFECT} AS effect, count(*) AS rows FROM diff_row
       WHERE diff_id = ? AND ${IS_IMPORT_ROW} GROUP BY 1`,
    )
    .all(diffId) as { effect: PreviewEffect; rows: number }[];
}

export interface PreviewRow {
  readonly position: number;
  readonly effect: PreviewEffect;
}

/** The first rows an import looks at, in review order. */
export function previewRows(db: Journal, diffId: number, count: number): readonly PreviewRow[] {
  return db
    .statement(
      `SELECT position, ${EFFECT} AS effect FROM diff_row
       WHERE diff_id = ? AND ${IS_IMPORT_ROW} ORDER BY position LIMIT ?`,
    )
    .all(diffId, count) as PreviewRow[];
}

/** Rows an export would write to Salesforce. */
export function countExportOperations(
  db: Journal,
  diff: { readonly id: number; readonly voyageSnapshot: number },
  rules: { readonly createPersonAs: CreatePersonPolicy; readonly writePersonFields: boolean },
): number {
  const fields = rules.writePersonFields ? FIELD_BITS : FIELD_BITS & ~maskOf(PERSON_FIELDS);
  const hasPerson = `EXISTS (SELECT 1 FROM person_found p
    WHERE p.snapshot_id = @snapshot AND p.identity = diff_row.identity
      AND p.person_id IS NOT NULL)`;
  return db
    .statement(
      `SELECT count(*) FROM diff_row
       WHERE diff_id = @diff AND NOT ${IS_KEPT_BACK} AND undecided = 0 AND NOT ${isUnmapped('voyage')}
         AND CASE
           WHEN ${HAS_BOTH} THEN ${TO_SALESFORCE} & ${fields}
             OR (presence IS NOT NULL AND ${TO_SALESFORCE} & ${P})
           WHEN presence IS NULL OR presence IN ('both-gone', 'create-registration') THEN 0
           WHEN NOT ${TO_SALESFORCE} & ${P} THEN 0
           WHEN member_id IS NULL THEN @createsPerson OR ${hasPerson}
           ELSE 1 END`,
    )
    .pluck()
    .get({
      diff: diff.id,
      snapshot: diff.voyageSnapshot,
      createsPerson: rules.createPersonAs === 'lead' ? 1 : 0,
    }) as number;
}
