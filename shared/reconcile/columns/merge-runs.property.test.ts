/** Law: sorted runs merged are all their texts in code point order, equal ones in the order of the runs. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints } from '../code-point-order.ts';
import type { Run } from './merge-runs.ts';
import { mergeRuns } from './merge-runs.ts';

const text = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'b'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function runOf(texts: readonly string[], first: number, size: number): Run {
  let from = 0;
  return () => {
    const chunk = texts.slice(from, from + size).map((each) => encoder.encode(each));
    const numbers = Uint32Array.from(chunk, (_, at) => first + from + at);
    from += size;
    if (chunk.length === 0) return null;
    const at = new Uint32Array(chunk.length + 1);
    chunk.forEach((bytes, i) => (at[i + 1] = (at[i] ?? 0) + bytes.length));
    return {
      texts: {
        count: chunk.length,
        bytes: Uint8Array.from(chunk.flatMap((each) => [...each])),
        at,
      },
      numbers,
    };
  };
}

test('runs of any number and length, in chunks of any size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(text, { maxLength: 9 }), { maxLength: 9 }),
      fc.integer({ min: 1, max: 4 }),
      (lists, size) => {
        const sorted = lists.map((list) => [...list].sort(compareCodePoints));
        const all = sorted.flat();
        let first = 0;
        const runs = sorted.map((list) => {
          const run = runOf(list, first, size);
          first += list.length;
          return run;
        });
        const found: [string, number][] = [];
        const steps = mergeRuns(runs, ({ bytes, at }, i, number) => {
          found.push([decoder.decode(bytes.subarray(at[i], at[i + 1])), number]);
        });
        while (steps.next().done !== true);
        const expected = all.map((each, number): [string, number] => [each, number]);
        expect(found).toEqual(expected.sort(([a], [b]) => compareCodePoints(a, b)));
      },
    ),
  );
});
