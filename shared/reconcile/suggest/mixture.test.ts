import { expect, test } from 'vitest';
import { LAST_SAME } from './comparer.ts';
import type { SlotShape } from './mixture.ts';
import { bitsOf, learn, oddsOf } from './mixture.ts';
import { createTally } from './patterns.ts';

const DIFFERENT = LAST_SAME + 1;
const LEVELS = LAST_SAME + 2;

function shape(same: number): SlotShape {
  const random = Array.from({ length: LEVELS }, () => 1e-6);
  random[1] = same;
  random[DIFFERENT] = 1 - same;
  const expected = random.map(() => 0.001);
  expected[1] = 0.7;
  expected[DIFFERENT] = 0.1;
  return { levels: LEVELS, isEvidence: true, random, expected, mostUnlike: 1 };
}

/** 1,000 matches that agree in each of four fields nine times in ten, among 20,000 strangers who share the first. */
function learned() {
  const shapes = [shape(0.01), shape(0.01), shape(0.02), shape(0.05)];
  const tally = createTally(shapes);
  let state = 7;
  const chance = (probability: number): boolean => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 < probability;
  };
  const add = (alike: readonly number[]): void =>
    tally.add(Uint8Array.from(alike, (each) => (chance(each) ? 1 : DIFFERENT)));
  for (let pair = 0; pair < 1000; pair += 1) add([0.9, 0.9, 0.9, 0.9]);
  for (let pair = 0; pair < 20_000; pair += 1) add([1, 0.01, 0.02, 0.05]);
  return learn(tally.patterns(5000), shapes, {
    changes: [],
    lookAlikes: [['shared', 'chance', 'chance', 'chance']],
  });
}

test('how often matches agree is learned without being told which they are', () => {
  const model = learned();
  expect(model.shares[0]).toBeCloseTo(1000 / 21_000, 2);
  for (const slot of [1, 2, 3]) expect(model.chances[0]?.[slot]?.[1]).toBeCloseTo(0.9, 1);
});

test('more agreement is more likely one person, and a missing value says nothing', () => {
  const odds = oddsOf(learned());
  const of = (...levels: number[]): number => odds(Uint8Array.from(levels));
  expect(of(1, 1, 1, 1)).toBeGreaterThan(1000);
  expect(of(1, DIFFERENT, DIFFERENT, DIFFERENT)).toBeLessThan(0.01);
  expect(of(1, 1, 1, 0)).toBeGreaterThan(of(1, 1, 1, DIFFERENT));
  expect(of(1, 1, 1, 0)).toBeLessThan(of(1, 1, 1, 1));
});

test('what a level says is told in bits', () => {
  const model = learned();
  expect(bitsOf(model, 1, 1)).toBeCloseTo(Math.log2(0.9 / 0.01), 0);
  expect(bitsOf(model, 1, DIFFERENT)).toBeLessThan(-2);
});

test('there are no more matches than people', () => {
  const shapes = [shape(0.01), shape(0.01)];
  const tally = createTally(shapes);
  for (let pair = 0; pair < 1000; pair += 1) tally.add(Uint8Array.of(1, 1));
  const model = learn(tally.patterns(10), shapes, {
    changes: [],
    lookAlikes: [['shared', 'shared']],
  });
  expect(model.shares[0]).toBeLessThan(0.012);
});
