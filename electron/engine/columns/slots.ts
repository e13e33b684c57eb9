/**
 * Where rows that were compared anew belong among the rows kept, which are told by their columns. Between the kept
 * neighbours of its record on its own side, a row's identity is compared with those of the few rows that lie there.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { compareCodePoints } from '../../../shared/reconcile/code-point-order.ts';
import type { MergedRows } from '../../../shared/reconcile/columns/merge.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffException } from '../journal/diff-columns.ts';
import { identityAt } from '../journal/record-repository.ts';
import { textAt } from '../journal/texts-in-order.ts';
import type { ColumnSource } from './column-source.ts';
import { slotWithoutIdentity } from './exact-rows.ts';
import type { FewColumns } from './record-columns.ts';
import { rowsByPlace } from './rows-by-place.ts';

export type KeptRows = Pick<MergedRows, 'rows' | 'identified' | 'member' | 'registration'>;

export interface Sought {
  /** 1 + place; 0 for none. */
  readonly member: number;
  readonly registration: number;
  readonly exception: DiffException | null;
}

interface Held {
  readonly side: Side;
  readonly place: number;
}

/** The row among those kept that a row stands before; `few` are the records of the rows sought. */
export function slotsIn(
  db: Journal,
  source: ColumnSource,
  few: FewColumns,
  kept: KeptRows,
): (sought: Sought) => number {
  const numbers = { salesforce: source.salesforce.numbers(), voyage: source.voyage.numbers() };
  const rowOf = {
    salesforce: rowsByPlace(kept.member, source.salesforce.rows),
    voyage: rowsByPlace(kept.registration, source.voyage.rows),
  };
  const { identities, holders } = identitiesOf(few);

  function identityOf(row: number): string {
    const m = kept.member[row] ?? 0;
    const no =
      m === 0 ? numbers.voyage((kept.registration[row] ?? 0) - 1) : numbers.salesforce(m - 1);
    return identityAt(db, no) ?? '';
  }

  function before(identity: string, held: Held | undefined): number {
    const [from, end] = held === undefined ? [0, kept.identified] : around(held);
    return firstFrom(from, end, (row) => compareCodePoints(identityOf(row), identity));
  }

  /** From the row after the nearest kept below, to the one of the nearest above. */
  function around({ side, place }: Held): readonly [number, number] {
    const rows = rowOf[side];
    const { identified } = source[side];
    let [below, above] = [place, place + 2];
    while (below > 0 && rows[below] === 0) below -= 1;
    while (above <= identified && rows[above] === 0) above += 1;
    const end = above > identified ? kept.identified : (rows[above] ?? 1) - 1;
    return [below === 0 ? 0 : (rows[below] ?? 0), end];
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
    if (exception !== null) {
      const { identity, rowKey } = exception;
      if (identity !== null) return before(identity, holders.get(identity));
      const { salesforce: memberNo, voyage: registrationNo } = numbers;
      return slotWithoutIdentity({ db, merged: kept, memberNo, registrationNo }, rowKey);
    }
    const held: Held =
      member === 0
        ? { side: 'voyage', place: registration - 1 }
        : { side: 'salesforce', place: member - 1 };
    const identity = identities[held.side].get(held.place);
    return identity === undefined ? beforeAlone(member, registration) : before(identity, held);
  };
}

function identitiesOf({ source, places }: FewColumns) {
  const identities = {
    salesforce: new Map<number, string>(),
    voyage: new Map<number, string>(),
  } as const satisfies Record<Side, unknown>;
  const holders = new Map<string, Held>();
  for (const side of SIDES) {
    const texts = source[side].identities();
    for (let at = 0; at < texts.count; at += 1) {
      const [identity, place] = [textAt(texts, at) ?? '', places[side][at] ?? 0];
      identities[side].set(place, identity);
      holders.set(identity, { side, place });
    }
  }
  return { identities, holders };
}

/** The first row from one on, up to another, that is not below. */
export function firstFrom(from: number, end: number, orderOf: (row: number) => number): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (orderOf(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
