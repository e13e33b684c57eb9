/**
 * What the comparison asks of a snapshot, as columns: place i of each is one record, by identity in code point
 * order and then by record id; records without an identity last, by record id.
 */
import type { Column, ColumnSet } from './column-data.ts';
import {
  readBytes,
  readFloat64,
  readJson,
  readUint16,
  readUint32,
  writeColumn,
  writeJson,
} from './column-data.ts';
import type { Journal } from './database.ts';

export interface SketchHead {
  readonly rows: number;
  /** The records with an identity are the first so many. */
  readonly identified: number;
  /** What is added to a number of `record` for its record_no. */
  readonly recordBase: number;
  /** The distinct statuses as read, blank not among them; `status` is 1 + place in these, 0 for blank. */
  readonly labels: readonly string[];
  /** Of any record, `flags` says that a provider rule made its identity. */
  readonly isMergedByRule: boolean;
}

/** Hashes are whole numbers below 2^53 (shared/reconcile/columns/hash.ts); 0 stands for blank. */
export const SKETCH_COLUMNS = {
  /** record_no less `recordBase`. */
  record: 'uint32',
  /** UTF-8 of the identities, one after the other. */
  identity: 'bytes',
  /** Where identity i begins; one more entry than `identified`. */
  identityAt: 'uint32',
  /** Hash of the record's key when it stands alone: its identity, else `id:SIDE:RECORD`. */
  keyHash: 'float64',
  /** Hash of the record id. */
  idHash: 'float64',
  status: 'uint16',
  /** Hashes of `comparable` of each field but status. */
  firstName: 'float64',
  lastName: 'float64',
  company: 'float64',
  title: 'float64',
  phone: 'float64',
  email: 'float64',
  /** Milliseconds; NaN where it is not known. */
  modified: 'float64',
  /** SKETCH_FLAGS. */
  flags: 'bytes',
} as const;
export type SketchColumn = keyof typeof SKETCH_COLUMNS;

export const SKETCH_FLAGS = {
  mergedByPlusTags: 1,
  mergedByGmailDots: 2,
  /** Its time is not known, or not written as ours are: ages are told apart by the pure core. */
  hasOtherTime: 4,
  /** Its identity is that of the record before it. */
  isSameIdentity: 8,
} as const;

type NamesOf<Kind> = {
  [Name in SketchColumn]: (typeof SKETCH_COLUMNS)[Name] extends Kind ? Name : never;
}[SketchColumn];

function sketchSet(sketchId: number): ColumnSet {
  return { table: 'sketch_column', id: sketchId };
}

/** The sketch of a snapshot as it is now; null where there is none, or it is stale. */
export function freshSketch(db: Journal, snapshotId: number): number | null {
  const id = db
    .statement(
      `SELECT sketch_id FROM sketch WHERE snapshot_id = ? AND is_stale = 0
       ORDER BY sketch_id DESC LIMIT 1`,
    )
    .pluck()
    .get(snapshotId) as number | undefined;
  return id ?? null;
}

/** The snapshot's records are not what its sketch says any more. */
export function outdateSketch(db: Journal, snapshotId: number): void {
  db.statement('UPDATE sketch SET is_stale = 1 WHERE snapshot_id = ? AND is_stale = 0').run(
    snapshotId,
  );
}

/** Answers the sketch's id. The caller owns the transaction. */
export function writeSketch(
  db: Journal,
  snapshotId: number,
  head: SketchHead,
  columns: Readonly<Record<SketchColumn, Column>>,
): number {
  const id = Number(
    db.statement('INSERT INTO sketch (snapshot_id) VALUES (?)').run(snapshotId).lastInsertRowid,
  );
  const set = sketchSet(id);
  writeJson(db, set, 'head', head);
  for (const name of Object.keys(SKETCH_COLUMNS) as SketchColumn[]) {
    writeColumn(db, set, name, columns[name]);
  }
  return id;
}

/** Sketches no diff is made of, and no snapshot has any more. The sweeper takes their columns. */
export function dropSketches(db: Journal): void {
  db.statement(
    `DELETE FROM sketch WHERE NOT EXISTS (
         SELECT 1 FROM diff WHERE sketch_id IN (salesforce_sketch, voyage_sketch))
       AND (is_stale = 1 OR NOT EXISTS (
         SELECT 1 FROM snapshot s WHERE s.snapshot_id = sketch.snapshot_id))`,
  ).run();
}

export function sketchHead(db: Journal, sketchId: number): SketchHead {
  return readJson(db, sketchSet(sketchId), 'head') as SketchHead;
}

export function sketchBytes(db: Journal, sketchId: number, name: NamesOf<'bytes'>): Uint8Array {
  return readBytes(db, sketchSet(sketchId), name);
}

export function sketchCodes(db: Journal, sketchId: number, name: NamesOf<'uint16'>): Uint16Array {
  return readUint16(db, sketchSet(sketchId), name);
}

export function sketchPlaces(db: Journal, sketchId: number, name: NamesOf<'uint32'>): Uint32Array {
  return readUint32(db, sketchSet(sketchId), name);
}

export function sketchHashes(
  db: Journal,
  sketchId: number,
  name: NamesOf<'float64'>,
): Float64Array {
  return readFloat64(db, sketchSet(sketchId), name);
}

/** What a sketch is made of. */
export interface SketchSource {
  record_no: number;
  record_id: string;
  identity: string | null;
  merged_by: 'plus-tags' | 'gmail-dots' | null;
  status: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  title: string | null;
  phone: string | null;
  email: string | null;
  modified_at: string | null;
}

/** Records after an id, in the order of ids. */
export function sketchSources(
  db: Journal,
  snapshotId: number,
  afterId: string,
  count: number,
): readonly SketchSource[] {
  return db
    .statement(
      `SELECT record_no, record_id, identity, merged_by, status, first_name, last_name, company,
         title, phone, email, modified_at
       FROM record WHERE snapshot_id = ? AND record_id > ? ORDER BY record_id LIMIT ?`,
    )
    .all(snapshotId, afterId, count) as SketchSource[];
}
