/** Law: whatever fails on whichever side, also while it is taken back, each row says what both sides hold. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Prepared } from '../kill/world.ts';
import { prepareWorld } from '../kill/world.ts';
import { tryCase } from './rollback-case.ts';

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepareWorld();
}, 60_000);
afterAll(() => {
  prepared.remove();
});

/** Seeds that found something once; then others. */
const FOUND = [102, 166];
const OTHERS = Array.from({ length: 18 }, (_, index) => index + 1);

test('failures in the middle of a batch, in either mode, by collections and by Bulk: what could not be taken back is said row by row', async () => {
  const ended = new Set<string>();
  for (const seed of [...FOUND, ...OTHERS]) {
    const { what, status, wrong } = await tryCase(prepared, seed);
    expect(wrong, `seed ${String(seed)}, ${what}`).toEqual([]);
    ended.add(status);
  }
  expect([...ended].sort()).toEqual(['partial', 'rolled-back', 'succeeded']);
}, 120_000);
