/** Paged texts looked at in order: the page that is open, as places only go up. */
import type { PagedTexts, SortedTexts } from './sorted-texts.ts';
import { compareTexts } from './sorted-texts.ts';

export interface OpenPages {
  readonly source: PagedTexts;
  readonly count: number;
  texts: SortedTexts;
  first: number;
  end: number;
}

const NO_TEXTS: SortedTexts = { count: 0, bytes: new Uint8Array(), at: new Uint32Array(1) };

export function openPages(source: PagedTexts): OpenPages {
  return { source, count: source.count, texts: NO_TEXTS, first: 0, end: 0 };
}

/** Opens the page that has text i. */
export function turnTo(pages: OpenPages, i: number): void {
  if (i < pages.end) return;
  const { first, texts } = pages.source.pageOf(i);
  pages.texts = texts;
  pages.first = first;
  pages.end = first + texts.count;
}

export function compareOpen(a: OpenPages, i: number, b: OpenPages, j: number): number {
  turnTo(a, i);
  turnTo(b, j);
  return compareTexts(a.texts, i - a.first, b.texts, j - b.first);
}
