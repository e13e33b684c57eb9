import { describe, expect, test } from 'vitest';
import { baseOf, contextOf, member, registration } from '../../test/builders.ts';
import { pairKey } from '../domain/who-is-who.ts';
import { chooseKeeper, groupRows, rowKeyOf } from './group-rows.ts';
import { linkKeyOf } from './match-group.ts';

test('a row is keyed by its link, else its identity, else its record', () => {
  const record = member({ recordId: 'M7' });
  expect(rowKeyOf(record, 'ann@example.org', 'known')).toBe('known');
  expect(rowKeyOf(record, 'ann@example.org', null)).toBe('ann@example.org');
  expect(rowKeyOf(record, null, null)).toBe('id:salesforce:M7');
});

describe('the keeper', () => {
  const rankOf = (status: string | null): number => (status === 'Attended' ? 1 : 0);
  const [a, b, c] = [
    member({ recordId: 'A' }),
    member({ recordId: 'B', modifiedAt: null }),
    member({ recordId: 'C', status: 'Attended', modifiedAt: null, createdAt: null }),
  ];

  test('is the most advanced, then the latest, then the oldest id', () => {
    expect(chooseKeeper([a, b, c], rankOf, null).keeper).toBe(c);
    expect(chooseKeeper([b, a], rankOf, null)).toEqual({ keeper: a, others: [b] });
    expect(chooseKeeper([b, { ...b, recordId: 'A2' }], rankOf, null).keeper.recordId).toBe('A2');
  });

  test('is the chosen one, if it is among them', () => {
    expect(chooseKeeper([a, b, c], rankOf, 'B').keeper).toBe(b);
    expect(chooseKeeper([a, b, c], rankOf, 'elsewhere').keeper).toBe(c);
  });
});

test('a group keyed by a hand link keeps the two records that were linked', () => {
  const rows = groupRows(
    {
      rowKey: linkKeyOf({ memberId: 'M1', registrationId: 'R1' }),
      identity: 'ann@example.org',
      mergedBy: null,
      members: [member({ recordId: 'M2', status: 'Attended' }), member()],
      registrations: [registration()],
      base: null,
    },
    contextOf(),
  );
  expect(rows.map(({ rowKey, cls }) => [rowKey, cls])).toEqual([
    ['link:M1:R1', 'in-sync'],
    ['dup:salesforce:M2', 'duplicate'],
  ]);
});

test('whoever is kept once a pair was set apart is held to what was set apart as well', () => {
  const [first, other] = [member(), member({ recordId: 'M2', status: 'Attended' })];
  const all = [
    [first.recordId, 'R1'],
    [first.recordId, 'R2'],
    [other.recordId, 'R2'],
  ] as const;
  const whoIsWho = {
    apart: new Set(all.map(([memberId, registrationId]) => pairKey(memberId, registrationId))),
    sharedAddresses: new Map(),
  };
  const rows = groupRows(
    {
      rowKey: 'ann@example.org',
      identity: 'ann@example.org',
      mergedBy: null,
      members: [first, other],
      registrations: [registration(), registration({ recordId: 'R2' })],
      base: baseOf(),
    },
    contextOf(undefined, { whoIsWho }),
  );
  expect(rows.map((row) => [row.rowKey, row.member?.recordId, row.registration?.recordId])).toEqual(
    [
      ['alone:ann@example.org', 'M2', 'R1'],
      ['dup:salesforce:M1', 'M1', undefined],
      ['apart:ann@example.org', undefined, 'R2'],
    ],
  );
});
