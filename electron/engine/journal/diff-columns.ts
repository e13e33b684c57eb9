/**
 * The rows of a diff as columns: place i of each is the row at position i + 1, in review order.
 *
 * What a verdict does not say is read from the records, which are compared again by the pure core. A row whose
 * verdict is not flagged `exception` has for its key its identity, else `id:SIDE:RECORD`; a duplicate has
 * `dup:SIDE:RECORD`, and for its keeper the record of the same side in the nearest row before it that is no
 * duplicate.
 */
import type { RowDiff } from '../../../shared/domain/row.ts';
import type { PatternTable } from '../../../shared/reconcile/columns/pattern-table.ts';
import { PATTERN_CODES } from '../../../shared/reconcile/columns/pattern-table.ts';
import type { VerdictTable } from '../../../shared/reconcile/columns/verdicts.ts';
import type { Column, ColumnSet } from './column-data.ts';
import {
  blobOf,
  hasColumn,
  readBytes,
  readJson,
  readUint16,
  readUint32,
  shareColumn,
  writeColumn,
  writeJson,
} from './column-data.ts';
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

export interface DiffColumns {
  readonly rows: number;
  /** 1 + place in the sketch of the members; 0 for none. */
  readonly member: Uint32Array;
  /** 1 + place in the sketch of the registrations; 0 for none. */
  readonly registration: Uint32Array;
  /** Place in the verdicts. */
  readonly verdict: Uint32Array;
  readonly verdicts: VerdictTable;
}

/** A row whose key and meta cannot be told from its records. */
export interface DiffException {
  readonly position: number;
  readonly rowKey: string;
  readonly identity: string | null;
  readonly keeperId: string | null;
  readonly mergedBy: RowDiff['mergedBy'];
  /** Rows of one part are compared together. */
  readonly part: number;
}

/** What the next comparison goes on from. */
export interface DiffTraces {
  /** 1 + place in the columns of the bases; 0 for none. */
  readonly base: Uint32Array;
  /** Place in the patterns; of an exception it says nothing. */
  readonly pattern: Uint32Array;
  readonly patterns: PatternTable;
}

const PLACES = ['member', 'registration', 'verdict'] as const;
const BYTES = [
  'cls',
  'presence',
  'presenceCls',
  'differs',
  'movedSalesforce',
  'movedVoyage',
  'autoSalesforce',
  'autoVoyage',
  'asks',
  'byPolicy',
  'flags',
  'sides',
] as const;
const STATUSES = ['memberStatus', 'registrationStatus'] as const;

export function diffSet(diffId: number): ColumnSet {
  return { table: 'diff_column', id: diffId };
}

/** A diff and its columns. */
export interface StoredRows {
  readonly diffId: number;
  readonly columns: DiffColumns;
  readonly traces: DiffTraces;
}

/** What is as it was `before` is shared with it. The caller owns the transaction. */
export function writeDiffColumns(
  db: Journal,
  { diffId, columns, traces }: StoredRows,
  before: StoredRows | null,
): void {
  const set = diffSet(diffId);
  const write = (name: string, column: Column, was: Column | undefined): void => {
    if (before !== null && was !== undefined && blobOf(column).equals(blobOf(was))) {
      shareColumn(db, diffSet(before.diffId), set, name);
    } else {
      writeColumn(db, set, name, column);
    }
  };
  for (const name of PLACES) write(name, columns[name], before?.columns[name]);
  for (const name of [...BYTES, ...STATUSES]) {
    writeColumn(db, set, `verdict.${name}`, columns.verdicts[name]);
  }
  write('trace.base', traces.base, before?.traces.base);
  write('trace.pattern', traces.pattern, before?.traces.pattern);
  writeColumn(db, set, 'pattern.fields', traces.patterns.fields);
  for (const name of PATTERN_CODES) writeColumn(db, set, `pattern.${name}`, traces.patterns[name]);
}

export function readDiffColumns(db: Journal, diffId: number): DiffColumns {
  const set = diffSet(diffId);
  const verdict = readUint32(db, set, 'verdict');
  const bytes = Object.fromEntries(
    BYTES.map((name) => [name, readBytes(db, set, `verdict.${name}`)]),
  ) as Record<(typeof BYTES)[number], Uint8Array>;
  const statuses = Object.fromEntries(
    STATUSES.map((name) => [name, readUint16(db, set, `verdict.${name}`)]),
  ) as Record<(typeof STATUSES)[number], Uint16Array>;
  return {
    rows: verdict.length,
    member: readUint32(db, set, 'member'),
    registration: readUint32(db, set, 'registration'),
    verdict,
    verdicts: { count: bytes.cls.length, ...bytes, ...statuses },
  };
}

