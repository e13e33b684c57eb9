import { expect, test } from 'vitest';
import { ruleAlertOf } from './duplicate-rule.ts';

const RESULT = {
  allowSave: true,
  duplicateRule: 'Standard_Lead_Duplicate_Rule',
  matchResults: [
    {
      entityType: 'Contact',
      matchRecords: [{ matchConfidence: 100, record: { attributes: {}, Id: '0031' } }],
    },
    { entityType: 'Account', matchRecords: [{ record: { Id: '0011' } }] },
    { entityType: 'Lead', matchRecords: [{ record: { Id: '00Q1' } }, { record: { Id: '00Q2' } }] },
  ],
};

test.each(['duplicateResut', 'duplicateResult'])('whom the rule found is read from %s', (name) => {
  expect(ruleAlertOf({ [name]: RESULT, errorCode: 'DUPLICATES_DETECTED' })).toEqual({
    people: [
      { id: '0031', kind: 'Contact' },
      { id: '00Q1', kind: 'Lead' },
      { id: '00Q2', kind: 'Lead' },
    ],
    mayCreate: true,
  });
});

test('a rule that blocks leaves no choice of making one, and other errors are no alert', () => {
  const blocked = { duplicateResut: { allowSave: false, matchResults: [] } };
  expect(ruleAlertOf(blocked)).toEqual({ people: [], mayCreate: false });
  expect(ruleAlertOf({ errorCode: 'DUPLICATE_VALUE', message: 'x' })).toBe(null);
});
