/** Law: what is in one list alone is told once, in order, however the texts lie in pages. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPages } from '../../../test/text-pages.ts';
import { compareCodePoints } from '../code-point-order.ts';
import { onlyIn } from './only-in.ts';

const decoder = new TextDecoder();
const list = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '𝒶'), maxLength: 2 }), {
  maxLength: 16,
});

test('two lists with equal texts in pages of any size', () => {
  const size = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(list, list, size, size, (left, right, each, other) => {
      const sorted = (texts: readonly string[]) => [...texts].sort(compareCodePoints);
      const found = Array.from(
        onlyIn(inPages(sorted(left), each), inPages(sorted(right), other)),
        ({ texts, at }) => decoder.decode(texts.bytes.subarray(texts.at[at], texts.at[at + 1])),
      );
      expect(found).toEqual(sorted([...new Set(left)].filter((text) => !right.includes(text))));
    }),
  );
});
