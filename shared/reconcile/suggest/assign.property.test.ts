import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign, chancesOf } from './assign.ts';

const graph = fc
  .uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: ([a, b]) => a * 8 + b, maxLength: 40 })
  .chain((pairs) =>
    fc.tuple(
      fc.constant(pairs),
      fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), {
        minLength: pairs.length,
        maxLength: pairs.length,
      }),
    ),
  )
  .map(([pairs, odds]) => ({
    lefts: 8,
    rights: 8,
    left: Int32Array.from(pairs, ([left]) => left),
    right: Int32Array.from(pairs, ([, right]) => 8 + right),
    odds: Float64Array.from(odds),
    rest: new Float64Array(16),
  }));

test('nobody is suggested twice, likeliest first, and every chance is one', () => {
  fc.assert(
    fc.property(graph, fc.double({ min: 0, max: 1, noNaN: true }), (edges, double) => {
      const found = assign(edges, () => double, 0.1);
      const people = found.flatMap(({ left, right }) => [left, right]);
      expect(new Set(people).size).toBe(people.length);
      const chances = found.map(({ chance }) => chance);
      expect(chances).toEqual(chances.toSorted((a, b) => b - a));
      expect(chances.every((chance) => chance >= 0.1 && chance <= 1)).toBe(true);
    }),
  );
});

test('a pair above one half is the best of both its people', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const chances = chancesOf(edges);
      for (const [at, chance] of chances.entries()) {
        if (chance <= 0.501) continue;
        for (const [other, rival] of chances.entries()) {
          const isRival =
            other !== at &&
            (edges.left[other] === edges.left[at] || edges.right[other] === edges.right[at]);
          if (isRival) expect(rival).toBeLessThan(chance);
        }
      }
    }),
  );
});
