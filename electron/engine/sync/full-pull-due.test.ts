import { expect, test } from 'vitest';
import type { ListFacts } from '../../../shared/domain/record.ts';
import type { Snapshot } from '../journal/snapshot-repository.ts';
import { wholeReason } from './full-pull-due.ts';

const FACTS: ListFacts = {
  side: 'salesforce',
  listId: '701',
  name: 'Campaign',
  expectedRows: 3,
  statuses: [
    { label: 'Sent', isDefault: true, hasResponded: false, sortOrder: 1 },
    { label: 'Came', isDefault: false, hasResponded: true, sortOrder: 2 },
  ],
  absentFields: ['title', 'phone'],
  capacity: null,
};
const RULES = { plusTags: false, gmailDots: false };
const WHOLE_AT = '2026-03-01T10:00:00.000Z';

function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    id: 1,
    side: 'salesforce',
    completedAt: WHOLE_AT,
    watermark: WHOLE_AT,
    rows: 3,
    facts: FACTS,
    rules: RULES,
    pull: { kind: 'full', wholeAt: WHOLE_AT, changed: 3, deleted: 0, calls: 4 },
    ...changes,
  };
}

function reason(
  previous: Snapshot,
  now: { isAsked?: boolean; facts?: Partial<ListFacts>; plusTags?: boolean; at?: string } = {},
) {
  return wholeReason(previous, {
    isAsked: now.isAsked ?? false,
    facts: { ...FACTS, ...now.facts },
    rules: { ...RULES, plusTags: now.plusTags ?? false },
    at: new Date(now.at ?? '2026-03-01T11:00:00.000Z'),
  });
}

test('what changed is enough within a day of reading everything', () => {
  expect(reason(snapshot())).toBeNull();
  expect(reason(snapshot(), { at: '2026-03-02T09:59:59.999Z' })).toBeNull();
  expect(reason(snapshot(), { at: '2026-03-02T10:00:00.000Z' })).toBe('aged');
});

test('a clock of ours that was set back trusts nothing', () => {
  expect(reason(snapshot(), { at: '2026-03-01T09:00:00.000Z' })).toBe('clock');
});

test('a snapshot from before anybody noted when it was read whole is read whole', () => {
  expect(reason(snapshot({ pull: { ...snapshot().pull, wholeAt: null } }))).toBe('first');
});

test('whoever asks for everything gets everything', () => {
  expect(reason(snapshot(), { isAsked: true })).toBe('asked');
});

test('other rules of identity, other fields and another default label mean other records', () => {
  expect(reason(snapshot(), { plusTags: true })).toBe('rules');
  expect(reason(snapshot(), { facts: { absentFields: ['phone', 'title'] } })).toBeNull();
  expect(reason(snapshot(), { facts: { absentFields: ['phone'] } })).toBe('fields');
  const statuses = FACTS.statuses.map((each) => ({ ...each, isDefault: !each.isDefault }));
  expect(reason(snapshot(), { facts: { statuses } })).toBe('fields');
  expect(reason(snapshot(), { facts: { statuses: FACTS.statuses.slice(0, 1) } })).toBeNull();
});
