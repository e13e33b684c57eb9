import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policies, tidyWorld } from '../../test/arbitraries.ts';
import { contextOf } from '../../test/builders.ts';
import { applyChoices } from './decide.ts';
import { reconcile } from './match.ts';
import { planRow } from './plan.ts';
import { isMapped, mapToVoyage, wouldGoBack } from './status-map.ts';
import { isVoyageStatus } from '../domain/status.ts';
import { stepBackOf } from './status-ladder.ts';

const NOTHING = { member: [], newMember: [], Lead: [], newLead: [], Contact: [] };

test('no status goes back by itself: where nobody chose, every write is a step forward', () => {
  fc.assert(
    fc.property(tidyWorld(), policies(), (world, given) => {
      const context = contextOf({ ...given, statusMayGoBack: false });
      for (const row of reconcile(world, context)) {
        const resolution = applyChoices(row, {}, null, context);
        const { operations } = planRow(row, resolution, {
          ...context,
          direction: 'both',
          person: null,
          unwritable: NOTHING,
        });
        for (const { side, before, fields } of operations) {
          const [from, to] = [before.status, fields.status].map((status) => {
            if (side === 'voyage') return status;
            const mapped = mapToVoyage(context.policy.statusMap, status ?? null);
            return isMapped(mapped) ? mapped.to : null;
          });
          if (from == null || to == null || !isVoyageStatus(from) || !isVoyageStatus(to)) continue;
          expect([from, to, wouldGoBack(from, to)]).toEqual([from, to, false]);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('what the ladder speaks of is asked', () => {
  fc.assert(
    fc.property(tidyWorld(), policies(), (world, given) => {
      const context = contextOf({ ...given, statusMayGoBack: false });
      for (const row of reconcile(world, context)) {
        if (row.isSkippedByMap || stepBackOf(row, context) === null) continue;
        expect(applyChoices(row, {}, null, context).undecided).not.toBe(0);
      }
    }),
  );
});
