/** A few rows of a diff with what they show: by place or by key, never by scanning. */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Presence, RowClass, RowDiff } from '../../../shared/domain/row.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';
import type { RecordRow } from './record-repository.ts';
import { toSideRecord } from './record-repository.ts';

/** Columns of diff_row as they are. */
export interface DiffRow {
  position: number;
  row_key: string;
  cls: RowClass;
  identity: string | null;
  member_id: string | null;
  registration_id: string | null;
  presence: Presence | null;
  presence_cls: RowDiff['presenceCls'];
  differs: FieldMask;
  moved_salesforce: FieldMask;
  moved_voyage: FieldMask;
  auto_salesforce: FieldMask;
  auto_voyage: FieldMask;
  asks: FieldMask;
  chose_salesforce: FieldMask;
  chose_voyage: FieldMask;
  chose_typed: FieldMask;
  chose_skip: FieldMask;
  is_unmapped: number;
  unmapped: string | null;
  is_skipped_by_map: number;
  keeper_id: string | null;
  merged_by: RowDiff['mergedBy'];
  seen: string | null;
  typed: string | null;
}

export const DIFF_ROWS_AFTER =
  'SELECT * FROM diff_row WHERE diff_id = ? AND position > ? ORDER BY position LIMIT ?';
export const DIFF_ROWS_AT = `SELECT r.* FROM json_each(?) p
  CROSS JOIN diff_row r ON r.diff_id = ? AND r.position = p.value ORDER BY p.key`;
export const DIFF_ROWS_OF_IDENTITY = `SELECT * FROM diff_row INDEXED BY diff_row_by_identity
  WHERE diff_id = ? AND identity = ? ORDER BY position LIMIT 50`;
export const RECORDS_OF = `SELECT r.* FROM json_each(?) i
  CROSS JOIN record r ON r.snapshot_id = ? AND r.record_id = i.value`;

export function diffRowsAfter(
  db: Journal,
  diffId: number,
  after: number,
  count: number,
): readonly DiffRow[] {
  return db.statement(DIFF_ROWS_AFTER).all(diffId, after, count) as DiffRow[];
}

/** In the order of the positions given. */
export function diffRowsAt(
  db: Journal,
  diffId: number,
  positions: readonly number[],
): readonly DiffRow[] {
  return db.statement(DIFF_ROWS_AT).all(JSON.stringify(positions), diffId) as DiffRow[];
}

export function diffRowByKey(db: Journal, diffId: number, rowKey: string): DiffRow | null {
  const row = db
    .statement('SELECT * FROM diff_row WHERE diff_id = ? AND row_key = ?')
    .get(diffId, rowKey) as DiffRow | undefined;
  return row ?? null;
}

/** The rows of one identity in review order: the main row, then its duplicates. */
export function diffRowsOfIdentity(
  db: Journal,
  diffId: number,
  identity: string,
): readonly DiffRow[] {
  return db.statement(DIFF_ROWS_OF_IDENTITY).all(diffId, identity) as DiffRow[];
}

export function recordsOf(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
  ids: readonly (string | null)[],
): ReadonlyMap<string, SideRecord> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = db.statement(RECORDS_OF).all(JSON.stringify(wanted), snapshot.id) as RecordRow[];
  return new Map(rows.map((row) => [row.record_id, toSideRecord(snapshot.side, row)]));
}
