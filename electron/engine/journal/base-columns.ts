/**
 * What the comparison asks of a pairing's bases, as columns: place i of each is one base, by key in code point
 * order. They are stale once a base is written, and made anew by the next comparison.
 */
import type { Moves } from '../../../shared/reconcile/columns/moves.ts';
import { NO_MOVES } from '../../../shared/reconcile/columns/moves.ts';
import type { Column, ColumnSet } from './column-data.ts';
import {
  dataIdOf,
  dropColumns,
  hasColumn,
  readBytes,
  readFloat64,
  readJson,
  readUint16,
  readUint32,
  writeColumn,
  writeJson,
} from './column-data.ts';
import type { Journal } from './database.ts';

export interface BasesHead {
  readonly rows: number;
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
  firstName: 'float64',
  lastName: 'float64',
  company: 'float64',
  title: 'float64',
  phone: 'float64',
  email: 'float64',
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

export function hasBaseColumns(db: Journal, pairingId: number): boolean {
  return hasColumn(db, baseSet(pairingId), 'head');
}

/** Another number with every other content. */
export function basesVersion(db: Journal, pairingId: number): number | null {
  return dataIdOf(db, baseSet(pairingId), 'head');
}

/** A base was written: what the columns say is no longer so. */
export function dropBaseColumns(db: Journal, pairingId: number): void {
  dropColumns(db, baseSet(pairingId));
}

/** The caller owns the transaction. */
export function writeBaseColumns(
  db: Journal,
  pairingId: number,
  head: BasesHead,
  columns: Readonly<Record<BaseColumn, Column>>,
): void {
  const set = baseSet(pairingId);
  dropColumns(db, set);
  writeJson(db, set, 'head', head);
  for (const name of Object.keys(BASE_COLUMNS) as BaseColumn[]) {
    writeColumn(db, set, name, columns[name]);
  }
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

/** How the places of the bases stand to those of an earlier version; null where that is not known. */
export function baseMoves(db: Journal, pairingId: number, version: number): BaseMoves | null {
  if (version !== basesVersion(db, pairingId)) return null;
  return { moves: NO_MOVES, ids: [], rowsBefore: basesHead(db, pairingId).rows };
}

export interface BaseMoves {
  readonly moves: Moves;
  /** Hashes of the records that bases which changed or went named. */
  readonly ids: Iterable<number>;
  readonly rowsBefore: number;
}
