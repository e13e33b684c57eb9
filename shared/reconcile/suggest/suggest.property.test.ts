/** The marks of docs/adr/0012, on the sets whose truth is known. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFebrlSet } from '../../../test/labelled/febrl.ts';
import { createLabelledSet } from '../../../test/labelled/labelled-set.ts';
import {
  campaignSet,
  febrlSet,
  scoreOf,
  suggestAll,
  wrongAt,
} from '../../../test/labelled/score.ts';

test('the labelled sets are the ones that were made before the scorer', () => {
  const digest = (set: object): string =>
    createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 16);
  expect(digest(createLabelledSet(300, 1))).toBe('06c64fe105fec8cf');
  expect(digest(createFebrlSet(300, 1))).toBe('b9dc3f202faf5f6d');
});

test('nine in ten of those on both lists are found with one in a hundred wrong, and the model knows', () => {
  const set = campaignSet(10_000, 1);
  const found = suggestAll(set);
  const { points, own } = scoreOf(set, found);
  expect(wrongAt(points, 0.9)).toBeLessThanOrEqual(0.0105);
  expect(own.recall).toBeGreaterThan(0.88);
  expect(Math.abs(own.wrong - own.wrongAsTold)).toBeLessThan(0.004);
});

test('the same scorer takes names, addresses, dates and numbers', () => {
  const set = febrlSet(5000, 1);
  const { own } = scoreOf(set, suggestAll(set));
  expect(own.recall).toBeGreaterThan(0.99);
  expect(own.wrong).toBeLessThan(0.001);
});

test('nobody is suggested twice, and the same lists have the same suggestions', () => {
  const set = campaignSet(400, 3);
  const { pairs } = suggestAll(set);
  expect(new Set(pairs.map(({ left }) => left)).size).toBe(pairs.length);
  expect(new Set(pairs.map(({ right }) => right)).size).toBe(pairs.length);
  expect(suggestAll(set).pairs).toEqual(pairs);
});

test('lists that have nobody in common have no suggestions', () => {
  const [some, others] = [campaignSet(1000, 31), campaignSet(1000, 32)];
  const lists = { left: some.lists.left, right: others.lists.right };
  const { pairs, likelyFrom } = suggestAll({ ...some, lists });
  expect(pairs.filter(({ chance }) => chance >= likelyFrom)).toEqual([]);
});

test.each([
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
])('lists of %i and %i people are no trouble', (lefts, rights) => {
  const { lists, ...rest } = campaignSet(60, 1);
  const some = ({ columns }: (typeof lists)['left'], size: number) => ({
    size,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, texts]) => [name, texts.slice(0, size)]),
    ),
  });
  const few = { left: some(lists.left, lefts), right: some(lists.right, rights) };
  expect(suggestAll({ ...rest, lists: few }).pairs.length).toBeLessThanOrEqual(1);
});
