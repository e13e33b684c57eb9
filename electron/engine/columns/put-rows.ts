/** Puts rows that were compared anew where they belong among those that keep what they are. */
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import { ROW_COLUMNS, spliceRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { MergedRows } from '../../../shared/reconcile/columns/merge.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffException } from '../journal/diff-columns.ts';
import type { ColumnSource } from './column-source.ts';
import type { ComparedRows } from './compare-columns.ts';
import type { MarkedRows } from './marked-rows.ts';
import type { FewColumns } from './record-columns.ts';
import { firstFrom, slotsIn } from './slots.ts';

/** Rows compared anew, and what they were compared by. */
export interface ComparedFew extends ComparedRows {
  readonly few: FewColumns;
}

export interface PutRows {
  readonly rows: SplicedRows;
  readonly exceptions: readonly DiffException[];
  /** Positions of exceptions of before; null for all. */
  readonly replaced: readonly number[] | null;
}

/** Groups whose records are those they were have their rows in the same places. Null where they have not. */
export function putInPlace(
  rows: SplicedRows,
  anew: Uint32Array,
  found: ComparedRows,
  were: readonly DiffException[],
  firstPart: number,
): PutRows | null {
  const count = found.rows.member.length;
  const nameOf = ({ identity, rowKey }: DiffException): string => identity ?? rowKey;
  const before = [...were].sort((a, b) => a.position - b.position).map(nameOf);
  const now = found.exceptions.map(nameOf);
  if (count !== anew.length || before.join('\n') !== now.join('\n')) return null;
  const laid = (name: (typeof ROW_COLUMNS)[number]): Uint32Array =>
    laidOver(rows[name], anew, found.rows[name]);
  return {
    rows: {
      member: laid('member'),
      registration: laid('registration'),
      verdict: laid('verdict'),
      base: laid('base'),
      pattern: laid('pattern'),
    },
    exceptions: found.exceptions.map((one) => ({
      ...one,
      position: (anew[one.position - 1] ?? 0) + 1,
      part: one.part + firstPart,
    })),
    replaced: were.map(({ position }) => position),
  };
}

/** The column itself where nothing in it is other. */
function laidOver(column: Uint32Array, at: Uint32Array, values: Uint32Array): Uint32Array {
  if (at.every((row, index) => column[row] === values[index])) return column;
  const made = column.slice();
  at.forEach((row, index) => {
    made[row] = values[index] ?? 0;
  });
  return made;
}

/** Where all exceptions are compared anew: the others are in the order of their places. */
export function putInOrder(
  db: Journal,
  source: ColumnSource,
  rows: SplicedRows,
  marked: MarkedRows,
  { few, ...found }: ComparedFew,
): PutRows {
  const kept = keptRows(source, rows, marked);
  const slotOf = slotsIn(db, source, few, kept);
  const exceptions = new Map(found.exceptions.map((one) => [one.position, one]));
  const placed = Array.from(found.rows.member, (member, at) => {
    const registration = found.rows.registration[at] ?? 0;
    return {
      before: slotOf({ member, registration, exception: exceptions.get(at + 1) ?? null }),
      member,
      registration,
      verdict: found.rows.verdict[at] ?? 0,
      base: found.rows.base[at] ?? 0,
      pattern: found.rows.pattern[at] ?? 0,
    };
  });
  const spliced = spliceRows(kept, [], placed);
  return {
    rows: spliced,
    exceptions: found.exceptions.map((one) => ({
      ...one,
      position: (spliced.placed[one.position - 1] ?? 0) + 1,
    })),
    replaced: null,
  };
}

type KeptRows = SplicedRows & Pick<MergedRows, 'rows' | 'identified' | 'isDuplicate'>;

function keptRows(source: ColumnSource, rows: SplicedRows, { isMarked }: MarkedRows): KeptRows {
  let count = 0;
  for (const each of isMarked) if (each === 0) count += 1;
  const kept = {
    rows: count,
    member: new Uint32Array(count),
    registration: new Uint32Array(count),
    verdict: new Uint32Array(count),
    base: new Uint32Array(count),
    pattern: new Uint32Array(count),
    isDuplicate: new Uint8Array(count),
  };
  let to = 0;
  for (let from = isMarked.indexOf(0); from !== -1;) {
    const next = isMarked.indexOf(1, from);
    const end = next === -1 ? isMarked.length : next;
    for (const name of ROW_COLUMNS) kept[name].set(rows[name].subarray(from, end), to);
    to += end - from;
    from = isMarked.indexOf(0, end);
  }
  const identified = firstFrom(0, count, (row) => {
    const [m, r] = [kept.member[row] ?? 0, kept.registration[row] ?? 0];
    const isNamed = m === 0 ? r <= source.voyage.identified : m <= source.salesforce.identified;
    return isNamed ? -1 : 1;
  });
  return { ...kept, identified };
}
