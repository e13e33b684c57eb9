import type { FieldMask } from '../../../shared/domain/fields.ts';
import type { Presence, RowClass, RowDiff, RowMasks } from '../../../shared/domain/row.ts';
import type { Cell, Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

export interface DiffRowInsert {
  readonly rowKey: string;
  readonly cls: RowClass;
  readonly identity: string | null;
  readonly memberId: string | null;
  readonly registrationId: string | null;
  readonly salesforceStatus: string | null;
  readonly voyageStatus: string | null;
  readonly presence: Presence | null;
  readonly presenceCls: RowDiff['presenceCls'];
  readonly masks: RowMasks;
  readonly byPolicy: FieldMask;
  readonly isUnmapped: boolean;
  readonly unmapped: string | null;
  readonly isSkippedByMap: boolean;
  readonly keeperId: string | null;
  readonly mergedBy: string | null;
  readonly seen: string | null;
  readonly search: string;
}

const COLUMNS = [
  'diff_id',
  'position',
  'row_key',
  'cls',
  'identity',
  'member_id',
  'registration_id',
  'salesforce_status',
  'voyage_status',
  'presence',
  'presence_cls',
  'differs',
  'moved_salesforce',
  'moved_voyage',
  'auto_salesforce',
  'auto_voyage',
  'by_policy',
  'asks',
  'is_unmapped',
  'unmapped',
  'is_skipped_by_map',
  'keeper_id',
  'merged_by',
  'seen',
  'search',
] as const;

/** Rows from a position on, one after the other. The caller owns the transaction. */
export function insertDiffRows(
  db: Journal,
  diffId: number,
  from: number,
  rows: readonly DiffRowInsert[],
): void {
  insertMany(
    db,
    { table: 'diff_row', columns: COLUMNS, replaces: false },
    rows.map((row, index): Cell[] => [
      diffId,
      from + index,
      row.rowKey,
      row.cls,
      row.identity,
      row.memberId,
      row.registrationId,
      row.salesforceStatus,
      row.voyageStatus,
      row.presence,
      row.presenceCls,
      row.masks.differs,
      row.masks.movedSalesforce,
      row.masks.movedVoyage,
      row.masks.autoSalesforce,
      row.masks.autoVoyage,
      row.byPolicy,
      row.masks.asks,
      Number(row.isUnmapped),
      row.unmapped,
      Number(row.isSkippedByMap),
      row.keeperId,
      row.mergedBy,
      row.seen,
      row.search,
    ]),
  );
}

/**
 * Copies a diff's rows into another in review order: by identity, those without one last, a main row
 * before its duplicates.
 */
export function copyInReviewOrder(db: Journal, fromDiff: number, toDiff: number): void {
  const rest = COLUMNS.slice(2).join(', ');
  db.statement(
    `INSERT INTO diff_row (diff_id, position, ${rest})
     SELECT @to, o.place, ${rest}
     FROM (SELECT position AS old, row_number() OVER (
             ORDER BY identity IS NULL, identity, cls = 'duplicate', row_key) AS place
           FROM diff_row WHERE diff_id = @from) o
     CROSS JOIN diff_row r ON r.diff_id = @from AND r.position = o.old
     ORDER BY o.place`,
  ).run({ from: fromDiff, to: toDiff });
}
