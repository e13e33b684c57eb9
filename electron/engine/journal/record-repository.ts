/** Records of a snapshot. A record is stored with its identity. */
import type { Values } from '../../../shared/domain/fields.ts';
import type { IdentityRules } from '../../../shared/domain/policy.ts';
import type { PersonKind, SideRecord } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Cell, Journal } from './database.ts';
import { insertMany } from './insert-many.ts';
import { searchTextOf } from './search-text.ts';
import { outdateSketch } from './sketch-columns.ts';

type MergedBy = 'plus-tags' | 'gmail-dots' | null;

export interface StoredRecord {
  readonly record: SideRecord;
  readonly identity: string | null;
  readonly mergedBy: MergedBy;
}

export interface RecordRow {
  record_id: string;
  identity: string | null;
  merged_by: MergedBy;
  status: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  title: string | null;
  phone: string | null;
  email: string | null;
  version: string;
  modified_at: string | null;
  created_at: string | null;
  person_id: string | null;
  person_kind: PersonKind | null;
}

/** A record's own; before them stand its snapshot and its id. */
export const CONTENT_COLUMNS = [
  'identity',
  'merged_by',
  'status',
  'first_name',
  'last_name',
  'company',
  'title',
  'phone',
  'email',
  'version',
  'modified_at',
  'created_at',
  'person_id',
  'person_kind',
  'search',
] as const;

const COLUMNS = ['snapshot_id', 'record_id', ...CONTENT_COLUMNS] as const;

function valuesOf(row: RecordRow): Values {
  return {
    status: row.status,
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company,
    title: row.title,
    phone: row.phone,
    email: row.email,
  };
}

export function toSideRecord(side: Side, row: RecordRow): SideRecord {
  return {
    side,
    recordId: row.record_id,
    values: valuesOf(row),
    version: row.version,
    modifiedAt: row.modified_at,
    createdAt: row.created_at,
    person:
      row.person_id !== null && row.person_kind !== null
        ? { id: row.person_id, kind: row.person_kind }
        : null,
  };
}

function toStored(side: Side, row: RecordRow): StoredRecord {
  return {
    record: toSideRecord(side, row),
    identity: row.identity,
    mergedBy: row.merged_by,
  };
}

const LATER_COPY = `ON CONFLICT (snapshot_id, record_id) DO UPDATE SET ${CONTENT_COLUMNS.map(
  (name) => `${name} = excluded.${name}`,
).join(', ')}`;

/** A later copy of a record takes the place of the earlier one, and its number. The caller owns the transaction. */
export function insertRecords(
  db: Journal,
  snapshotId: number,
  records: readonly StoredRecord[],
): void {
  outdateSketch(
    db,
    snapshotId,
    records.map(({ record }) => record.recordId),
  );
  insertMany(
    db,
    { table: 'record', columns: COLUMNS, replaces: false, onConflict: LATER_COPY },
    records.map(({ record, identity, mergedBy }): Cell[] => [
      snapshotId,
      record.recordId,
      identity,
      mergedBy,
      record.values.status,
      record.values.firstName,
      record.values.lastName,
      record.values.company,
      record.values.title,
      record.values.phone,
      record.values.email,
      record.version,
      record.modifiedAt,
      record.createdAt,
      record.person?.id ?? null,
      record.person?.kind ?? null,
      searchTextOf(record.recordId, record.values),
    ]),
  );
}

export function countRecords(db: Journal, snapshotId: number): number {
  return db
    .statement('SELECT count(*) FROM record WHERE snapshot_id = ?')
    .pluck()
    .get(snapshotId) as number;
}

export interface NumberedRecord extends StoredRecord {
  readonly recordNo: number;
}

export const RECORDS_BY_NUMBER = `SELECT r.* FROM json_each(?) n
  CROSS JOIN record r ON r.record_no = n.value ORDER BY n.key`;

export const RECORD_NUMBERS_OF = `SELECT r.record_no FROM json_each(?) i
  CROSS JOIN record r ON r.snapshot_id = ? AND r.record_id = i.value`;

/** In the order of the numbers; those that are gone are left out. */
export function recordsByNumber(
  db: Journal,
  side: Side,
  numbers: readonly number[],
): readonly NumberedRecord[] {
  if (numbers.length === 0) return [];
  const rows = db.statement(RECORDS_BY_NUMBER).all(JSON.stringify(numbers)) as (RecordRow & {
    record_no: number;
  })[];
  return rows.map((row) => ({ ...toStored(side, row), recordNo: row.record_no }));
}

export function identityAt(db: Journal, recordNo: number): string | null {
  const identity = db
    .statement('SELECT identity FROM record WHERE record_no = ?')
    .pluck()
    .get(recordNo) as string | null | undefined;
  return identity ?? null;
}

/** The numbers of these records of a snapshot, those that are there. */
export function recordNumbersOf(
  db: Journal,
  snapshotId: number,
  recordIds: readonly string[],
): readonly number[] {
  if (recordIds.length === 0) return [];
  return db
    .statement(RECORD_NUMBERS_OF)
    .pluck()
    .all(JSON.stringify(recordIds), snapshotId) as number[];
}

const RECORDS_OF = `SELECT r.* FROM json_each(?) i
  CROSS JOIN record r ON r.snapshot_id = ? AND r.record_id = i.value`;

/** By id, those that are there. */
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

/** Records after an id, in the order of ids. */
export function recordsById(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
  afterId: string,
  count: number,
): readonly StoredRecord[] {
  const rows = db
    .statement(
      'SELECT * FROM record WHERE snapshot_id = ? AND record_id > ? ORDER BY record_id LIMIT ?',
    )
    .all(snapshot.id, afterId, count) as RecordRow[];
  return rows.map((row) => toStored(snapshot.side, row));
}

/** Labels or statuses held by the records of a snapshot, and by how many. Blank is null. */
export function statusCounts(
  db: Journal,
  snapshotId: number,
): readonly { readonly label: string | null; readonly rows: number }[] {
  return db
    .statement(
      'SELECT status AS label, count(*) AS rows FROM record WHERE snapshot_id = ? GROUP BY status',
    )
    .all(snapshotId) as { label: string | null; rows: number }[];
}

export function identityRulesOf(db: Journal, snapshotId: number): IdentityRules {
  const text = db
    .statement('SELECT identity_rules FROM snapshot WHERE snapshot_id = ?')
    .pluck()
    .get(snapshotId) as string;
  return JSON.parse(text) as IdentityRules;
}

export function setIdentityRules(db: Journal, snapshotId: number, rules: IdentityRules): void {
  db.statement('UPDATE snapshot SET identity_rules = ? WHERE snapshot_id = ?').run(
    JSON.stringify(rules),
    snapshotId,
  );
}
