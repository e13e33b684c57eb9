import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorldCase } from '../../test/arbitraries.ts';
import { choices, policies, tidyWorld, wildWorld } from '../../test/arbitraries.ts';
import { contextOf } from '../../test/builders.ts';
import type { World } from '../../test/far-side.ts';
import { land } from '../../test/far-side.ts';
import type { Field } from '../domain/fields.ts';
import { PERSON_FIELDS, decidablesIn } from '../domain/fields.ts';
import type { COUNT_OF_OUTCOME, WriteStatus } from '../domain/outcome.ts';
import type { Base, Choices, RowDiff } from '../domain/row.ts';
import { DIRECTIONS, writesSide } from '../domain/side.ts';
import { advanceBase } from './advance-base.ts';
import type { Resolution } from './decide.ts';
import { applyChoices, isStillMeant, seenOf } from './decide.ts';
import type { ReconcileContext } from './diff-field.ts';
import { masksOf } from './diff3.ts';
import { reconcile } from './match.ts';
import { valuesEqual } from './normalize.ts';
import type { SettledOperation } from './outcome.ts';
import { countOutcomes, settleRow } from './outcome.ts';
import type { PlannedRow } from './plan.ts';
import { planRow } from './plan.ts';
import { planText } from './plan-text.ts';

const direction = fc.constantFrom(...DIRECTIONS);
const person = fc.constantFrom(null, { id: '003X', kind: 'Contact' as const });
const someChoices = fc.array(choices(), { minLength: 1, maxLength: 6 });

interface Planned {
  readonly row: RowDiff;
  readonly made: Choices;
  readonly resolution: Resolution;
  readonly planned: PlannedRow;
}

function planAll(
  world: WorldCase,
  context: ReconcileContext,
  all: readonly Choices[],
  options: Pick<Parameters<typeof planRow>[2], 'direction' | 'person'>,
): readonly Planned[] {
  return reconcile(world, context).map((row, at) => {
    const made = all[at % all.length] ?? {};
    const resolution = applyChoices(row, made, null, context);
    return { row, made, resolution, planned: planRow(row, resolution, { ...context, ...options }) };
  });
}

