import { expect, test } from 'vitest';
import { createCallBudget } from './call-budget.ts';

const refused = { code: 'side/call-reserve', side: 'salesforce', percent: 80 };

function budgetOf(percent: number) {
  let now = 0;
  const budget = createCallBudget(
    'salesforce',
    () => percent,
    () => now,
  );
  return { budget, pass: (ms: number) => (now += ms) };
}

test('no more than the share is used', () => {
  const { budget } = budgetOf(80);
  expect(budget.refused()).toBe(null);
  budget.note({ used: 799, limit: 1000 });
  expect(budget.refused()).toBe(null);
  budget.note({ used: 800, limit: 1000 });
  expect(budget.refused()).toEqual({ ...refused, used: 800, limit: 1000 });
});

test('a count that went back counts as it is', () => {
  const { budget } = budgetOf(80);
  budget.note({ used: 801, limit: 1000 });
  budget.note({ used: 798, limit: 1000 });
  expect(budget.refused()).toBe(null);
  expect(budget.today()).toEqual({ used: 798, limit: 1000 });
});

test('all of it leaves the rest to the org, which may allow more', () => {
  const { budget } = budgetOf(100);
  budget.note({ used: 1200, limit: 1000 });
  expect(budget.refused()).toBe(null);
});

test('a count from a while ago is asked for anew', () => {
  const { budget, pass } = budgetOf(80);
  budget.note({ used: 900, limit: 1000 });
  pass(600_000);
  expect(budget.refused()).not.toBe(null);
  pass(1);
  expect(budget.refused()).toBe(null);
});
