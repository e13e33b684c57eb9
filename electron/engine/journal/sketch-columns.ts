/**
 * What the comparison asks of a snapshot, as columns: place i of each is one record, by identity in code point
 * order and then by record id; records without an identity last, by record id.
 */
import type { Moves } from '../../../shared/reconcile/columns/moves.ts';
import { NO_MOVES } from '../../../shared/reconcile/columns/moves.ts';
import type { PagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import type { PagedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Column, ColumnSet } from './column-data.ts';
import {
  hasColumn,
  readBytes,
  readFloat64,
  readJson,
  readUint16,
  readUint32,
  sameColumn,
  shareColumn,
  writeColumn,
  writeJson,
} from './column-data.ts';
import type { ColumnWriting, NumbersWriting } from './column-pages.ts';
import {
  FIELD_HASHES,
  readPaged,
  readPagedTexts,
  startColumn,
  startNumbers,
} from './column-pages.ts';
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

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
  /** The sketch it was made from: `sketchMoves` says how its places stand to that one's. */
  readonly parent: number | null;
}

/** Hashes are whole numbers below 2^53 (shared/reconcile/columns/hash.ts); 0 stands for blank. */
const SKETCH_COLUMNS = {
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
  ...FIELD_HASHES,
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

export function sketchSet(sketchId: number): ColumnSet {
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

/** These records of a snapshot are not what its sketch says any more. */
export function outdateSketch(db: Journal, snapshotId: number, recordIds: readonly string[]): void {
  const newest = db
    .statement('SELECT max(sketch_id) FROM sketch WHERE snapshot_id = ?')
    .pluck()
    .get(snapshotId) as number | null;
  if (newest === null) return;
  db.statement('UPDATE sketch SET is_stale = 1 WHERE snapshot_id = ? AND is_stale = 0').run(
    snapshotId,
  );
  insertMany(
    db,
    { table: 'sketch_change', columns: ['sketch_id', 'record_id'], replaces: true },
    recordIds.map((id) => [newest, id]),
  );
}

/** The newest sketch of a snapshot, stale as it may be, with the records that are not as it says. */
export function staleSketch(
  db: Journal,
  snapshotId: number,
): { readonly id: number; readonly changes: number } | null {
  const found = db
    .statement(
      `SELECT max(sketch_id) AS id, (SELECT count(*) FROM sketch_change c
         WHERE c.sketch_id = (SELECT max(sketch_id) FROM sketch WHERE snapshot_id = @id)) AS changes
       FROM sketch WHERE snapshot_id = @id`,
    )
    .get({ id: snapshotId }) as { id: number | null; changes: number };
  return found.id === null ? null : { id: found.id, changes: found.changes };
}

/** Ids of the records, in order. */
export function sketchChanges(db: Journal, sketchId: number): readonly string[] {
  return db
    .statement('SELECT record_id FROM sketch_change WHERE sketch_id = ? ORDER BY record_id')
    .pluck()
    .all(sketchId) as string[];
}

/**
 * Answers the id of a sketch that is no snapshot's until it is finished: where it is not, it goes with those that
 * nobody has any more.
 */
export function startSketch(db: Journal): number {
  return Number(
    db.statement('INSERT INTO sketch (snapshot_id, is_stale) VALUES (0, 1)').run().lastInsertRowid,
  );
}

export function writeSketchColumn(
  db: Journal,
  sketchId: number,
  name: SketchColumn,
  column: Column,
): void {
  writeColumn(db, sketchSet(sketchId), name, column);
}

/** The numbers of the column, as they are made. */
export function startSketchNumbers(
  db: Journal,
  sketchId: number,
  name: SketchColumn,
): NumbersWriting {
  return startNumbers(db, sketchSet(sketchId), name, SKETCH_COLUMNS[name]);
}

/** The bytes of the column, as they are made. */
export function startSketchColumn(
  db: Journal,
  sketchId: number,
  name: NamesOf<'bytes'>,
): ColumnWriting {
  return startColumn(db, sketchSet(sketchId), name);
}

/** A column that was not written is the parent's. The caller owns the transaction. */
export function finishSketch(
  db: Journal,
  sketchId: number,
  snapshotId: number,
  head: SketchHead,
  moves: Moves = NO_MOVES,
): void {
  const set = sketchSet(sketchId);
  writeJson(db, set, 'head', head);
  for (const name of ['changed', 'came', 'went'] as const) {
    if (moves[name].length > 0) writeColumn(db, set, name, moves[name]);
  }
  for (const name of Object.keys(SKETCH_COLUMNS) as SketchColumn[]) {
    if (head.parent === null || hasColumn(db, set, name)) continue;
    shareColumn(db, sketchSet(head.parent), set, name);
  }
  db.statement('UPDATE sketch SET snapshot_id = ?, is_stale = 0 WHERE sketch_id = ?').run(
    snapshotId,
    sketchId,
  );
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

/** How its places stand to the parent's. */
export function sketchMoves(db: Journal, sketchId: number): Moves {
  const set = sketchSet(sketchId);
  const read = (name: keyof Moves): Uint32Array =>
    hasColumn(db, set, name) ? readUint32(db, set, name) : NO_MOVES[name];
  return { changed: read('changed'), came: read('came'), went: read('went') };
}

export function isSameInSketches(db: Journal, a: number, b: number, name: SketchColumn): boolean {
  return sameColumn(db, sketchSet(a), sketchSet(b), name);
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

/** The identities, of which there are `count`, some at a time. */
export function sketchIdentityPages(db: Journal, sketchId: number, count: number): PagedTexts {
  return readPagedTexts(db, sketchSet(sketchId), { text: 'identity', at: 'identityAt' }, count);
}

/** The column, some of it at a time. */
export function sketchPages(db: Journal, sketchId: number, name: SketchColumn): PagedNumbers {
  return readPaged(db, sketchSet(sketchId), name, SKETCH_COLUMNS[name]);
}

export function sketchHashes(
  db: Journal,
  sketchId: number,
  name: NamesOf<'float64'>,
): Float64Array {
  return readFloat64(db, sketchSet(sketchId), name);
}
