import { expect, test } from 'vitest';
import { CAMPAIGN_SCHEMA } from '../reconcile/suggest/campaign-schema.ts';
import { createComparers } from '../reconcile/suggest/schema.ts';
import { BLANK_VALUES } from '../domain/fields.ts';
import { suggestions } from './en/suggestions.ts';

const bob = { ...BLANK_VALUES, firstName: 'Bob', lastName: 'Lee', company: 'Acme', phone: '1' };
const robert = { ...bob, firstName: 'Robert', company: 'Globex' };

test('reasons are told in words, the strongest first, and what speaks against it after', () => {
  const reasons = suggestions.reasons(
    [
      { slot: 'given', level: 'nickname', bits: 4 },
      { slot: 'surname', level: 'same', bits: 9 },
      { slot: 'order', level: 'straight', bits: 0 },
      { slot: 'company', level: 'different', bits: -3 },
      { slot: 'phone', level: 'same', bits: 8 },
    ],
    bob,
    robert,
  );
  expect(reasons).toEqual({
    speaksFor: ['same surname', 'same phone', 'first name Bob/Robert'],
    speaksAgainst: ['company Acme/Globex'],
  });
  expect(suggestions.sentence(reasons)).toBe(
    'same surname, same phone, first name Bob/Robert; but company Acme/Globex',
  );
});

test('a field that is blank on one side is told as blank', () => {
  const evidence = [
    { slot: 'given', level: 'address', bits: 5 },
    { slot: 'surname', level: 'similar', bits: 1 },
  ];
  expect(suggestions.reasons(evidence, { ...bob, lastName: null }, bob).speaksFor).toEqual([
    'the first name of one is in the address of the other',
    'similar surname (blank)/Lee',
  ]);
});

test('every level of every slot has its words', () => {
  const nobody = { size: 0, columns: {} };
  const { comparers } = createComparers({ left: nobody, right: nobody }, CAMPAIGN_SCHEMA);
  for (const { name, levels } of comparers.flatMap(({ slots }) => slots)) {
    for (const level of levels) {
      if (level === 'missing' || level === 'straight') continue;
      const { speaksFor, speaksAgainst } = suggestions.reasons(
        [{ slot: name, level, bits: 1 }],
        bob,
        robert,
      );
      expect([name, level, speaksFor.length + speaksAgainst.length]).toEqual([name, level, 1]);
    }
  }
});
