/**
 * What the comparison asks of a pairing's bases, as columns: place i of each is one base, by key in code point
 * order. Which bases were written since stands in `base_change`; the next comparison makes up for it.
 */
import type { Moves } from '../../../shared/reconcile/columns/moves.ts';
import { NO_MOVES } from '../../../shared/reconcile/columns/moves.ts';
import type { PagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import type { PagedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Column, ColumnSet } from './column-data.ts';
import {
  dataIdOf,
  hasColumn,
  readBytes,
  readFloat64,
  readJson,
  readUint16,
  readUint32,
  writeColumn,
  writeJson,
} from './column-data.ts';
import { FIELD_HASHES, readPaged, readPagedTexts } from './column-pages.ts';
import type { Journal } from './database.ts';

export interface BasesHead {
  readonly rows: number;
  /** The version it was made from: `baseMoves` says how its places stand to that one's. */
  readonly parent: number | null;
  readonly rowsBefore: number;
  /** Distinct statuses of the two legs; a code is 1 + place, 0 for blank, 65535 where there is no leg. */
  readonly memberLabels: readonly string[];
  readonly registrationLabels: readonly string[];
}

const BASE_COLUMNS = {
  /** UTF-8 of the keys, one after the other, and where key i begins, with one entry more. */
  key: 'bytes',
  keyAt: 'uint32',
  /** Hashes of the record ids; 0 for none. */
  member: 'float64',
  registration: 'float64',
  memberStatus: 'uint16',
  registrationStatus: 'uint16',
  /** Hashes of what was agreed on; 0 blank, -1 not in the base, -2 where the legs do not agree. */
  ...FIELD_HASHES,
  /** 1 where any of them is -2. */
  disagrees: 'bytes',
} as const;
export type BaseColumn = keyof typeof BASE_COLUMNS;

type NamesOf<Kind> = {
  [Name in BaseColumn]: (typeof BASE_COLUMNS)[Name] extends Kind ? Name : never;
}[BaseColumn];

function baseSet(pairingId: number): ColumnSet {
  return { table: 'base_column', id: pairingId };
}

/** Null where there are none, else the keys of the bases that are not as they say. */
export function staleBases(db: Journal, pairingId: number): readonly string[] | null {
  if (!hasColumn(db, baseSet(pairingId), 'head')) return null;
  return db
    .statement('SELECT row_key FROM base_change WHERE pairing_id = ? ORDER BY row_key')
    .pluck()
    .all(pairingId) as string[];
}

/** Another number with every other content. */
export function basesVersion(db: Journal, pairingId: number): number | null {
  return dataIdOf(db, baseSet(pairingId), 'head');
}

/** The columns that are not as they were; all the others stay. The caller owns the transaction. */
export function writeBaseColumns(
  db: Journal,
  pairingId: number,
  head: BasesHead,
  columns: Readonly<Partial<Record<BaseColumn, Column>>>,
  { moves, ids }: Pick<BaseMoves, 'moves' | 'ids'> = { moves: NO_MOVES, ids: new Float64Array() },
): void {
  const set = baseSet(pairingId);
  writeJson(db, set, 'head', head);
  for (const [name, column] of Object.entries(columns)) writeColumn(db, set, name, column);
  for (const name of ['changed', 'came', 'went'] as const) writeColumn(db, set, name, moves[name]);
  writeColumn(db, set, 'were', ids);
  freshenBases(db, pairingId);
}

/** The columns say what the bases are. */
export function freshenBases(db: Journal, pairingId: number): void {
  db.statement('DELETE FROM base_change WHERE pairing_id = ?').run(pairingId);
}

export interface BaseMoves {
  readonly moves: Moves;
  /** Hashes of the records that the bases which changed or went named. */
  readonly ids: Float64Array;
  readonly rowsBefore: number;
}

/** How the places of the bases stand to those of an earlier version; null where that is not known. */
export function baseMoves(db: Journal, pairingId: number, version: number): BaseMoves | null {
  const set = baseSet(pairingId);
  const { rows, parent, rowsBefore } = basesHead(db, pairingId);
  if (version === basesVersion(db, pairingId)) {
    return { moves: NO_MOVES, ids: new Float64Array(), rowsBefore: rows };
  }
  if (parent !== version) return null;
  const read = (name: keyof Moves): Uint32Array => readUint32(db, set, name);
  return {
    moves: { changed: read('changed'), came: read('came'), went: read('went') },
    ids: readFloat64(db, set, 'were'),
    rowsBefore,
  };
}

export function basesHead(db: Journal, pairingId: number): BasesHead {
  return readJson(db, baseSet(pairingId), 'head') as BasesHead;
}

export function baseBytes(db: Journal, pairingId: number, name: NamesOf<'bytes'>): Uint8Array {
  return readBytes(db, baseSet(pairingId), name);
}

export function baseCodes(db: Journal, pairingId: number, name: NamesOf<'uint16'>): Uint16Array {
  return readUint16(db, baseSet(pairingId), name);
}

export function basePlaces(db: Journal, pairingId: number, name: NamesOf<'uint32'>): Uint32Array {
  return readUint32(db, baseSet(pairingId), name);
}

export function baseHashes(db: Journal, pairingId: number, name: NamesOf<'float64'>): Float64Array {
  return readFloat64(db, baseSet(pairingId), name);
}

/** The column, some of it at a time. */
export function basePages(db: Journal, pairingId: number, name: BaseColumn): PagedNumbers {
  return readPaged(db, baseSet(pairingId), name, BASE_COLUMNS[name]);
}

/** The keys, of which there are `count`, some at a time. */
export function baseKeyPages(db: Journal, pairingId: number, count: number): PagedTexts {
  return readPagedTexts(db, baseSet(pairingId), { text: 'key', at: 'keyAt' }, count);
}
