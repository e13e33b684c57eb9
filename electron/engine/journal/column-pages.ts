/** Columns that are written as they are made, and read some at a time: what they need of memory is one piece of each. */
import type { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { PagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import { pagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import type { PagedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Column, ColumnSet } from './column-data.ts';
import {
  PIECE_BYTES,
  freePiece,
  insertColumn,
  insertPiece,
  laidOf,
  letGo,
  noColumn,
  pieceOf,
  readBetween,
} from './column-data.ts';
import type { Journal } from './database.ts';

const BYTES_OF = { bytes: 1, uint16: 2, uint32: 4, float64: 8 } as const;
type ColumnKind = keyof typeof BYTES_OF;

/** A hash for each field that is text. */
export const FIELD_HASHES = {
  firstName: 'float64',
  lastName: 'float64',
  company: 'float64',
  title: 'float64',
  phone: 'float64',
  email: 'float64',
} as const satisfies Readonly<Record<(typeof PERSON_FIELDS)[number], ColumnKind>>;

/** A column that is written as it is made. It is in the set from the start, and whole at the end. */
export interface ColumnWriting {
  readonly add: (bytes: Uint8Array, from: number, end: number) => void;
  /** Bytes so far. */
  readonly length: () => number;
  readonly end: () => void;
}

export function startColumn(db: Journal, set: ColumnSet, name: string): ColumnWriting {
  const data = db.transaction(() => insertColumn(db, set, name, 0));
  const piece = new Uint8Array(PIECE_BYTES);
  let [pieces, held] = [0, 0];
  const length = (): number => pieces * PIECE_BYTES + held;
  return {
    add: (bytes, from, end) => {
      for (let at = from; at < end;) {
        const until = Math.min(end, at + PIECE_BYTES - held);
        piece.set(bytes.subarray(at, until), held);
        held += until - at;
        at = until;
        if (held < PIECE_BYTES) break;
        insertPiece(db, data, pieces, piece);
        [pieces, held] = [pieces + 1, 0];
      }
    },
    length,
    end: () => {
      if (held > 0) insertPiece(db, data, pieces, piece.subarray(0, held));
      db.statement('UPDATE column_data SET bytes = ? WHERE data_id = ?').run(length(), data);
    },
  };
}

/** Numbers of a column that is written as they come. It is in the set from the start, and whole at the end. */
export interface NumbersWriting {
  readonly add: (number: number) => void;
  readonly end: () => void;
}

export function startNumbers(
  db: Journal,
  set: ColumnSet,
  name: string,
  kind: ColumnKind,
): NumbersWriting {
  const data = db.transaction(() => insertColumn(db, set, name, 0));
  const bytes = new Uint8Array(PIECE_BYTES);
  const numbers = viewOf(kind, bytes);
  let [pieces, held] = [0, 0];

  function write(): void {
    insertPiece(db, data, pieces, bytes.subarray(0, held * BYTES_OF[kind]));
    pieces += 1;
  }

  return {
    add: (number) => {
      if (held === numbers.length) {
        write();
        held = 0;
      }
      numbers[held] = number;
      held += 1;
    },
    end: () => {
      if (held > 0) write();
      const length = Math.max(0, pieces - 1) * PIECE_BYTES + held * BYTES_OF[kind];
      db.statement('UPDATE column_data SET bytes = ? WHERE data_id = ?').run(length, data);
    },
  };
}

const TEXTS_A_PAGE = 1 << 16;

/** Texts of which there are `count`, some at a time: their bytes in one column, where each begins in another. */
export function readPagedTexts(
  db: Journal,
  set: ColumnSet,
  names: { readonly text: string; readonly at: string },
  count: number,
): PagedTexts {
  let held: readonly Column[] = [];
  return {
    count,
    pageOf: (i) => {
      letGo(...held);
      const first = i - (i % TEXTS_A_PAGE);
      const end = Math.min(count, first + TEXTS_A_PAGE);
      const places = readBetween(db, set, names.at, 4 * first, 4 * (end + 1));
      const at = new Uint32Array(places.buffer, places.byteOffset, end + 1 - first);
      const [from = 0, until = 0] = [at[0], at.at(-1)];
      for (let text = 0; text < at.length; text += 1) at[text] = (at[text] ?? 0) - from;
      const bytes = readBetween(db, set, names.text, from, until);
      held = [bytes, at];
      return { first, texts: { count: end - first, bytes, at } };
    },
  };
}

/** A piece of the column is in memory, where one of its numbers is looked at. */
export function readPaged(
  db: Journal,
  set: ColumnSet,
  name: string,
  kind: ColumnKind,
): PagedNumbers {
  const laid = laidOf(db, set, name);
  if (laid === null) throw noColumn(set, name);
  const perPiece = PIECE_BYTES / BYTES_OF[kind];
  const bytes = new Uint8Array(Math.min(PIECE_BYTES, laid.bytes));
  const whole = viewOf(kind, bytes);
  return pagedNumbers(laid.bytes / BYTES_OF[kind], (place) => {
    const piece = Math.floor(place / perPiece);
    const found = pieceOf(db, laid.data, piece);
    bytes.set(found);
    const values = whole.subarray(0, found.length / BYTES_OF[kind]);
    freePiece(found);
    return { first: piece * perPiece, values };
  });
}

function viewOf(kind: ColumnKind, { buffer }: Uint8Array<ArrayBuffer>): Column {
  switch (kind) {
    case 'bytes':
      return new Uint8Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'float64':
      return new Float64Array(buffer);
  }
}
