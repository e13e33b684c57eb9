/** A pull is under way until what it read has been compared. */
import { beforeEach, expect, test } from 'vitest';
import type { Progress } from '../../shared/ipc/engine-views.ts';
import { BETWEEN_STEPS, takeProgress, useShell } from './shell-store.ts';

const told = (
  job: Progress['job'],
  stage: Progress['stage'],
  side: Progress['side'] = null,
): void => {
  takeProgress({ ...BETWEEN_STEPS, job, stage, side });
};
const isPulling = (): boolean => useShell.getState().progress?.isOfPull === true;

beforeEach(() => {
  useShell.setState({ progress: null });
});

test('from its beginning, between the sides, through its comparison to the end of that', () => {
  told('pull', 'reading', 'salesforce');
  expect(isPulling()).toBe(true);
  told('pull', 'done', 'salesforce');
  expect(isPulling()).toBe(true);
  told('compare', 'matching');
  expect(isPulling()).toBe(true);
  told('compare', 'done');
  expect(useShell.getState().progress).toBeNull();
});

test('a comparison by itself is none', () => {
  told('compare', 'matching');
  expect(useShell.getState().progress?.job).toBe('compare');
  expect(isPulling()).toBe(false);
});
