import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBlocks } from './blocking.ts';

const people = fc.array(fc.tuple(fc.constantFrom('a', 'b', null), fc.constantFrom('x', 'y', '')), {
  maxLength: 20,
});

test('each pair that shares a key is met once, and no block is larger than it may be', () => {
  fc.assert(
    fc.property(people, people, fc.integer({ min: 1, max: 400 }), (lefts, rights, most) => {
      const all = [...lefts, ...rights];
      const lists = {
        left: { size: lefts.length, columns: {} },
        right: { size: rights.length, columns: {} },
      };
      const by = (part: 0 | 1) => (person: number) => all[person]?.[part] ?? null;
      const keys = [
        { name: 'first', left: [by(0), by(1)], right: [by(0), by(1)] },
        { name: 'second', left: [by(1)], right: [by(1)] },
      ];
      const blocks = createBlocks(lists, keys, most);
      const met: string[] = [];
      const steps = blocks.meet(
        () => true,
        (left, right) => met.push(`${left} ${right}`),
      );
      expect([...steps].every((done) => done <= blocks.pairsAtMost)).toBe(true);
      expect(new Set(met).size).toBe(met.length);
      const shared = lefts.flatMap(([a, x], left) =>
        rights.flatMap(([b, y], right) =>
          (a !== null && a === b) || (x !== '' && x === y)
            ? [`${left} ${right + lefts.length}`]
            : [],
        ),
      );
      if (most === 400) expect(met.toSorted()).toEqual(shared.toSorted());
      else expect(met.every((pair) => shared.includes(pair))).toBe(true);
    }),
  );
});
