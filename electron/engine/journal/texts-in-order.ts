import type { PagedTexts, SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { compareTexts, endOfEqual } from '../../../shared/reconcile/columns/sorted-texts.ts';

/** Null beyond the last. */
export function textAt(texts: SortedTexts, i: number): string | null {
  if (i < 0 || i >= texts.count) return null;
  return new TextDecoder().decode(texts.bytes.subarray(texts.at[i], texts.at[i + 1]));
}

/** Null beyond the last. Who asks for one after the other in order turns each page once. */
export function readingTexts(texts: PagedTexts): (i: number) => string | null {
  let page = { first: 0, texts: NO_TEXTS };
  return (i) => {
    if (i < 0 || i >= texts.count) return null;
    if (i < page.first || i >= page.first + page.texts.count) page = texts.pageOf(i);
    return textAt(page.texts, i - page.first);
  };
}

const NO_TEXTS: SortedTexts = { count: 0, bytes: new Uint8Array(), at: new Uint32Array(1) };

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
