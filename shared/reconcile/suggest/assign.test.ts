import { expect, test } from 'vitest';
import type { Edges } from './assign.ts';
import { assign, chancesOf } from './assign.ts';

function edgesOf(
  lefts: number,
  rights: number,
  all: readonly (readonly [number, number, number])[],
): Edges {
  return {
    lefts,
    rights,
    left: Int32Array.from(all, ([left]) => left),
    right: Int32Array.from(all, ([, right]) => lefts + right),
    odds: Float64Array.from(all, ([, , odds]) => odds),
    rest: new Float64Array(lefts + rights),
  };
}

const nobodyTwice = (): number => 0;

test('two who are as likely share the chance', () => {
  const [one = 0, other = 0] = chancesOf(
    edgesOf(20, 20, [
      [0, 0, 1000],
      [1, 0, 1000],
    ]),
  );
  expect(one).toBeCloseTo(other);
  expect(one).toBeLessThan(0.51);
});

test('a rival who has a better match elsewhere hardly counts', () => {
  const edges = edgesOf(20, 20, [
    [0, 0, 100],
    [1, 0, 100],
    [1, 1, 1e6],
  ]);
  expect(assign(edges, nobodyTwice, 0.5).map(({ left, right }) => [left, right - 20])).toEqual([
    [1, 1],
    [0, 0],
  ]);
  expect(chancesOf(edges)[0]).toBeGreaterThan(0.95);
});

test('one who stands in a list twice is no rival of himself', () => {
  const edges = edgesOf(20, 20, [
    [0, 0, 1000],
    [1, 0, 900],
  ]);
  expect(assign(edges, nobodyTwice, 0.6)).toEqual([]);
  const [found] = assign(edges, () => 1, 0.6);
  expect(found).toMatchObject({ left: 0, right: 20 });
  expect(found?.chance).toBeGreaterThan(0.95);
});

test('all that is too unlikely to be told still speaks against the rest', () => {
  const edges = edgesOf(20, 20, [[0, 0, 4]]);
  edges.rest[0] = 4;
  expect(chancesOf(edges)[0]).toBeLessThan(0.6);
});
