import { expect, test } from 'vitest';
import type { PlanImpact } from '../domain/plan.ts';
import { impactLines } from './impact-texts.ts';

const IMPACT: PlanImpact = {
  calls: { salesforce: 12, leftToday: 1_000, voyage: 1 },
  mayStart: {
    salesforce: { added: 3, changed: 2, statuses: 1, leads: 1 },
    voyage: { added: 40, changed: 5, statuses: 2, cancelled: 1 },
  },
  optedOut: { members: 9, inPlan: 4 },
  capacity: { limit: 100, registrations: 50, afterwards: 89 },
};

function line(name: string, impact: Partial<PlanImpact> = {}) {
  return impactLines({ ...IMPACT, ...impact }).find((one) => one.name === name);
}

test('what neither side tells is said to be unknown, on how many writes it may start', () => {
  expect(line('salesforce-flows')).toMatchObject({
    isUnknown: true,
    text: 'Unknown: which flows, rules and mails start in Salesforce on 3 new members, 1 new Lead, and 2 changed members. It does not say; ask its administrator.',
  });
  expect(line('voyage-mails')?.text).toMatch(/40 new registrations, 2 changed statuses, and 1 c/);
  expect(line('opted-out', { optedOut: { members: null, inPlan: null } })).toMatchObject({
    isUnknown: true,
    asks: false,
  });
  const calls = { salesforce: 12, leftToday: null, voyage: 1 };
  expect(line('calls', { calls })).toMatchObject({ isUnknown: true });
});

test('a person is asked to look where people opted out, the event is full, or calls run out', () => {
  expect(line('opted-out')).toMatchObject({ asks: true, isUnknown: false });
  expect(line('capacity')).toMatchObject({ asks: false });
  const full = { limit: 80, registrations: 50, afterwards: 89 };
  expect(line('capacity', { capacity: full })).toMatchObject({
    asks: true,
    text: '50 registrations now, 89 after the push, of 80 places: too many for the event.',
  });
  const calls = { salesforce: 12, leftToday: 3, voyage: 1 };
  expect(line('calls', { calls })).toMatchObject({ asks: true });
});

test('where nothing is written to a side nothing is said of its mails', () => {
  const mayStart = {
    salesforce: { added: 0, changed: 0, statuses: 0, leads: 0 },
    voyage: { added: 0, changed: 0, statuses: 0, cancelled: 0 },
  };
  expect(impactLines({ ...IMPACT, mayStart }).map(({ name }) => name)).toEqual([
    'calls',
    'opted-out',
    'capacity',
  ]);
});
