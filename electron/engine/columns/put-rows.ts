/** Puts rows that were compared anew where they belong among those that keep what they are. */
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import { spliceRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { MergedRows } from '../../../shared/reconcile/columns/merge.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { compareTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffException } from '../journal/diff-columns.ts';
import { textAt } from '../journal/texts-in-order.ts';
import type { ColumnSource } from './column-source.ts';
import type { ComparedRows } from './compare-columns.ts';
import { slotWithoutIdentity } from './exact-rows.ts';
import type { MarkedRows } from './marked-rows.ts';

const COLUMNS = ['member', 'registration', 'verdict', 'base', 'pattern'] as const;

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
  const laid = (name: (typeof COLUMNS)[number]): Uint32Array =>
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
  found: ComparedRows,
): PutRows {
  const kept = keptRows(source, rows, marked);
  const slotOf = slotsIn(db, source, kept);
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
    identified: 0,
    member: new Uint32Array(count),
    registration: new Uint32Array(count),
    verdict: new Uint32Array(count),
    base: new Uint32Array(count),
    pattern: new Uint32Array(count),
    isDuplicate: new Uint8Array(count),
  };
  let to = 0;
  for (let row = 0; row < isMarked.length; row += 1) {
    if (isMarked[row] === 1) continue;
    for (const name of COLUMNS) kept[name][to] = rows[name][row] ?? 0;
    const [m, r] = [rows.member[row] ?? 0, rows.registration[row] ?? 0];
    const hasIdentity = m === 0 ? r <= source.voyage.identified : m <= source.salesforce.identified;
    if (hasIdentity) kept.identified += 1;
    to += 1;
  }
  return kept;
}

interface Sought {
  readonly member: number;
  readonly registration: number;
  readonly exception: DiffException | null;
}

/** The row among those kept that a row stands before. */
function slotsIn(db: Journal, source: ColumnSource, kept: KeptRows): (sought: Sought) => number {
  const texts = {
    salesforce: source.salesforce.identities(),
    voyage: source.voyage.identities(),
  };
  const memberNo = source.salesforce.numbers();
  const registrationNo = source.voyage.numbers();

  function before(identity: string): number {
    const bytes = new TextEncoder().encode(identity);
    const sought: SortedTexts = { count: 1, bytes, at: Uint32Array.of(0, bytes.length) };
    return firstFrom(0, kept.identified, (row) => {
      const m = kept.member[row] ?? 0;
      return m === 0
        ? compareTexts(texts.voyage, (kept.registration[row] ?? 0) - 1, sought, 0)
        : compareTexts(texts.salesforce, m - 1, sought, 0);
    });
  }

  /** Members before registrations, each by place. */
  function beforeAlone(member: number, registration: number): number {
    const orderOf = (m: number, r: number): number => (m === 0 ? source.salesforce.rows + r : m);
    const own = orderOf(member, registration);
    return firstFrom(
      kept.identified,
      kept.rows,
      (row) => orderOf(kept.member[row] ?? 0, kept.registration[row] ?? 0) - own,
    );
  }

  return ({ member, registration, exception }) => {
    const identity =
      exception === null
        ? member === 0
          ? textAt(texts.voyage, registration - 1)
          : textAt(texts.salesforce, member - 1)
        : exception.identity;
    if (identity !== null) return before(identity);
    if (exception === null) return beforeAlone(member, registration);
    return slotWithoutIdentity({ db, merged: kept, memberNo, registrationNo }, exception.rowKey);
  };
}

/** The first row from one on, up to another, that is not below. */
function firstFrom(from: number, end: number, isBelow: (row: number) => number): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
