import { expect, test } from 'vitest';
import { baseOf, contextOf, member, registration } from '../../test/builders.ts';
import { applyChoices, isStillMeant, seenOf } from './decide.ts';
import { diffRow } from './diff3.ts';

const META = {
  rowKey: 'ann@example.org',
  identity: 'ann@example.org',
  keeperId: null,
  mergedBy: null,
};
const context = contextOf();
const conflict = diffRow(
  member({ company: 'Acme Ltd' }),
  registration({ company: 'Acme GmbH' }),
  baseOf(),
  META,
  context,
);

test('what a decision is made on are the values of the fields that differ', () => {
  expect(seenOf(conflict)).toEqual({ company: ['Acme Ltd', 'Acme GmbH'] });
});

test('what a decision on presence is made on is the question and, once changed, the values', () => {
  const only = diffRow(member(), null, null, META, context);
  expect(seenOf(only)).toEqual({ presence: ['create-registration M1', null] });
  const changed = (company: string) =>
    seenOf(diffRow(null, registration({ company }), baseOf(), META, context));
  expect(isStillMeant('presence', changed('A'), changed('A'))).toBe(true);
  expect(isStillMeant('presence', changed('A'), changed('B'))).toBe(false);
});

test('a decision on a field that differs no more is not meant any more', () => {
  expect(isStillMeant('company', seenOf(conflict), {})).toBe(false);
  expect(isStillMeant('title', {}, seenOf(conflict))).toBe(false);
});

test('what is taken holds on both sides, in the terms of each', () => {
  const row = diffRow(member({ status: 'Attended' }), registration(), null, META, context);
  const take = (choice: 'salesforce' | 'voyage' | 'skip') =>
    applyChoices(row, { status: { choice, value: null } }, null, context).fields[0];
  expect(take('salesforce')).toMatchObject({
    salesforceValue: 'Attended',
    voyageValue: 'attended',
  });
  expect(take('voyage')).toMatchObject({ salesforceValue: 'Responded', voyageValue: 'registered' });
  expect(take('skip')).toMatchObject({ salesforceValue: 'Attended', voyageValue: 'registered' });
});

test('a choice on a field both sides agree on changes nothing', () => {
  const resolution = applyChoices(
    conflict,
    { lastName: { choice: 'typed', value: 'Else' } },
    null,
    context,
  );
  expect(resolution.fields.find(({ field }) => field === 'lastName')).toMatchObject({
    settled: 'same',
    salesforceValue: 'Lee',
  });
});
