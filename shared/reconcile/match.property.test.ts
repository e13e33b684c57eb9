import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policies, sayings, wildWorld } from '../../test/arbitraries.ts';
import { contextOf } from '../../test/builders.ts';
import { pairKey } from '../domain/who-is-who.ts';
import { compareInReviewOrder, reconcile } from './match.ts';

const keepers = fc.subarray(['M00', 'M01', 'R00', 'R01']);

test('no record is lost or told twice', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), keepers, sayings(), (world, policy, chosen, said) => {
      const context = contextOf(policy, {
        chosenKeepers: new Set(chosen),
        whoIsWho: said(world),
      });
      const rows = reconcile(world, context);
      const told = rows.flatMap(({ member, registration }) =>
        [member, registration].flatMap((record) => (record === null ? [] : [record.recordId])),
      );
      const given = [...world.members, ...world.registrations].map(({ recordId }) => recordId);
      expect(told.sort()).toEqual(given.sort());
    }),
  );
});

test('row keys are unique, and rows stand in review order', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), sayings(), (world, policy, said) => {
      const rows = reconcile(world, contextOf(policy, { whoIsWho: said(world) }));
      expect(new Set(rows.map(({ rowKey }) => rowKey)).size).toBe(rows.length);
      expect([...rows].sort(compareInReviewOrder)).toEqual(rows);
    }),
  );
});

test('the order in which records are read decides nothing', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), sayings(), (world, policy, said) => {
      const turned = {
        ...world,
        members: world.members.toReversed(),
        registrations: world.registrations.toReversed(),
      };
      const bare = (rows: ReturnType<typeof reconcile>) =>
        rows.map(({ rowKey, cls, member, registration, keeperId }) => [
          rowKey,
          cls,
          member?.recordId,
          registration?.recordId,
          keeperId,
        ]);
      const context = contextOf(policy, { whoIsWho: said(world) });
      expect(bare(reconcile(turned, context)).sort()).toEqual(
        bare(reconcile(world, context)).sort(),
      );
    }),
    { numRuns: 400 },
  );
});

test('a duplicate names a keeper that is there, on its own side', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), (world, policy) => {
      const rows = reconcile(world, contextOf(policy));
      for (const row of rows.filter(({ cls }) => cls === 'duplicate')) {
        const kept = rows.filter(({ cls, member, registration }) =>
          cls === 'duplicate'
            ? false
            : (row.member === null ? registration : member)?.recordId === row.keeperId,
        );
        expect(kept).toHaveLength(1);
      }
    }),
  );
});

test('two records that a person set apart are never one row, unless a person linked them', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), sayings(), (world, policy, said) => {
      const whoIsWho = said(world);
      const rows = reconcile({ ...world, links: [] }, contextOf(policy, { whoIsWho }));
      for (const { member, registration } of rows) {
        if (member === null || registration === null) continue;
        expect(whoIsWho.apart).not.toContain(pairKey(member.recordId, registration.recordId));
      }
    }),
    { numRuns: 500 },
  );
});
