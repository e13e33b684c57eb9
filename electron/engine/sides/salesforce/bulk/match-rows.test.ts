import { expect, test } from 'vitest';
import { createRowMatcher } from './match-rows.ts';

const COLUMNS = ['LastName', 'Email'];

test('rows are told by content, in whatever order and among whatever columns they come', () => {
  const matcher = createRowMatcher(
    COLUMNS,
    [
      ['A', 'a'],
      ['B', 'b'],
      ['C', ''],
    ],
    COLUMNS,
  );
  const head = ['sf__Id', 'sf__Created', ...COLUMNS];
  expect(matcher.take(head, ['3', 'true', 'C', ''])).toBe(2);
  expect(matcher.take(head, ['1', 'true', 'A', 'a'])).toBe(0);
  expect(matcher.take(head, ['9', 'true', 'A', 'a'])).toBe(null);
  expect(matcher.left()).toEqual([1]);
});

test('rows that are alike stand for each other, each once', () => {
  const matcher = createRowMatcher(
    COLUMNS,
    [
      ['A', 'a'],
      ['A', 'a'],
      ['B', 'a'],
    ],
    COLUMNS,
  );
  const taken = [1, 2, 3].map(() => matcher.take(COLUMNS, ['A', 'a']));
  expect(taken).toEqual([0, 1, null]);
});

test('a key column that is not uploaded is empty everywhere', () => {
  const keys = ['CampaignId', 'LeadId', 'ContactId'];
  const matcher = createRowMatcher(
    ['CampaignId', 'LeadId'],
    [
      ['7', '1'],
      ['7', '2'],
    ],
    keys,
  );
  expect(matcher.take(['CampaignId', 'LeadId'], ['7', '2'])).toBe(1);
});
