import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { isOneSlip, jaroWinkler } from './jaro-winkler.ts';
import { createNicknames, haveCommon } from './nicknames.ts';
import { soundOf } from './sound.ts';

test.each([
  ['martha', 'marhta', 0.9611],
  ['dixon', 'dicksonx', 0.8133],
  ['dwayne', 'duane', 0.84],
  ['jones', 'johnson', 0.8324],
  ['ann', 'ann', 1],
  ['ann', 'bob', 0],
  ['', 'ann', 0],
])('%s and %s are alike to %d', (a, b, likeness) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(likeness, 4);
});

test.each([
  ['smith', 'smyth', true],
  ['smith', 'smiht', true],
  ['smith', 'smit', true],
  ['smith', 'smithe', true],
  ['smith', 'smith', true],
  ['smith', 'smythe', false],
  ['smith', 'htims', false],
])('from %s to %s in one slip: %s', (a, b, isOne) => {
  expect(isOneSlip(a, b)).toBe(isOne);
  expect(isOneSlip(b, a)).toBe(isOne);
});

describe('a folded name', () => {
  test.each([
    ['Müller', 'muller', 'mueller'],
    ['O’Brien', 'obrien', 'obrien'],
    ["D'Angelo-Smith", 'dangelo smith', 'dangelo smith'],
    ['Øystein', 'oystein', 'oeystein'],
    ['Łukasz', 'lukasz', 'lukasz'],
    ['Strauß', 'strauss', 'strauss'],
    ['Сергей', 'sergei', 'sergei'],
    ['Παπαδόπουλος', 'papadopoylos', 'papadopoylos'],
    ['Nguyễn', 'nguyen', 'nguyen'],
    ['王', '王', '王'],
    ['ＡＮＮ', 'ann', 'ann'],
  ])('of %s is %s, or spelt out %s', (name, bare, spelt) => {
    expect(fold(name)).toEqual({ bare, spelt });
  });
});

test.each([
  ['meyer', 'maier'],
  ['schmidt', 'schmitt'],
  ['yusuf', 'youssef'],
  ['philips', 'filips'],
  ['catherine', 'kathrin'],
])('%s sounds like %s', (a, b) => {
  expect(soundOf(a)).toBe(soundOf(b));
});

describe('nicknames', () => {
  const nicknames = createNicknames();

  test.each([
    ['bob', 'robert', true],
    ['bill', 'william', true],
    ['liz', 'elizabeth', true],
    ['gosia', 'malgorzata', true],
    ['bob', 'bill', false],
    ['zaphod', 'robert', false],
  ])('%s is %s: %s', (a, b, isOne) => {
    expect(haveCommon(nicknames.groupsOf(a), nicknames.groupsOf(b))).toBe(isOne);
  });

  test('a name is filed under the full one, and an unknown one under itself', () => {
    expect(['bob', 'robert', 'ted', 'zaphod'].map((name) => nicknames.rootOf(name))).toEqual([
      'robert',
      'robert',
      'edward',
      'zaphod',
    ]);
  });
});
