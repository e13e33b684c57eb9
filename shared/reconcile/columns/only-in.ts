import { compareOpen, openPages, turnTo } from './open-pages.ts';
import type { PagedTexts, SortedTexts } from './sorted-texts.ts';
import { endOfEqual } from './sorted-texts.ts';

/** The texts of one list that are not in another, each once: place `at` of `texts`, until the next is asked for. */
export function* onlyIn(
  own: PagedTexts,
  other: PagedTexts,
): Generator<{ readonly texts: SortedTexts; readonly at: number }, void, void> {
  const [left, right] = [openPages(own), openPages(other)];
  let j = 0;
  let last: Uint8Array | null = null;
  for (let i = 0; i < left.count;) {
    let order = -1;
    while (j < right.count && (order = compareOpen(left, i, right, j)) > 0) j += 1;
    turnTo(left, i);
    const at = i - left.first;
    const { texts } = left;
    const bytes = texts.bytes.subarray(texts.at[at], texts.at[at + 1]);
    const isNew = last === null || !isSame(last, bytes);
    if (isNew && (j >= right.count || order < 0)) yield { texts, at };
    const end = left.first + endOfEqual(texts, at);
    // Equal texts may go on in the next page.
    last = end === left.end ? bytes.slice() : null;
    i = end;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
