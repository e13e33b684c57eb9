/** Where in a view the rows lie that a person must decide. */
import { undecidedOf } from '../../../shared/reconcile/columns/judged-rows.ts';
import type { Journal } from '../journal/database.ts';
import { choicesOf, diffTable } from '../journal/diff-table.ts';
import type { View } from './views.ts';
import { positionAt } from './views.ts';

const MOST_TICKS = 400;

/** Index of the first row after an index that waits. */
export function nextWaiting(db: Journal, view: View, after: number): number | null {
  for (const index of waitingIndexes(db, view, Math.max(0, after + 1))) return index;
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
  const table = diffTable(db, view.diffId);
  const { chosen } = choicesOf(db, table);
  for (let index = from; index < view.total; index += 1) {
    const row = positionAt(view, index) - 1;
    if (undecidedOf(table.verdicts, table.verdict[row] ?? 0, chosen[row] ?? 0) !== 0) yield index;
  }
}
