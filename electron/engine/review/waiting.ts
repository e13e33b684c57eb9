/** Where in a view the rows lie that a person must decide. */
import type { Journal } from '../journal/database.ts';
import { waitingAfter } from '../journal/review-repository.ts';
import type { View } from './views.ts';
import { indexOf, positionAt } from './views.ts';

const AT_ONCE = 5000;
const MOST_TICKS = 400;

/** Index of the first row after an index that waits. */
export function nextWaiting(db: Journal, view: View, after: number): number | null {
  const from = after < 0 ? 0 : positionAt(view, after);
  for (const index of waitingIndexes(db, view, from)) return index;
  return null;
}

/** One share of the view per place that can be told apart. */
export function waitingTicks(db: Journal, view: View): readonly number[] {
  const at = new Map<number, number>();
  for (const index of waitingIndexes(db, view, 0)) {
    const share = index / view.total;
    const place = Math.floor(share * MOST_TICKS);
    if (!at.has(place)) at.set(place, share);
  }
  return Array.from(at.values());
}

function* waitingIndexes(db: Journal, view: View, from: number): Generator<number, void, void> {
  let after = from;
  const end = view.total === 0 ? 0 : positionAt(view, view.total - 1);
  while (after < end) {
    const positions = waitingAfter(db, view.diffId, after, AT_ONCE);
    for (const position of positions) {
      const index = indexOf(view, position);
      if (index !== null) yield index;
    }
    if (positions.length < AT_ONCE) return;
    after = positions.at(-1) ?? end;
  }
}
