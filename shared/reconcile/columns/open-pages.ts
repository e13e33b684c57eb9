/** Paged texts of which one page is open: who looks at them in order opens each once. */
import type { PagedTexts, SortedTexts } from './sorted-texts.ts';
import { NO_TEXTS, compareTexts } from './sorted-texts.ts';

export interface OpenPages {
  readonly source: PagedTexts;
  readonly count: number;
  texts: SortedTexts;
  first: number;
  end: number;
}

export function openPages(source: PagedTexts): OpenPages {
  return { source, count: source.count, texts: NO_TEXTS, first: 0, end: 0 };
}

/** Opens the page that has text i. */
export function turnTo(pages: OpenPages, i: number): void {
  if (i >= pages.first && i < pages.end) return;
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
