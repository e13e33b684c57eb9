import { openPages, turnTo } from '../../../shared/reconcile/columns/open-pages.ts';
import type { PagedTexts, SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { compareTexts, endOfEqual } from '../../../shared/reconcile/columns/sorted-texts.ts';

/** Null beyond the last. */
export function textAt(texts: SortedTexts, i: number): string | null {
  if (i < 0 || i >= texts.count) return null;
  return new TextDecoder().decode(texts.bytes.subarray(texts.at[i], texts.at[i + 1]));
}

/** Null beyond the last. Who asks for one after the other in order turns each page once. */
export function readingTexts(texts: PagedTexts): (i: number) => string | null {
  const pages = openPages(texts);
  return (i) => {
    if (i < 0 || i >= texts.count) return null;
    turnTo(pages, i);
    return textAt(pages.texts, i - pages.first);
  };
}

/** The places that hold a text: from one on, up to another. */
export function placesOfText(
  texts: SortedTexts,
  text: string,
): { readonly from: number; readonly end: number } {
  const bytes = new TextEncoder().encode(text);
  const sought: SortedTexts = { count: 1, bytes, at: Uint32Array.of(0, bytes.length) };
  let [from, to] = [0, texts.count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compareTexts(texts, middle, sought, 0) < 0) from = middle + 1;
    else to = middle;
  }
  const isFound = from < texts.count && compareTexts(texts, from, sought, 0) === 0;
  return { from, end: isFound ? endOfEqual(texts, from) : from };
}