test('no operation without a decision or a rule, and none in the wrong direction', () => {
  fc.assert(
    fc.property(
      wildWorld(),
      policies(),
      someChoices,
      direction,
      person,
      (world, policy, all, way, who) => {
        const context = contextOf(policy);
        for (const one of planAll(world, context, all, { direction: way, person: who })) {
          const { row, made, resolution, planned } = one;
          const { asks } = masksOf(row);
          for (const draft of planned.operations) {
            expect(writesSide(way, draft.side)).toBe(true);
            expect(draft.op).not.toBe('delete');
            expect(resolution.undecided).toBe(0);
            expect(row.keeperId).toBeNull();
            for (const decidable of decidablesIn(asks)) {
              const answered = made[decidable] ?? (row.presence === null ? undefined : made.status);
              expect(answered).toBeDefined();
            }
            if (draft.op === 'create') continue;
            for (const field of Object.keys(draft.fields) as Field[]) {
              const settled = resolution.fields.find(
                (resolved) => resolved.field === field,
              )?.settled;
              if (row.fields.length > 0) {
                expect(['salesforce', 'voyage', 'typed']).toContain(settled);
              }
              if (draft.side === 'salesforce' && !policy.writePersonFields) {
                expect(PERSON_FIELDS as readonly Field[]).not.toContain(field);
              }
            }
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a row has operations or a preset outcome, never both and never neither', () => {
  fc.assert(
    fc.property(
      wildWorld(),
      policies(),
      someChoices,
      direction,
      person,
      (world, policy, all, way, who) => {
        const plans = planAll(world, contextOf(policy), all, { direction: way, person: who });
        for (const { planned } of plans) {
          expect(planned.preset === null).toBe(planned.operations.length > 0);
          expect(planned.operations.length).toBeLessThanOrEqual(2);
        }
      },
    ),
  );
});

test('a written value is another one than the record holds, and before is what it held', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), someChoices, person, (world, policy, all, who) => {
      for (const { row, planned } of planAll(world, contextOf(policy), all, {
        direction: 'both',
        person: who,
      })) {
        for (const draft of planned.operations) {
          const record = draft.side === 'salesforce' ? row.member : row.registration;
          expect(draft.recordId).toBe(record?.recordId ?? null);
          expect(draft.expectVersion).toBe(record?.version ?? null);
          for (const field of Object.keys(draft.before) as Field[]) {
            expect(draft.before[field]).toBe(record?.values[field]);
            expect(
              valuesEqual(field, draft.fields[field] ?? null, draft.before[field] ?? null),
            ).toBe(false);
          }
        }
      }
    }),
  );
});

test('a choice holds only while the values it was made on are the same', () => {
  fc.assert(
    fc.property(tidyWorld(), tidyWorld(), policies(), choices(), (then, today, policy, made) => {
      const context = contextOf(policy);
      const before = new Map(reconcile(then, context).map((row) => [row.rowKey, row]));
      for (const row of reconcile(today, context)) {
        const old = before.get(row.rowKey);
        if (old === undefined) continue;
        const [seen, now] = [seenOf(old), seenOf(row)];
        const meant = Object.fromEntries(
          Object.entries(made).filter(([name]) => isStillMeant(name as keyof Choices, seen, now)),
        );
        expect(applyChoices(row, made, seen, context)).toEqual(
          applyChoices(row, meant, null, context),
        );
        expect(applyChoices(row, made, now, context)).toEqual(
          applyChoices(row, made, null, context),
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('without choices what is asked is undecided, and nothing else is', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), (world, policy) => {
      const context = contextOf(policy);
      for (const row of reconcile(world, context)) {
        expect(applyChoices(row, {}, null, context).undecided).toBe(masksOf(row).asks);
      }
    }),
  );
});

interface Done {
  readonly world: World;
  readonly bases: readonly Base[];
}

/** Carries a plan out; where `answerOf` gives a status, the far side did nothing and said so. */
function carryOut(
  start: WorldCase,
  plans: readonly Planned[],
  context: ReconcileContext,
  answerOf: (n: number) => WriteStatus | null,
  look?: (one: Planned, settled: readonly SettledOperation[], base: Base | null) => void,
): Done {
  let world: World = start;
  let lastId = 0;
  const bases = plans.flatMap((one) => {
    const { row, resolution, planned } = one;
    const settled = planned.operations.map((draft): SettledOperation => {
      lastId += 1;
      const landed = land(world, draft, row.member ?? row.registration, `N${lastId}`);
      const status = answerOf(lastId);
      if (status === null) {
        world = landed.world;
        return landed.settled;
      }
      const nothing = { recordId: null, version: null, values: null, error: null, attempts: 1 };
      return { draft, answer: { ...nothing, status } };
    });
    const base = advanceBase(row, resolution, settled, context.comparedFields);
    look?.(one, settled, base);
    return base === null ? [] : [base];
  });
  return { world, bases };
}

const towards = fc.constantFrom('salesforce' as const, 'voyage' as const);

test('carrying the plan out on both sides and comparing again leaves nothing to do', () => {
  fc.assert(
    fc.property(
      tidyWorld(),
      policies(),
      fc.array(towards, { minLength: 1, maxLength: 9 }),
      (world, given, sides) => {
        const context = contextOf({
          ...given,
          writePersonFields: true,
          createPersonAs: 'lead',
          onlyInSalesforce: given.onlyInSalesforce === 'ask' ? 'create' : given.onlyInSalesforce,
          onlyInVoyage: given.onlyInVoyage === 'ask' ? 'create' : given.onlyInVoyage,
        });
        const options = { direction: 'both', person: null } as const;
        const plans = reconcile(world, context).map((row, at): Planned => {
          const choice = sides[at % sides.length] ?? 'salesforce';
          const made: Choices = Object.fromEntries(
            decidablesIn(masksOf(row).asks).map((name) => [name, { choice, value: null }]),
          );
          const resolution = applyChoices(row, made, null, context);
          const planned = planRow(row, resolution, { ...context, ...options });
          return { row, made, resolution, planned };
        });
        const after = carryOut(world, plans, context, () => null);
        const again = planAll(
          { ...after.world, bases: after.bases, links: [] },
          context,
          [{}],
          options,
        );
        for (const { row, planned } of again) {
          expect(planned.operations).toEqual([]);
          expect(masksOf(row).asks).toBe(0);
          expect(['unchanged', 'skipped', 'duplicate']).toContain(planned.preset?.outcome);
        }
      },
    ),
    { numRuns: 500 },
  );
});

const REFUSALS: readonly (WriteStatus | null)[] = [
  null,
  null,
  'stale',
  'rejected',
  'failed',
  'not-attempted',
  'already-member',
  'no-person',
];

test('the base advances only to what both sides then hold', () => {
  fc.assert(
    fc.property(
      tidyWorld(),
      policies(),
      someChoices,
      direction,
      person,
      fc.array(fc.constantFrom(...REFUSALS), { minLength: 1, maxLength: 8 }),
      (world, policy, all, way, who, answers) => {
        const context = contextOf(policy);
        const plans = planAll(world, context, all, { direction: way, person: who });
        const bases: { old: Base | null; next: Base }[] = [];
        const { world: after } = carryOut(
          world,
          plans,
          context,
          (n) => answers[n % answers.length] ?? null,
          ({ row }, _settled, next) => {
            if (next !== null) bases.push({ old: row.base, next });
          },
        );
        for (const { old, next } of bases) {
          if (next === old) continue;
          const member = after.members.find(({ recordId }) => recordId === next.memberId);
          const registration = after.registrations.find(
            ({ recordId }) => recordId === next.registrationId,
          );
          expect(next.memberId === null).toBe(member === undefined);
          expect(next.registrationId === null).toBe(registration === undefined);
          for (const [name, pair] of Object.entries(next.fields)) {
            const field = name as Field;
            const was = old?.fields[field];
            if (was?.salesforce === pair.salesforce && was.voyage === pair.voyage) continue;
            expect(pair).toEqual({
              salesforce: member?.values[field] ?? null,
              voyage: registration?.values[field] ?? null,
            });
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('every row has one outcome, and the counts sum to the rows', () => {
  fc.assert(
    fc.property(
      wildWorld(),
      policies(),
      someChoices,
      fc.array(fc.constantFrom(...REFUSALS), { minLength: 1, maxLength: 8 }),
      (world, policy, all, answers) => {
        const context = contextOf(policy);
        const plans = planAll(world, context, all, { direction: 'both', person: null });
        const tally: Partial<Record<keyof typeof COUNT_OF_OUTCOME, number>> = {};
        carryOut(
          world,
          plans,
          context,
          (n) => answers[n % answers.length] ?? null,
          ({ planned }, settled) => {
            const { outcome, message } = settleRow(planned, settled);
            expect(message).not.toBe('');
            tally[outcome] = (tally[outcome] ?? 0) + 1;
          },
        );
        const { rows, ...counts } = countOutcomes(tally);
        expect(rows).toBe(plans.length);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows);
      },
    ),
  );
});

test('the text of a plan is the text of its parts, one line for each operation', () => {
  fc.assert(
    fc.property(wildWorld(), policies(), fc.nat(9), (world, policy, at) => {
      const operations = planAll(world, contextOf(policy), [{}], {
        direction: 'both',
        person: null,
      }).flatMap(({ planned }) => planned.operations);
      const text = planText(operations);
      expect(text).toBe(planText(operations.slice(0, at)) + planText(operations.slice(at)));
      expect(text.split('\n')).toHaveLength(operations.length + 1);
    }),
  );
});
