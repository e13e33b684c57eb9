/** More identities than one run, and one page, hold. */
import { expect, test } from 'vitest';
import { compareCodePoints } from '../../../shared/reconcile/code-point-order.ts';
import { makeJournal } from '../../../test/journal-builders.ts';
import { SKETCH_FLAGS, sketchIdentityPages, startSketch } from '../journal/sketch-columns.ts';
import { startParts } from '../journal/sketch-parts.ts';
import { textAt } from '../journal/texts-in-order.ts';
import { createIdentitySort } from './sort-identities.ts';

const ROWS = 140_000;
const PAGE = 4000;

function identityAt(row: number): string | null {
  if (row % 11 === 0) return null;
  const number = (row * 7919) % 100_003;
  return row % 3 === 0 ? `jürgen.${String(number)}@exämple.org` : `p${String(number)}@example.org`;
}

function ended<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

test('they come in code point order, equal ones as they came, and those without one behind them', () => {
  const journal = makeJournal();
  const { db } = journal;
  try {
    startParts(db, 1);
    const sort = createIdentitySort(db, 1, ROWS);
    const all = Array.from({ length: ROWS }, (_, row) => identityAt(row));
    for (let from = 0; from < ROWS; from += PAGE) ended(sort.add(all.slice(from, from + PAGE)));
    const sketch = startSketch(db);
    const { order, identified, same } = ended(sort.writeTo(sketch));

    const named = all.flatMap((identity, row) => (identity === null ? [] : [{ identity, row }]));
    const expected = named.sort((a, b) => compareCodePoints(a.identity, b.identity));
    expect(identified).toBe(expected.length);
    expect([...order]).toEqual([
      ...expected.map(({ row }) => row),
      ...all.flatMap((identity, row) => (identity === null ? [row] : [])),
    ]);
    const isSame = expected.map(({ identity }, at) => identity === expected[at - 1]?.identity);
    expect(
      [...same.subarray(0, identified)].map((flag) => flag === SKETCH_FLAGS.isSameIdentity),
    ).toEqual(isSame);
    const pages = sketchIdentityPages(db, sketch, identified);
    const texts: (string | null)[] = [];
    while (texts.length < identified) {
      const page = pages.pageOf(texts.length);
      for (let at = 0; at < page.texts.count; at += 1) texts.push(textAt(page.texts, at));
    }
    expect(texts).toEqual(expected.map(({ identity }) => identity));
  } finally {
    journal.remove();
  }
}, 30_000);
