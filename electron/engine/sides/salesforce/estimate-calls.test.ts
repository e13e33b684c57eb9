import { expect, test } from 'vitest';
import { USUAL_POLLING } from './bulk/patience.ts';
import { bulkQueryCalls } from './bulk/read-query.ts';
import { estimateWrites, pagesOf } from './estimate-calls.ts';

const NONE = { create: 0, createPerson: 0, other: 0, writesPerson: 0 };
const COLLECTIONS = { batchSize: 200, bulkAbove: 2_000, polling: USUAL_POLLING, rows: null };
const BULK = { ...COLLECTIONS, batchSize: 10_000 };

test('a batch of updates is looked at, written and read back', () => {
  expect(estimateWrites({ ...NONE, other: 200 }, COLLECTIONS)).toBe(3);
  expect(estimateWrites({ ...NONE, other: 201 }, COLLECTIONS)).toBe(6);
  expect(estimateWrites({ ...NONE, other: 200, writesPerson: 50 }, COLLECTIONS)).toBe(4);
});

test('a batch of new people is looked for among contacts and leads, made, added and read back', () => {
  expect(estimateWrites({ ...NONE, create: 200, createPerson: 200 }, COLLECTIONS)).toBe(5);
});

test('a kind of operation that is in few batches costs calls in no more of them than it has rows', () => {
  const many = { ...NONE, other: 2_000 };
  const one = { ...many, create: 1 };
  expect(estimateWrites(one, COLLECTIONS) - estimateWrites(many, COLLECTIONS)).toBeLessThan(6);
});

test('ten thousand by Bulk cost a tenth of what they cost by collections', () => {
  const writes = { ...NONE, other: 10_000 };
  expect(estimateWrites(writes, BULK) * 2).toBeLessThan(estimateWrites(writes, COLLECTIONS));
  expect(estimateWrites(writes, { ...BULK, rows: 10_000 })).toBeLessThan(25);
});

test('where pages and a job cost alike, pages are fewer parts that can go wrong', () => {
  const bySize = (rows: number): string =>
    bulkQueryCalls(rows, USUAL_POLLING) < pagesOf(rows) ? 'bulk' : 'pages';
  expect([1_000, 8_000, 20_000, 100_000, 1_000_000].map(bySize)).toEqual([
    'pages',
    'pages',
    'bulk',
    'bulk',
    'bulk',
  ]);
  expect(bulkQueryCalls(1_000_000, USUAL_POLLING)).toBeLessThan(25);
});
