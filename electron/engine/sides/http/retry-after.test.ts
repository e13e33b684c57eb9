import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = new Date('2026-11-25T10:00:00Z');

test.each([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['parts of a second', { 'retry-after': '0.5' }, 500],
  ['spaces around', { 'retry-after': ' 7 ' }, 7_000],
  ['a date, by this clock', { 'retry-after': 'Wed, 25 Nov 2026 10:00:30 GMT' }, 30_000],
  [
    'a date, by the clock of who said it',
    { 'retry-after': 'Wed, 25 Nov 2026 09:00:30 GMT', date: 'Wed, 25 Nov 2026 09:00:00 GMT' },
    30_000,
  ],
  ['a date that is over', { 'retry-after': 'Wed, 25 Nov 2026 09:00:00 GMT' }, 0],
  ['nothing', {}, null],
  ['something else', { 'retry-after': 'soon' }, null],
])('%s', (_what, headers: Record<string, string>, expected) => {
  expect(retryAfterMs(headers, NOW)).toBe(expected);
});
