import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorldCase } from '../../test/arbitraries.ts';
import {
  LIVE_STATUSES,
  labelFor,
  policies,
  statusFor,
  tidyWorld,
  wildWorld,
} from '../../test/arbitraries.ts';
import { contextOf } from '../../test/builders.ts';
import type { Field } from '../domain/fields.ts';
import { FIELDS, bitOf } from '../domain/fields.ts';
import type { FieldPolicy, Policy } from '../domain/policy.ts';
import type { SideRecord } from '../domain/record.ts';
import type { Base, FieldDiff, RowDiff } from '../domain/row.ts';
import { otherSide } from '../domain/side.ts';
import { masksOf } from './diff3.ts';
import { reconcile } from './match.ts';

const TURNED: Readonly<Record<string, string>> = {
  'take-salesforce': 'take-voyage',
  'take-voyage': 'take-salesforce',
  'prefer-salesforce': 'prefer-voyage',
  'prefer-voyage': 'prefer-salesforce',
  'only-salesforce': 'only-voyage',
  'only-voyage': 'only-salesforce',
  'create-registration': 'create-member',
  'create-member': 'create-registration',
  'cancel-registration': 'set-member-status',
  'set-member-status': 'cancel-registration',
};

function turn<T extends string | null>(word: T): T {
  return ((word === null ? null : TURNED[word]) ?? word) as T;
}

function turnRecord(record: SideRecord): SideRecord {
  const side = otherSide(record.side);
  const status = record.values.status ?? '';
  return {
    ...record,
    side,
    values: { ...record.values, status: side === 'voyage' ? statusFor(status) : labelFor(status) },
  };
}

function turnBase(base: Base): Base {
  const fields = Object.entries(base.fields).map(([field, pair]) => [
    field,
    field === 'status'
      ? { salesforce: labelFor(pair.voyage ?? ''), voyage: statusFor(pair.salesforce ?? '') }
      : { salesforce: pair.voyage, voyage: pair.salesforce },
  ]);
  return {
    rowKey: base.rowKey,
    memberId: base.registrationId,
    registrationId: base.memberId,
    fields: Object.fromEntries(fields) as Base['fields'],
  };
}

function turnPolicy(policy: Policy): Policy {
  return {
    ...policy,
    fields: Object.fromEntries(
      Object.entries(policy.fields).map(([field, given]) => [field, turn<FieldPolicy>(given)]),
    ),
    onlyInSalesforce: policy.onlyInVoyage,
    onlyInVoyage: policy.onlyInSalesforce,
  };
}

function turnWorld(world: WorldCase): WorldCase {
  return {
    members: world.registrations.map(turnRecord),
    registrations: world.members.map(turnRecord),
    bases: world.bases.map(turnBase),
    links: [],
  };
}

/** A row without what has no mirror image: keys of single records. */
function essence(row: RowDiff, isTurned: boolean): unknown {
  const word = <T extends string | null>(given: T): T => (isTurned ? turn(given) : given);
  const [first, second] = isTurned
    ? [row.registration, row.member]
    : [row.member, row.registration];
  return {
    member: first?.recordId ?? null,
    registration: second?.recordId ?? null,
    cls: word(row.cls),
    presence: word(row.presence),
    presenceCls: word(row.presenceCls),
    keeperId: row.keeperId,
    fields: row.fields.map((diff: FieldDiff) => ({
      field: diff.field,
      cls: word(diff.cls),
      reason: diff.reason,
      moved: isTurned
        ? [diff.movedVoyage, diff.movedSalesforce]
        : [diff.movedSalesforce, diff.movedVoyage],
    })),
  };
}

function essences(rows: readonly RowDiff[], isTurned: boolean): readonly string[] {
  return rows.map((row) => JSON.stringify(essence(row, isTurned))).sort();
}

test('swapping the sides swaps the labels', () => {
  fc.assert(
    fc.property(tidyWorld(LIVE_STATUSES), policies(), (world, policy) => {
      const rows = reconcile(world, contextOf(policy));
      const turned = reconcile(turnWorld(world), contextOf(turnPolicy(policy)));
      expect(essences(turned, true)).toEqual(essences(rows, false));
    }),
    { numRuns: 500 },
  );
});

test('a row has one entry per compared field, in order, when both records are there, else none', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), fc.subarray([...FIELDS]), (world, policy, compared) => {
      for (const row of reconcile(world, contextOf(policy, { comparedFields: compared }))) {
        const isPair = row.member !== null && row.registration !== null;
        expect(row.fields.map(({ field }) => field)).toEqual(isPair ? compared : []);
      }
    }),
  );
});

test('masks agree with the fields and the presence they stand for', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), (world, policy) => {
      for (const row of reconcile(world, contextOf(policy))) {
        const masks = masksOf(row);
        const has = (mask: number, name: Field | 'presence'): boolean => (mask & bitOf(name)) !== 0;
        for (const { field, cls, movedSalesforce, movedVoyage } of row.fields) {
          expect(has(masks.differs, field)).toBe(cls !== 'same' && cls !== 'converged');
          expect(has(masks.movedSalesforce, field)).toBe(movedSalesforce);
          expect(has(masks.movedVoyage, field)).toBe(movedVoyage);
          const isOpen = !(row.presence !== null && field === 'status') && !row.isSkippedByMap;
          expect(has(masks.autoSalesforce, field)).toBe(isOpen && cls === 'take-salesforce');
          expect(has(masks.autoVoyage, field)).toBe(isOpen && cls === 'take-voyage');
          expect(has(masks.asks, field)).toBe(isOpen && cls === 'conflict');
        }
        expect(has(masks.asks, 'presence')).toBe(row.presenceCls === 'conflict');
        expect(has(masks.autoSalesforce, 'presence')).toBe(row.presenceCls === 'take-salesforce');
        expect(masks.asks & ~masks.differs).toBe(0);
        expect(masks.asks & (masks.autoSalesforce | masks.autoVoyage)).toBe(0);
      }
    }),
  );
});

test('a row of class conflict asks something, and a row in sync asks nothing', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), (world, policy) => {
      for (const row of reconcile(world, contextOf(policy))) {
        const { asks, differs } = masksOf(row);
        if (row.cls === 'conflict' && !row.isSkippedByMap) expect(asks).not.toBe(0);
        if (row.cls === 'in-sync') expect(differs).toBe(0);
        if (row.cls === 'auto-merged') expect(asks).toBe(0);
      }
    }),
  );
});

test('a field that one side alone moved is settled by that move, unless it would go back', () => {
  fc.assert(
    fc.property(tidyWorld(LIVE_STATUSES), policies(), (world, policy) => {
      for (const { fields } of reconcile(world, contextOf(policy))) {
        for (const diff of fields) {
          if (diff.movedSalesforce === diff.movedVoyage || diff.reason === 'would-go-back')
            continue;
          expect(diff.cls).toBe(diff.movedSalesforce ? 'take-salesforce' : 'take-voyage');
        }
      }
    }),
  );
});
