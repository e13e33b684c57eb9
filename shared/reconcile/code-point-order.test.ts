import { expect, test } from 'vitest';
import { compareCodePoints } from './code-point-order.ts';

test('texts stand by code point, so that those above the first plane come last', () => {
  const texts = ['b', 'a', '😀', '\uffee', 'ab', '', 'é', '😀a', '😁'];
  expect(texts.sort(compareCodePoints)).toEqual([
    '',
    'a',
    'ab',
    'b',
    'é',
    '\uffee',
    '😀',
    '😀a',
    '😁',
  ]);
});
