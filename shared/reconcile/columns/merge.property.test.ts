/** Law: how the texts lie in pages changes nothing in the rows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints } from '../code-point-order.ts';
import type { MergeSide } from './merge.ts';
import { mergeSides } from './merge.ts';
import type { PagedTexts, SortedTexts } from './sorted-texts.ts';
import { asOnePage } from './sorted-texts.ts';

const SAME = 8;
const encoder = new TextEncoder();
const list = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '𝒶'), maxLength: 2 }), {
  maxLength: 12,
});

function textsOf(sorted: readonly string[]): SortedTexts {
  const chunks = sorted.map((each) => encoder.encode(each));
  const at = new Uint32Array(chunks.length + 1);
  chunks.forEach((bytes, i) => (at[i + 1] = (at[i] ?? 0) + bytes.length));
  return { count: chunks.length, bytes: Uint8Array.from(chunks.flatMap((each) => [...each])), at };
}

function inPages(sorted: readonly string[], size: number): PagedTexts {
  return {
    count: sorted.length,
    pageOf: (i) => {
      const first = i - (i % size);
      return { first, texts: textsOf(sorted.slice(first, first + size)) };
    },
  };
}

function sideOf(sorted: readonly string[], texts: PagedTexts): MergeSide {
  const flags = Uint8Array.from(sorted, (each, at) => (each === sorted[at - 1] ? SAME : 0));
  return { texts, rows: sorted.length, flags, sameBit: SAME };
}

test('members, registrations and bases in pages of any size', () => {
  const size = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(list, list, list, size, (members, registrations, keys, each) => {
      const sorted = (texts: readonly string[]) => [...texts].sort(compareCodePoints);
      const [left, right] = [sorted(members), sorted(registrations)];
      const bases = [...new Set(sorted(keys))];
      const mergedIn = (read: (texts: readonly string[]) => PagedTexts) =>
        mergeSides(sideOf(left, read(left)), sideOf(right, read(right)), read(bases));
      expect(mergedIn((texts) => inPages(texts, each))).toEqual(
        mergedIn((texts) => asOnePage(textsOf(texts))),
      );
    }),
  );
});
