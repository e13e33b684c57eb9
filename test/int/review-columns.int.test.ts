/**
 * Law: whatever is decided, undone, done again and compared anew, the columns say of choices, counts and filters
 * what the pure core says, and rows read whole are the pure core's.
 */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Field } from '../../shared/domain/fields.ts';
import { DECIDABLES, FIELDS, maskOf } from '../../shared/domain/fields.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import { CHOICES, ROW_CLASSES } from '../../shared/domain/row.ts';
import type { ReviewFilter } from '../../shared/ipc/engine-views.ts';
import { tallyRows, tallyStatuses } from '../../shared/reconcile/columns/tally-rows.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { diffOf } from '../../electron/engine/context.ts';
import { decide, redo, undo } from '../../electron/engine/journal/decision-repository.ts';
import { choicesOf, diffTable } from '../../electron/engine/journal/diff-table.ts';
import {
  diffRowByKey,
  diffRowsOfIdentity,
} from '../../electron/engine/journal/diff-page-repository.ts';
import { countWaiting, positionsOf } from '../../electron/engine/journal/review-repository.ts';
import { fold } from '../../electron/engine/review/fold.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { readRowDiffs } from '../../electron/engine/sync/read-rows.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { policies, tidyWorld, wildWorld } from '../arbitraries.ts';
import type { WorldCase } from '../arbitraries.ts';
import { baseOf, member, policyOf, registration } from '../builders.ts';
import { AT, makeJournal } from '../journal-builders.ts';
import { contextOver } from './bare-context.ts';
import { EVERYTHING } from './open-engine.ts';
import type { ModelRow, ModelStep } from './review-model.ts';
import { createModel, facetsOf, keptBy } from './review-model.ts';
import { DEFAULT_LABEL, storable, storeSnapshots, storeWorld } from './store-world.ts';

interface Change {
  readonly at: number;
  readonly field: Field;
  readonly value: string | null;
  readonly isGone: boolean;
}

type Event =
  | { readonly do: 'decide'; readonly step: Omit<ModelStep, 'rowKeys'>; readonly rows: number }
  | { readonly do: 'undo' | 'redo' }
  | { readonly do: 'compare'; readonly changes: readonly Change[]; readonly policy: Policy | null };

async function playBoth(
  given: WorldCase,
  firstPolicy: Policy,
  events: readonly Event[],
  filters: readonly ReviewFilter[],
): Promise<void> {
  const journal = makeJournal();
  const { db } = journal;
  try {
    const context = contextOver(db);
    const model = createModel();
    let world = storable(given);
    let policy = firstPolicy;
    let steps = 0;
    const stored = storeWorld(db, world, policy);

    async function compare(snapshots: Readonly<Record<'salesforce' | 'voyage', number>>) {
      const pairing = { ...currentPairing(db)!, policy };
      await compareSnapshots(context, pairing, snapshots, new AbortController().signal);
      model.show(reconcile(world, rules()));
    }
    const rules = () => ({
      policy,
      comparedFields: FIELDS,
      defaultLabel: DEFAULT_LABEL,
      chosenKeepers: new Set<string>(),
    });
    const head = () => {
      steps += 1;
      const { diff } = diffOf(context);
      const stepId = String(steps);
      return { stepId, pairingId: diff.pairingId, diffId: diff.id, actor: 'ann', at: AT };
    };

    async function happen(event: Event): Promise<void> {
      switch (event.do) {
        case 'decide': {
          const keys = reconcile(world, rules()).map(({ rowKey }) => rowKey);
          const rowKeys = event.rows === 0 ? null : keys.filter((_, at) => (event.rows >> at) & 1);
          const fields = event.step.fields === null ? null : maskOf(event.step.fields);
          const target = rowKeys === null ? { positions: null } : { rowKeys };
          expect(decide(db, head(), { ...event.step, fields, target })).toBe(
            model.decide({ ...event.step, rowKeys }),
          );
          return;
        }
        case 'undo':
          expect(undo(db, head())).toBe(model.undo());
          return;
        case 'redo':
          expect(redo(db, head())).toBe(model.redo());
          return;
        case 'compare':
          world = changed(world, event.changes);
          policy = event.policy ?? policy;
          await compare(storeSnapshots(db, stored.pairingId, world, policy));
      }
    }

    await compare(stored.snapshots);
    for (const event of events) {
      await happen(event);
      const expected = reconcile(world, rules()).map((row) => ({
        row,
        choices: model.choices(row.rowKey),
      }));
      expectSame(context, expected, { policy, defaultLabel: DEFAULT_LABEL }, filters);
    }
  } finally {
    journal.remove();
  }
}

function expectSame(
  context: EngineContext,
  expected: readonly ModelRow[],
  rules: Parameters<typeof facetsOf>[1],
  filters: readonly ReviewFilter[],
): void {
  const { db } = context;
  const { diff } = diffOf(context);
  const found = readRowDiffs(context, { after: 0, count: 1000 });
  expect(found.map(({ row, choices }) => ({ row, choices }))).toEqual(expected);
  const table = diffTable(db, diff.id);
  const facets = facetsOf(expected, rules);
  expect({
    ...tallyRows(table, choicesOf(db, table).chosen),
    statuses: tallyStatuses(table, table.labels),
  }).toEqual(facets);
  expect(countWaiting(db, diff.id)).toBe(facets.undecided);
  for (const filter of filters) {
    const words = fold(filter.search)
      .split(/\s+/u)
      .filter((word) => word !== '');
    const positions = positionsOf(db, diff.id, { ...filter, fields: maskOf(filter.fields), words });
    const all = expected.map((_, at) => at + 1);
    expect(positions === null ? all : [...positions]).toEqual(keptBy(filter, expected));
  }
  for (const { row } of expected) {
    expect(diffRowByKey(db, diff.id, row.rowKey)?.rowKey).toBe(row.rowKey);
    if (row.identity === null) continue;
    const ofIdentity = expected.filter((other) => other.row.identity === row.identity);
    expect(diffRowsOfIdentity(db, diff.id, row.identity).map(({ rowKey }) => rowKey)).toEqual(
      ofIdentity.map((other) => other.row.rowKey),
    );
  }
}

