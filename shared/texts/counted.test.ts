import { expect, test } from 'vitest';
import { counted, pick } from './counted.ts';

test('one thing is singular, none and many are plural', () => {
  expect(counted(1, 'row', 'rows')).toBe('1 row');
  expect(counted(0, 'row', 'rows')).toBe('0 rows');
  expect(counted(34, 'row', 'rows')).toBe('34 rows');
  expect(pick(1, 'waits', 'wait')).toBe('waits');
});
