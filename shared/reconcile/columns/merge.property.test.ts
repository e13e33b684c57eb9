/** Law: how the texts lie in pages changes nothing in the rows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPages, textsOf } from '../../../test/text-pages.ts';
import { compareCodePoints } from '../code-point-order.ts';
import type { MergeSide } from './merge.ts';
import { mergeSides } from './merge.ts';
import { numbersInOnePage } from './paged-numbers.ts';
import type { PagedTexts } from './sorted-texts.ts';
import { asOnePage } from './sorted-texts.ts';

const SAME = 8;
const list = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '𝒶'), maxLength: 2 }), {
  maxLength: 12,
});

function sideOf(sorted: readonly string[], texts: PagedTexts): MergeSide {
  const flags = numbersInOnePage(
    Uint8Array.from(sorted, (each, at) => (each === sorted[at - 1] ? SAME : 0)),
  );
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

test('lists that share nobody have as many rows as both of them', () => {
  const list = (name: string) =>
    Array.from({ length: 3000 }, (_, at) => `${name}${String(at).padStart(4, '0')}`);
  const sideIn = (sorted: readonly string[]) => sideOf(sorted, inPages(sorted, 700));
  const { rows, member, registration, isDuplicate } = mergeSides(
    sideIn(list('m')),
    sideIn(list('r')),
    inPages([], 1),
  );
  expect(rows).toBe(6000);
  const upTo = Uint32Array.from({ length: 3000 }, (_, at) => at + 1);
  const none = new Uint32Array(3000);
  expect(member).toEqual(Uint32Array.of(...upTo, ...none));
  expect(registration).toEqual(Uint32Array.of(...none, ...upTo));
  expect(isDuplicate).toEqual(new Uint8Array(6000));
});
