/** Texts in code point order, as their UTF-8 one after the other. Text i is bytes `at[i]` to `at[i + 1]`. */
export interface SortedTexts {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly at: Uint32Array;
}

export const NO_TEXTS: SortedTexts = {
  count: 0,
  bytes: new Uint8Array(),
  at: new Uint32Array(1),
};

/** Byte order of UTF-8 is code point order. Below zero where text i of `a` comes before text j of `b`. */
export function compareTexts(a: SortedTexts, i: number, b: SortedTexts, j: number): number {
  const [from, to] = [a.at[i] ?? 0, a.at[i + 1] ?? 0];
  const [other, until] = [b.at[j] ?? 0, b.at[j + 1] ?? 0];
  const shorter = Math.min(to - from, until - other);
  for (let k = 0; k < shorter; k += 1) {
    const difference = (a.bytes[from + k] ?? 0) - (b.bytes[other + k] ?? 0);
    if (difference !== 0) return difference;
  }
  return to - from - (until - other);
}

/** The place after the last text equal to text i. */
export function endOfEqual(texts: SortedTexts, i: number): number {
  let end = i + 1;
  while (end < texts.count && compareTexts(texts, i, texts, end) === 0) end += 1;
  return end;
}

/** Texts that are read a page at a time. */
export interface PagedTexts {
  readonly count: number;
  /** A page that has text i, and which text its first is; until the next one is asked for. */
  readonly pageOf: (i: number) => { readonly first: number; readonly texts: SortedTexts };
}

export function asOnePage(texts: SortedTexts): PagedTexts {
  return { count: texts.count, pageOf: () => ({ first: 0, texts }) };
}
