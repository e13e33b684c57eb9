/** Laws: one seed gives one order of faults; a rule strikes as often as it says, and where it says. */
import { expect, test } from 'vitest';
import type { FaultRule } from './fault.ts';
import { createSchedule } from './schedule.ts';

const QUERY = { method: 'GET', path: '/services/data/v67.0/query', kind: 'query' };
const WRITE = {
  method: 'POST',
  path: '/services/data/v67.0/composite/sobjects',
  kind: 'collection-write',
};

/** Which of so many requests are struck: an `x` each, a dot for the others. */
function pattern(
  rules: readonly FaultRule[],
  requests: number,
  seed = 1,
  endpoint = QUERY,
): string {
  const schedule = createSchedule();
  schedule.load(rules, seed);
  return Array.from({ length: requests }, () => {
    const { wait, instead, answer } = schedule.strike(endpoint);
    return (wait ?? instead ?? answer) ? 'x' : '.';
  }).join('');
}

test.each<[string, Partial<FaultRule>, string]>([
  ['every time', {}, 'xxxxxx'],
  ['the next two', { next: 2 }, 'xx....'],
  ['the third', { nth: 3 }, '..x...'],
  ['all after two', { after: 2 }, '..xxxx'],
  ['one after two', { after: 2, next: 1 }, '..x...'],
  ['never by chance', { chance: 0 }, '......'],
  ['always by chance', { chance: 1 }, 'xxxxxx'],
])('%s', (_name, timing, expected) => {
  expect(pattern([{ kind: 'reset-after', ...timing } as FaultRule], 6)).toBe(expected);
});

test('by chance, the same seed strikes the same requests, and another seed others', () => {
  const rules: FaultRule[] = [{ kind: 'reset-before', chance: 0.1 }];
  const once = pattern(rules, 2_000, 7);
  expect(pattern(rules, 2_000, 7)).toBe(once);
  expect(pattern(rules, 2_000, 8)).not.toBe(once);
  const struck = once.replaceAll('.', '').length;
  expect(struck).toBeGreaterThan(150);
  expect(struck).toBeLessThan(250);
});

test('rules of one kind and chance do not strike the same requests', () => {
  const rules: FaultRule[] = [
    { kind: 'hang', chance: 0.5 },
    { kind: 'reset-after', chance: 0.5 },
  ];
  const schedule = createSchedule();
  schedule.load(rules);
  const both = Array.from({ length: 400 }, () => schedule.strike(QUERY)).filter(
    ({ wait, answer }) => wait !== null && answer !== null,
  );
  expect(both.length).toBeGreaterThan(60);
  expect(both.length).toBeLessThan(140);
});

test.each([
  ['query', '.'],
  ['collection-write', 'x'],
  [['query', 'collection-write'], 'x'],
  ['/services/data/*/composite/sobjects', 'x'],
  ['POST /services/data/*', 'x'],
  ['PATCH /services/data/*', '.'],
  ['/services/data/v67.0/composite', '.'],
])('a rule on %s', (on, expected) => {
  expect(pattern([{ kind: 'hang', on }], 1, 1, WRITE)).toBe(expected);
});

test('the first rule of a stage hides the request from the next, and stages strike together', () => {
  const schedule = createSchedule();
  schedule.load([
    { kind: 'unauthorized', next: 1 },
    { kind: 'daily-limit', next: 1 },
    { kind: 'half-body', next: 1 },
  ]);
  const kinds = Array.from({ length: 3 }, () => {
    const { instead, answer } = schedule.strike(QUERY);
    return [instead?.kind ?? null, answer?.kind ?? null];
  });
  expect(kinds).toEqual([
    ['unauthorized', 'half-body'],
    ['daily-limit', null],
    [null, null],
  ]);
});

test('only a listing that goes on can have forgotten its place', () => {
  const rules: FaultRule[] = [{ kind: 'page-expired', next: 1 }];
  expect(pattern(rules, 2)).toBe('..');
  expect(pattern(rules, 2, 1, { ...QUERY, kind: 'query-page' })).toBe('x.');
});

test('rules that are used up are told no more, and a named one stays through a new list', () => {
  const schedule = createSchedule();
  schedule.put('html', { kind: 'status', status: 503 });
  schedule.load([{ kind: 'reset-after', next: 1 }]);
  expect(schedule.rules()).toHaveLength(1);
  schedule.strike(QUERY);
  expect(schedule.rules()).toEqual([]);
  schedule.load([]);
  expect(schedule.strike(QUERY).instead).toMatchObject({ kind: 'status' });
  schedule.put('html', null);
  expect(schedule.strike(QUERY).instead).toBeNull();
});