/** Of a diff that `rulesOfDiff` knows. */
export function readTraces(db: Journal, diffId: number): DiffTraces {
  const set = diffSet(diffId);
  const fields = readUint32(db, set, 'pattern.fields');
  const codes = Object.fromEntries(
    PATTERN_CODES.map((name) => [name, readUint16(db, set, `pattern.${name}`)]),
  ) as Record<(typeof PATTERN_CODES)[number], Uint16Array>;
  return {
    base: readUint32(db, set, 'trace.base'),
    pattern: readUint32(db, set, 'trace.pattern'),
    patterns: { count: fields.length, fields, ...codes },
  };
}

/** The rules the diff was made under. The caller owns the transaction. */
export function writeRules(db: Journal, diffId: number, rules: unknown): void {
  writeJson(db, diffSet(diffId), 'made.under', rules);
}

/** Null of a diff of an earlier version. */
export function rulesOfDiff(db: Journal, diffId: number): unknown {
  const set = diffSet(diffId);
  return hasColumn(db, set, 'made.under') ? readJson(db, set, 'made.under') : null;
}

/** The exceptions of another diff, but for those at these positions. The caller owns the transaction. */
export function copyExceptions(
  db: Journal,
  from: number,
  to: number,
  except: readonly number[],
): void {
  db.statement(
    `INSERT INTO diff_exception (diff_id, position, row_key, identity, keeper_id, merged_by, part)
     SELECT ?, position, row_key, identity, keeper_id, merged_by, part FROM diff_exception
     WHERE diff_id = ? AND position NOT IN (SELECT value FROM json_each(?))`,
  ).run(to, from, JSON.stringify(except));
}

/** All exceptions of the parts that have one of these positions. */
export function exceptionsOfParts(
  db: Journal,
  diffId: number,
  positions: readonly number[],
): readonly DiffException[] {
  if (positions.length === 0) return [];
  const rows = db
    .statement(
      `SELECT * FROM diff_exception WHERE diff_id = @diff AND part IN (
         SELECT part FROM json_each(@positions) p
         CROSS JOIN diff_exception e ON e.diff_id = @diff AND e.position = p.value)`,
    )
    .all({ diff: diffId, positions: JSON.stringify(positions) }) as ExceptionRow[];
  return rows.map(toException);
}

/** A number no part of a diff has, nor any above it. */
export function nextPart(db: Journal, diffId: number): number {
  return db
    .statement('SELECT coalesce(max(part) + 1, 0) FROM diff_exception WHERE diff_id = ?')
    .pluck()
    .get(diffId) as number;
}

/** The caller owns the transaction. */
export function insertDiffExceptions(
  db: Journal,
  diffId: number,
  rows: readonly DiffException[],
): void {
  insertMany(
    db,
    {
      table: 'diff_exception',
      columns: ['diff_id', 'position', 'row_key', 'identity', 'keeper_id', 'merged_by', 'part'],
      replaces: false,
    },
    rows.map((row) => [
      diffId,
      row.position,
      row.rowKey,
      row.identity,
      row.keeperId,
      row.mergedBy,
      row.part,
    ]),
  );
}

interface ExceptionRow {
  position: number;
  row_key: string;
  identity: string | null;
  keeper_id: string | null;
  merged_by: RowDiff['mergedBy'];
  part: number;
}

function toException(row: ExceptionRow): DiffException {
  return {
    position: row.position,
    rowKey: row.row_key,
    identity: row.identity,
    keeperId: row.keeper_id,
    mergedBy: row.merged_by,
    part: row.part,
  };
}

export const EXCEPTIONS_AT = `SELECT e.* FROM json_each(?) p
  CROSS JOIN diff_exception e ON e.diff_id = ? AND e.position = p.value`;
export const EXCEPTIONS_OF_KEYS = `SELECT e.position FROM json_each(?) k
  CROSS JOIN diff_exception e ON e.diff_id = ? AND e.row_key = k.value`;
export const EXCEPTIONS_OF_IDENTITY =
  'SELECT position FROM diff_exception WHERE diff_id = ? AND identity = ?';

export function exceptionsAt(
  db: Journal,
  diffId: number,
  positions: readonly number[],
): ReadonlyMap<number, DiffException> {
  if (positions.length === 0) return new Map();
  const rows = db.statement(EXCEPTIONS_AT).all(JSON.stringify(positions), diffId) as ExceptionRow[];
  return new Map(rows.map((row) => [row.position, toException(row)]));
}

export function exceptionsOfKeys(
  db: Journal,
  diffId: number,
  rowKeys: readonly string[],
): readonly number[] {
  return db.statement(EXCEPTIONS_OF_KEYS).pluck().all(JSON.stringify(rowKeys), diffId) as number[];
}

export function exceptionsOfIdentity(
  db: Journal,
  diffId: number,
  identity: string,
): readonly number[] {
  return db.statement(EXCEPTIONS_OF_IDENTITY).pluck().all(diffId, identity) as number[];
}

/** The keys of all exceptions, by position. */
export function exceptionKeys(
  db: Journal,
  diffId: number,
): readonly { readonly position: number; readonly rowKey: string }[] {
  return db
    .statement('SELECT position, row_key AS rowKey FROM diff_exception WHERE diff_id = ?')
    .all(diffId) as { position: number; rowKey: string }[];
}
