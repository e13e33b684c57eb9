import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

test('work that is cancelled clears away what it had laid beside', async () => {
  const told: string[] = [];
  const abort = new AbortController();
  function* work(): Generator<void, void, void> {
    try {
      told.push('begun');
      abort.abort();
      yield;
      told.push('gone on');
    } finally {
      told.push('cleared away');
    }
  }
  await expect(inTurns(work(), abort.signal)).rejects.toMatchObject({
    error: { code: 'run/cancelled' },
  });
  expect(told).toEqual(['begun', 'cleared away']);
});
