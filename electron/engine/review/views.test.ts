import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../../shared/domain/policy.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { Refusal } from '../refusal.ts';
import { fold } from './fold.ts';
import { createViews, positionsIn } from './views.ts';

function diffOf(id: number, rows = 100): Diff {
  return {
    id,
    pairingId: 1,
    snapshots: { salesforce: 1, voyage: 2 },
    sketches: { salesforce: 1, voyage: 2 },
    policy: DEFAULT_POLICY,
    comparedAt: '',
    rows,
  };
}

test('a view over everything and one over some rows page by index and end where they end', () => {
  const views = createViews();
  const all = views.open(diffOf(1), null);
  expect(positionsIn(all, 98, 10)).toEqual([99, 100]);
  const some = views.open(diffOf(1), Int32Array.from([3, 17, 90]));
  expect(some.total).toBe(3);
  expect(positionsIn(some, 1, 10)).toEqual([17, 90]);
  expect(positionsIn(some, 3, 10)).toEqual([]);
  expect(positionsIn(some, -5, 2)).toEqual([3, 17]);
});

test('a view of another diff is superseded, and so is one opened long ago', () => {
  const views = createViews();
  const first = views.open(diffOf(1), null);
  expect(views.find(first.id, diffOf(1))).toBe(first);
  expect(() => views.find(first.id, diffOf(2))).toThrow(Refusal);
  for (let opened = 0; opened < 8; opened += 1) views.open(diffOf(1), null);
  expect(() => views.find(first.id, diffOf(1))).toThrow(Refusal);
});

test.each([
  ['Müller', 'muller'],
  ['ÅSE KJÆR', 'ase kjær'],
  ['Straße', 'strasse'],
  ['ＡＣＭＥ', 'acme'],
  ['Łódź', 'łodz'],
  ['plain Text', 'plain text'],
])('%s is searched as %s', (text, expected) => {
  expect(fold(text)).toBe(expected);
});
