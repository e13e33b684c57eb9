import { expect, test } from 'vitest';
import { binsOf, countFrom, leastChance, likelyPercent, percentOf, wordOf } from './pairs-model.ts';

const CHANCES = [1, 0.9999, 0.97, 0.96999, 0.9, 0.75, 0.58, 0.5];

test('a chance is never shown as more than it is', () => {
  expect(CHANCES.map(percentOf)).toEqual([99, 99, 97, 96, 90, 75, 58, 50]);
});

test('what is counted from a per cent on is what is linked from its chance on', () => {
  for (let percent = 50; percent <= 99; percent += 1) {
    const linked = CHANCES.filter((chance) => chance >= leastChance(percent));
    expect(countFrom(CHANCES, percent)).toBe(linked.length);
  }
});

test('every chance stands in one bar', () => {
  const bins = binsOf(CHANCES);
  expect(bins.reduce((sum, bin) => sum + bin, 0)).toBe(CHANCES.length);
  expect(bins.at(-1)).toBe(2);
  expect(bins).toHaveLength(50);
});

test('a chance has a word', () => {
  expect(new Set(CHANCES.map(wordOf)).size).toBe(4);
  expect([likelyPercent(1), likelyPercent(0.9601), likelyPercent(0.1)]).toEqual([99, 96, 50]);
});