/** Values changed and records gone; bases and links stay. */
function changed(world: WorldCase, changes: readonly Change[]): WorldCase {
  const of = (records: readonly SideRecord[], isOdd: number): readonly SideRecord[] =>
    changes
      .filter(({ at }) => at % 2 === isOdd)
      .reduce((left, { at, field, value, isGone }) => {
        const place = Math.floor(at / 2) % Math.max(1, left.length);
        return left.flatMap((record, index) => {
          if (index !== place) return [record];
          return isGone ? [] : [{ ...record, values: { ...record.values, [field]: value } }];
        });
      }, records);
  return { ...world, members: of(world.members, 0), registrations: of(world.registrations, 1) };
}

const step = fc.record({
  fields: fc.option(fc.subarray([...DECIDABLES], { minLength: 1 }), { nil: null }),
  choice: fc.constantFrom(...CHOICES, 'clear' as const),
  value: fc.constantFrom('Typed', 'attended', 'Attended', '', null),
});

const change = fc.record({
  at: fc.nat(15),
  field: fc.constantFrom<Field>('status', 'company', 'phone', 'lastName', 'title'),
  value: fc.constantFrom('attended', 'Attended', 'Acme', ' Acme ', 'Acme Ltd', '030 12345', null),
  isGone: fc.boolean(),
});

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(step, fc.nat(255))
      .map(([made, rows]): Event => ({ do: 'decide', step: made, rows })),
  },
  { weight: 2, arbitrary: fc.constant<Event>({ do: 'undo' }) },
  { weight: 2, arbitrary: fc.constant<Event>({ do: 'redo' }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(change, { maxLength: 3 }), fc.option(policies(), { nil: null, freq: 3 }))
      .map(([changes, policy]): Event => ({ do: 'compare', changes, policy })),
  },
);

const filter: fc.Arbitrary<ReviewFilter> = fc.record({
  classes: fc.subarray([...ROW_CLASSES], { maxLength: 2 }),
  fields: fc.subarray([...FIELDS], { maxLength: 2 }),
  only: fc.subarray(['undecided', 'decided', 'unmapped'] as const),
  statuses: fc.subarray([
    { side: 'salesforce' as const, label: 'Attended' },
    { side: 'voyage' as const, label: 'attended' },
    { side: 'voyage' as const, label: 'nobody has this' },
  ]),
  search: fc.constantFrom('', 'ANN', 'lee acme', 'm0 example', 'li', 'r1', 'nobody'),
});
const search = fc
  .constantFrom('ann', 'LEE acme', 'example m0', 'li r', 'nobody')
  .map((words) => ({ ...EVERYTHING, search: words }));

const events = fc.array(event, { minLength: 3, maxLength: 10 });
const filters = fc.tuple(filter, filter, search);

test('a value typed over another is taken back to the other', async () => {
  const company = (value: string): Event => ({
    do: 'decide',
    step: { fields: ['company', 'title'], choice: 'typed', value },
    rows: 0,
  });
  const world = {
    members: [
      member({ company: 'Acme', title: 'CTO' }),
      member({ recordId: 'M2', email: 'b@x.org' }),
    ],
    registrations: [
      registration({ company: 'Acme Ltd', title: 'CEO' }),
      registration({ recordId: 'R2', email: 'b@x.org', company: 'Other' }),
    ],
    bases: [],
    links: [],
  };
  const changes = [{ at: 1, field: 'title', value: 'Clerk', isGone: false } as const];
  const undone: Event = { do: 'undo' };
  const again: Event = { do: 'redo' };
  await playBoth(
    world,
    policyOf(),
    [
      company('One'),
      company('Two'),
      undone,
      again,
      { do: 'compare', changes, policy: null },
      undone,
      again,
      company('Three'),
      undone,
      undone,
      undone,
      again,
    ],
    [],
  );
});

test('a pair linked by hand is read whole with the base it has under another key', async () => {
  const world = {
    members: [member({ email: 'ann@new.example', company: 'Moved' })],
    registrations: [registration()],
    bases: [baseOf()],
    links: [{ memberId: 'M1', registrationId: 'R1' }],
  };
  await playBoth(world, policyOf(), [{ do: 'undo' }], []);
});

test('a member whose base names a registration that a person linked to somebody else', async () => {
  const world = {
    members: [member(), member({ recordId: 'M2', email: 'bob@example.org' })],
    registrations: [registration({ email: 'bob@example.org' })],
    bases: [baseOf()],
    links: [{ memberId: 'M2', registrationId: 'R1' }],
  };
  await playBoth(world, policyOf(), [{ do: 'undo' }], []);
});

test('tidy lists are reviewed by columns as by the pure core', async () => {
  await fc.assert(fc.asyncProperty(tidyWorld(), policies(), events, filters, playBoth), {
    numRuns: 60,
  });
});

test('lists with shared, changed and missing addresses and hand links are as well', async () => {
  await fc.assert(fc.asyncProperty(wildWorld(), policies(), events, filters, playBoth), {
    numRuns: 60,
  });
});
