/** Where records that came belong among those of a sketch. */
import { compareCodePoints } from '../../../shared/reconcile/code-point-order.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { SketchSource } from '../journal/sketch-sources.ts';
import { placesOfText } from '../journal/texts-in-order.ts';

export interface Arrival {
  readonly source: SketchSource;
  /** The place it gets. */
  readonly place: number;
}

export interface Among {
  /** Of the places before that have an identity, which are the first. */
  readonly texts: SortedTexts;
  readonly rows: number;
  /** Places before that are gone, ascending. */
  readonly went: Uint32Array;
  /** The id of the record at a place before that is not gone. */
  readonly idAt: (place: number) => string;
}

/** In the order of their places. */
export function placeArrivals(
  arrivals: readonly SketchSource[],
  { texts, rows, went, idAt }: Among,
): readonly Arrival[] {
  const gone = new Set(went);

  /** The first place from one on, up to another, that a record without a smaller id has. */
  function slotById(from: number, end: number, id: string): number {
    let [low, high] = [from, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      let held = middle;
      while (held < high && gone.has(held)) held += 1;
      if (held === high) {
        high = middle;
        continue;
      }
      if (compareCodePoints(idAt(held), id) < 0) low = held + 1;
      else high = middle;
    }
    return low;
  }

  function slotOf({ identity, record_id: id }: SketchSource): number {
    if (identity === null) return slotById(texts.count, rows, id);
    const { from, end } = placesOfText(texts, identity);
    return slotById(from, end, id);
  }

  const placed = arrivals
    .map((source) => ({ source, slot: slotOf(source) }))
    .sort(
      (a, b) =>
        a.slot - b.slot ||
        Number(a.source.identity === null) - Number(b.source.identity === null) ||
        Buffer.compare(
          Buffer.from(a.source.identity ?? ''),
          Buffer.from(b.source.identity ?? ''),
        ) ||
        compareCodePoints(a.source.record_id, b.source.record_id),
    );
  let passed = 0;
  return placed.map(({ source, slot }, at) => {
    while (passed < went.length && (went[passed] ?? 0) < slot) passed += 1;
    return { source, place: slot - passed + at };
  });
}
