/** The rows a step touched, as the log keeps them (migrations/0065-decided-rows.ts). */
import { aligned, blobOf } from './column-data.ts';
import type { Journal } from './database.ts';

export interface DecidedRows {
  readonly rows: number;
  /** In the diff of the step; null where it was made by an earlier version. */
  readonly positions: Uint32Array | null;
  readonly rowKeys: Float64Array;
  readonly fields: Uint8Array;
  /** For each row, for each of its fields from the lowest bit up. */
  readonly seen: Float64Array;
  /** The masks of each of CHOICES from before, one column after the other. */
  readonly was: Uint8Array;
  /** For each row, for each of its typed fields of before from the lowest bit up. */
  readonly wasTyped: Uint32Array;
}

export function insertDecidedRows(db: Journal, step: number, decided: DecidedRows): void {
  db.statement(
    `INSERT INTO decided_rows (step, rows, positions, row_keys, fields, seen, was, was_typed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    step,
    decided.rows,
    decided.positions === null ? null : blobOf(decided.positions),
    blobOf(decided.rowKeys),
    blobOf(decided.fields),
    blobOf(decided.seen),
    blobOf(decided.was),
    blobOf(decided.wasTyped),
  );
}

interface Stored {
  rows: number;
  positions: Buffer | null;
  row_keys: Buffer;
  fields: Buffer;
  seen: Buffer;
  was: Buffer;
  was_typed: Buffer;
}

const NO_ROWS: DecidedRows = {
  rows: 0,
  positions: null,
  rowKeys: new Float64Array(),
  fields: new Uint8Array(),
  seen: new Float64Array(),
  was: new Uint8Array(),
  wasTyped: new Uint32Array(),
};

/** None of a step of an earlier version that no comparison has taken over yet. */
export function readDecidedRows(db: Journal, step: number): DecidedRows {
  const stored = db.statement('SELECT * FROM decided_rows WHERE step = ?').get(step) as
    Stored | undefined;
  if (stored === undefined) return NO_ROWS;
  return {
    rows: stored.rows,
    positions: stored.positions === null ? null : numbersOf(stored.positions),
    rowKeys: doublesOf(stored.row_keys),
    fields: stored.fields,
    seen: doublesOf(stored.seen),
    was: stored.was,
    wasTyped: numbersOf(stored.was_typed),
  };
}

export function countDecidedRows(db: Journal, step: number): number {
  return db.statement('SELECT rows FROM decided_rows WHERE step = ?').pluck().get(step) as number;
}

function numbersOf(data: Buffer): Uint32Array {
  const bytes = aligned(data);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

function doublesOf(data: Buffer): Float64Array {
  const bytes = aligned(data);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
}
