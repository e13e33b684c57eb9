/**
 * Law: the columns say of every row what the pure core says of it, in the same order, whatever the two lists,
 * the bases, the links, the keepers and the rules are.
 */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Field } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base } from '../../shared/domain/row.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import { buildBases } from '../../electron/engine/columns/build-bases.ts';
import { buildSketch } from '../../electron/engine/columns/build-sketch.ts';
import { compareAll } from '../../electron/engine/columns/compare-all.ts';
import { currentDiff } from '../../electron/engine/journal/diff-repository.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { insertRecords } from '../../electron/engine/journal/record-repository.ts';
import { sketchHead } from '../../electron/engine/journal/sketch-columns.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { contextOver } from './bare-context.ts';
import { policies, tidyWorld, wildWorld } from '../arbitraries.ts';
import type { WorldCase } from '../arbitraries.ts';
import { makeJournal } from '../journal-builders.ts';
import { DEFAULT_LABEL, storable, storeWorld } from './store-world.ts';
import { done, expected, storedRows, told } from './told-rows.ts';

function compareBothWays(
  given: WorldCase,
  policy: Policy,
  compared: readonly Field[],
  isKept: (recordId: string) => boolean,
): number {
  const world = storable(given);
  const journal = makeJournal();
  try {
    const { db } = journal;
    const { pairingId, snapshots } = storeWorld(db, world, policy);
    const context = {
      policy,
      comparedFields: FIELDS.filter((field) => compared.includes(field)),
      defaultLabel: DEFAULT_LABEL,
      chosenKeepers: new Set(
        [...world.members, ...world.registrations].map((each) => each.recordId).filter(isKept),
      ),
    };
    done(buildBases(db, pairingId));
    const sketches = {
      salesforce: done(buildSketch(db, { id: snapshots.salesforce, side: 'salesforce' })),
      voyage: done(buildSketch(db, { id: snapshots.voyage, side: 'voyage' })),
    };
    const found = done(compareAll(db, pairingId, sketches, context));
    expect(told(db, sketches, found)).toEqual(reconcile(world, context).map(expected));
    return found.exceptions.length;
  } finally {
    journal.remove();
  }
}

/** Bases with legs that disagree, with fields missing or with a person known to be gone; records of all ages. */
function twisted(worlds: fc.Arbitrary<WorldCase>): fc.Arbitrary<WorldCase> {
  return fc
    .tuple(worlds, fc.array(fc.nat(11), { minLength: 24, maxLength: 24 }))
    .map(([world, twists]) => ({
      ...world,
      members: world.members.map((record, at) => aged(record, twists[at] ?? 0)),
      registrations: world.registrations.map((record, at) => aged(record, twists[at + 8] ?? 0)),
      bases: world.bases.map((base, at) => twistedBase(base, twists[at + 16] ?? 0)),
    }));
}

const DAYS = ['2026-10-01', '2026-10-02', '2026-10-03'].map((day) => `${day}T00:00:00.000Z`);

function aged(record: SideRecord, twist: number): SideRecord {
  const day = DAYS[twist % 4] ?? null;
  return twist < 4 ? record : { ...record, modifiedAt: day, createdAt: DAYS[twist % 3] ?? null };
}

function twistedBase(base: Base, twist: number): Base {
  const { company, status, ...fields } = base.fields;
  switch (twist) {
    case 0:
      return { ...base, fields };
    case 1:
      return { ...base, fields: { ...base.fields, company: { salesforce: 'Acme', voyage: null } } };
    case 2:
      return { ...base, fields: { ...base.fields, company: { salesforce: null, voyage: 'Acme' } } };
    case 3:
      return { ...base, registrationId: null, fields: status === undefined ? {} : { status } };
    case 4:
      return { ...base, memberId: null, fields: status === undefined ? {} : { status } };
    case 5:
      return { ...base, fields: company === undefined ? fields : { ...fields, company } };
    default:
      return base;
  }
}

const compared = fc.oneof(fc.constant([...FIELDS]), fc.subarray([...FIELDS]));
const kept = fc.func(fc.integer({ min: 0, max: 9 })).map((of) => (id: string) => of(id) === 0);

test('tidy lists with bases are told by their columns as by the pure core', () => {
  fc.assert(
    fc.property(twisted(tidyWorld()), policies(), compared, kept, (...given) => {
      compareBothWays(...given);
    }),
    { numRuns: 40 },
  );
});

test('lists with shared, changed and missing addresses, hand links and keepers are as well', () => {
  fc.assert(
    fc.property(twisted(wildWorld()), policies(), compared, kept, (...given) => {
      compareBothWays(...given);
    }),
    { numRuns: 60 },
  );
});

/** What a run or a pull changes of a record that stays who it is. */
const change = fc.record({
  at: fc.nat(40),
  status: fc.constantFrom('Sent', 'Responded', 'attended', 'cancelled', 'VIP', null),
  company: fc.constantFrom('Acme', 'Other', null),
  day: fc.nat(3),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changedWorld(world: WorldCase, changes: readonly Change[]): WorldCase {
  const all = [...world.members, ...world.registrations];
  const now = new Map(all.map((record) => [record, record]));
  for (const { at, status, company, day } of changes) {
    const record = all[at % Math.max(1, all.length)];
    if (record === undefined) continue;
    const modifiedAt = DAYS[day] ?? null;
    now.set(record, { ...record, modifiedAt, values: { ...record.values, status, company } });
  }
  const renewed = (records: readonly SideRecord[]) => records.map((one) => now.get(one) ?? one);
  return {
    ...world,
    members: renewed(world.members),
    registrations: renewed(world.registrations),
  };
}

async function compareTwice(
  given: WorldCase,
  changes: readonly Change[],
  policy: Policy,
): Promise<boolean> {
  const world = storable(given);
  const journal = makeJournal();
  try {
    const { db } = journal;
    const { pairingId, snapshots } = storeWorld(db, world, policy);
    const context = contextOver(db);
    const compare = () =>
      compareSnapshots(context, currentPairing(db)!, snapshots, new AbortController().signal);
    await compare();
    const now = changedWorld(world, changes);
    for (const [id, were, records] of [
      [snapshots.salesforce, world.members, now.members],
      [snapshots.voyage, world.registrations, now.registrations],
    ] as const) {
      insertRecords(
        db,
        id,
        records
          .filter((record, at) => record !== were[at])
          .map((record) => ({ record, ...normalizeEmail(record.values.email, policy.identity) })),
      );
    }
    const before = currentDiff(db, pairingId)!;
    await compare();
    const diff = currentDiff(db, pairingId)!;
    const rules = {
      policy,
      comparedFields: FIELDS,
      defaultLabel: DEFAULT_LABEL,
      chosenKeepers: new Set<string>(),
    };
    expect(told(db, diff.sketches, storedRows(db, diff))).toEqual(
      reconcile(now, rules).map(expected),
    );
    return SIDES.some(
      (side) => sketchHead(db, diff.sketches[side]).parent === before.sketches[side],
    );
  } finally {
    journal.remove();
  }
}

test('what changed in place is compared again alone, and comes out as if all were compared', async () => {
  let patched = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(twisted(tidyWorld()), twisted(wildWorld())),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      policies(),
      async (...given) => {
        if (await compareTwice(...given)) patched += 1;
      },
    ),
    { numRuns: 80 },
  );
  expect(patched).toBeGreaterThan(20);
});
