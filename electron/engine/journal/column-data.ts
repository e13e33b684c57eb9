/**
 * Columns as BLOBs: typed arrays in the byte order of the machines we run on, little-endian. Long ones lie there in
 * pieces, as SQLite holds a value it writes or reads twice beside ours.
 */
import type { Journal } from './database.ts';

export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Whose columns: a sketch, a pairing's bases, a diff. */
export interface ColumnSet {
  readonly table: 'sketch_column' | 'base_column' | 'diff_column';
  readonly id: number;
}

export const PIECE_BYTES = 1 << 18;

const OWNER = {
  sketch_column: 'sketch_id',
  base_column: 'pairing_id',
  diff_column: 'diff_id',
} as const satisfies Record<ColumnSet['table'], string>;

export function writeColumn(db: Journal, set: ColumnSet, name: string, column: Column): void {
  const bytes = blobOf(column);
  db.transaction(() => {
    const data = insertColumn(db, set, name, bytes.length);
    for (let from = 0, piece = 0; from < bytes.length; from += PIECE_BYTES, piece += 1) {
      insertPiece(db, data, piece, bytes.subarray(from, from + PIECE_BYTES));
    }
  });
}

export function insertColumn(db: Journal, set: ColumnSet, name: string, bytes: number): number {
  const data = Number(
    db.statement('INSERT INTO column_data (bytes) VALUES (?)').run(bytes).lastInsertRowid,
  );
  dropColumn(db, set, name);
  db.statement(
    `INSERT INTO ${set.table} (${OWNER[set.table]}, name, data_id) VALUES (?, ?, ?)`,
  ).run(set.id, name, data);
  return data;
}

export function insertPiece(db: Journal, data: number, piece: number, bytes: Uint8Array): void {
  db.statement('INSERT INTO column_piece (data_id, piece, data) VALUES (?, ?, ?)').run(
    data,
    piece,
    bytes,
  );
}

/** The same data under another set: nothing is copied. */
export function shareColumn(db: Journal, from: ColumnSet, to: ColumnSet, name: string): void {
  db.statement(
    `INSERT INTO ${to.table} (${OWNER[to.table]}, name, data_id)
     SELECT ?, name, data_id FROM ${from.table} WHERE ${OWNER[from.table]} = ? AND name = ?`,
  ).run(to.id, from.id, name);
}

function dropColumn(db: Journal, set: ColumnSet, name: string): void {
  db.statement(`DELETE FROM ${set.table} WHERE ${OWNER[set.table]} = ? AND name = ?`).run(
    set.id,
    name,
  );
}

interface Laid {
  readonly data: number;
  readonly bytes: number;
}

/** The bytes of a column; null where the set has none of that name. */
function bytesOf(db: Journal, set: ColumnSet, name: string): Uint8Array | null {
  const laid = laidOf(db, set, name);
  return laid === null ? null : readLaid(db, laid, 0, laid.bytes);
}

export function laidOf(db: Journal, set: ColumnSet, name: string): Laid | null {
  const found = db
    .statement(
      `SELECT data_id AS data, d.bytes FROM ${set.table} c JOIN column_data d USING (data_id)
       WHERE c.${OWNER[set.table]} = ? AND c.name = ?`,
    )
    .get(set.id, name) as Laid | undefined;
  return found ?? null;
}

function readLaid(db: Journal, { data }: Laid, from: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - from);
  for (let at = from; at < end;) {
    const within = at % PIECE_BYTES;
    const length = Math.min(PIECE_BYTES - within, end - at);
    const piece = pieceOf(db, data, (at - within) / PIECE_BYTES);
    bytes.set(piece.subarray(within, within + length), at - from);
    freePiece(piece);
    at += length;
  }
  return bytes;
}

/** The bytes of a column from one to another. */
export function readBetween(
  db: Journal,
  set: ColumnSet,
  name: string,
  from: number,
  end: number,
): Uint8Array {
  const laid = laidOf(db, set, name);
  if (laid === null || end > laid.bytes) throw noColumn(set, name);
  return readLaid(db, laid, from, end);
}

/** Nothing else is in its buffer: else the pieces of a column would lie there until they are collected. */
export function freePiece(piece: Uint8Array): void {
  if (piece.byteLength === piece.buffer.byteLength) letGo(piece);
}

export function pieceOf(db: Journal, data: number, piece: number): Uint8Array {
  return db
    .statement('SELECT data FROM column_piece WHERE data_id = ? AND piece = ?')
    .pluck()
    .get(data, piece) as Buffer;
}

/** A view of wider numbers needs a buffer that begins where they may. */
export function aligned(data: Uint8Array): Uint8Array {
  return data.byteOffset % 8 === 0 ? data : new Uint8Array(data);
}

/** Gives back the memory of columns nobody looks at again: there may be a hundred megabytes of them before it is collected. */
export function letGo(...columns: readonly Column[]): void {
  for (const { buffer } of columns) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

export function blobOf(column: Column): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}

export function noColumn(set: ColumnSet, name: string): Error {
  return new Error(`${set.table} ${String(set.id)} has no such column ${name}`);
}

function mustBe(set: ColumnSet, name: string, bytes: Uint8Array | null): Uint8Array {
  if (bytes === null) throw noColumn(set, name);
  return bytes;
}

export function readBytes(db: Journal, set: ColumnSet, name: string): Uint8Array {
  const bytes = mustBe(set, name, bytesOf(db, set, name));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function readUint16(db: Journal, set: ColumnSet, name: string): Uint16Array {
  const bytes = mustBe(set, name, bytesOf(db, set, name));
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
}

export function readUint32(db: Journal, set: ColumnSet, name: string): Uint32Array {
  const bytes = mustBe(set, name, bytesOf(db, set, name));
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

export function readFloat64(db: Journal, set: ColumnSet, name: string): Float64Array {
  const bytes = mustBe(set, name, bytesOf(db, set, name));
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
}

export function writeJson(db: Journal, set: ColumnSet, name: string, value: unknown): void {
  writeColumn(db, set, name, new TextEncoder().encode(JSON.stringify(value)));
}

export function readJson(db: Journal, set: ColumnSet, name: string): unknown {
  return JSON.parse(new TextDecoder().decode(readBytes(db, set, name))) as unknown;
}

export function hasColumn(db: Journal, set: ColumnSet, name: string): boolean {
  return (
    db
      .statement(`SELECT 1 FROM ${set.table} WHERE ${OWNER[set.table]} = ? AND name = ?`)
      .get(set.id, name) !== undefined
  );
}

/** Whether both sets share the column's data. */
export function sameColumn(db: Journal, a: ColumnSet, b: ColumnSet, name: string): boolean {
  return dataIdOf(db, a, name) === dataIdOf(db, b, name);
}

/** Names the content of a column: it is never changed. Null where there is none. */
export function dataIdOf(db: Journal, set: ColumnSet, name: string): number | null {
  const id = db
    .statement(`SELECT data_id FROM ${set.table} WHERE ${OWNER[set.table]} = ? AND name = ?`)
    .pluck()
    .get(set.id, name) as number | undefined;
  return id ?? null;
}
