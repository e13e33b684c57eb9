/** Texts in order as columns hold them, for tests. */
import type { PagedTexts, SortedTexts } from '../shared/reconcile/columns/sorted-texts.ts';

const encoder = new TextEncoder();

export function textsOf(sorted: readonly string[]): SortedTexts {
  const chunks = sorted.map((each) => encoder.encode(each));
  const at = new Uint32Array(chunks.length + 1);
  chunks.forEach((bytes, i) => (at[i + 1] = (at[i] ?? 0) + bytes.length));
  return { count: chunks.length, bytes: Uint8Array.from(chunks.flatMap((each) => [...each])), at };
}

/** A page is not to be looked at any more once another is turned to: its bytes are zeroed then. */
export function inPages(sorted: readonly string[], size: number): PagedTexts {
  let held: SortedTexts | null = null;
  return {
    count: sorted.length,
    pageOf: (i) => {
      held?.bytes.fill(0);
      const first = i - (i % size);
      held = textsOf(sorted.slice(first, first + size));
      return { first, texts: held };
    },
  };
}
