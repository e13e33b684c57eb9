import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseOf, member, registration } from '../../../test/builders.ts';
import type { RecordOverrides } from '../../../test/builders.ts';
import { suggestions } from '../../texts/en/suggestions.ts';
import { isStillMeant, judgeSharedAddress, separatePeople } from './shared-address.ts';

function judged(a: RecordOverrides, b: RecordOverrides) {
  return judgeSharedAddress([member({ recordId: 'M1', ...a }), member({ recordId: 'M2', ...b })]);
}

describe('two records of one address', () => {
  test.each([
    [{}, {}, 'one-person', 'same-name'],
    [{ firstName: 'ANN' }, {}, 'one-person', 'same-name'],
    [{ firstName: 'Robert' }, { firstName: 'Bob' }, 'one-person', 'name-alike'],
    [{ lastName: 'Müller' }, { lastName: 'Mueller' }, 'one-person', 'name-alike'],
    [{ firstName: 'A.' }, {}, 'one-person', 'name-alike'],
    [{ firstName: 'Lee', lastName: 'Ann' }, {}, 'one-person', 'name-alike'],
    [{ firstName: 'Peter' }, {}, 'two-people', 'family'],
    [{ firstName: 'Peter', lastName: 'Smith' }, {}, 'two-people', 'other-name'],
    [{ lastName: 'Smith' }, {}, 'unclear', 'first-name-only'],
    [{ firstName: null }, {}, 'unclear', 'name-missing'],
    [{ firstName: null, lastName: null }, {}, 'unclear', 'name-missing'],
    [{ firstName: null, lastName: 'Smith' }, {}, 'two-people', 'other-name'],
  ] as const)('%j beside Ann Lee look like %s: %s', (other, ann, looks, reason) => {
    expect(judged(ann, other)).toMatchObject({ looks, reason });
    expect(judged(other, ann)).toMatchObject({ looks, reason });
    expect(suggestions.sharedAddress[reason]).toMatch(/[.]$/u);
  });
});

const family = [
  member({ recordId: 'M1', firstName: 'Ann' }),
  member({ recordId: 'M2', firstName: 'Bob' }),
  registration({ recordId: 'R1', firstName: 'Robert' }),
];

test('both sides are told apart together', () => {
  const { looks, people } = judgeSharedAddress(family);
  expect(looks).toBe('two-people');
  expect(people.map((records) => records.map(({ recordId }) => recordId))).toEqual([
    ['M1'],
    ['M2', 'R1'],
  ]);
});

test('what was decided holds until a new name comes', () => {
  const verdict = judgeSharedAddress(family);
  const decision = { identity: 'a@x.org', decision: 'two-people', names: verdict.names } as const;
  expect(isStillMeant(decision, verdict)).toBe(true);
  expect(isStillMeant(decision, judgeSharedAddress(family.slice(0, 2)))).toBe(true);
  const more = [...family, member({ recordId: 'M3', firstName: 'Carol' })];
  expect(isStillMeant(decision, judgeSharedAddress(more))).toBe(false);
});

test('people who are told apart have a group each, and the known pair keeps its own', () => {
  const group = {
    rowKey: 'ann@example.org',
    identity: 'ann@example.org',
    mergedBy: null,
    members: family.slice(0, 2),
    registrations: family.slice(2),
    base: baseOf({ memberId: 'M2', registrationId: 'R1' }),
  };
  const [bob, ann] = separatePeople(group, judgeSharedAddress(family));
  expect(ann).toMatchObject({ rowKey: 'person:ann lee:ann@example.org', base: null });
  expect(bob).toMatchObject({ rowKey: 'ann@example.org', base: group.base });
  expect([bob?.members, bob?.registrations].flat().map((record) => record?.recordId)).toEqual([
    'M2',
    'R1',
  ]);
});

test('the order of the records decides nothing, and every record is one person’s', () => {
  const names = fc.constantFrom('Ann', 'Bob', 'Robert', 'A.', 'Peter', null);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(names, fc.constantFrom('Lee', 'Smith', null)), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.infiniteStream(fc.nat()),
      (all, order) => {
        const records = all.map(([firstName, lastName], at) =>
          member({ recordId: `M${at}`, firstName, lastName }),
        );
        const [...keys] = order.take(records.length);
        const turned = records
          .map((record, at) => ({ record, key: keys[at] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ record }) => record);
        const verdict = judgeSharedAddress(records);
        expect(judgeSharedAddress(turned)).toEqual(verdict);
        expect(
          verdict.people
            .flat()
            .map(({ recordId }) => recordId)
            .sort(),
        ).toEqual(records.map(({ recordId }) => recordId).sort());
      },
    ),
  );
});
