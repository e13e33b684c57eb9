/** Law: whatever happened since, a pull of what changed leaves the journal as a pull of everything would. */
import { afterEach, expect, test } from 'vitest';
import fc from 'fast-check';
import type { WorldEvent } from './changing-world.ts';
import { heldIn, PEOPLE, startChangingWorld, WORLD_LISTS } from './changing-world.ts';
import type { OpenEngine } from './open-engine.ts';
import { createHarness } from './open-engine.ts';

const harness = createHarness();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await harness.close();
  for (const close of closing.splice(0)) await close();
});

const HOUR_MS = 3_600_000;
/** A transaction of ten minutes, on a machine whose clock is behind. */
const LATEST_STAMP_MS = 14 * 60_000;

const n = fc.nat(PEOPLE - 1);
const text = fc.constantFrom('Attended', 'Responded', 'Nobody knows', 'sent');
const event: fc.Arbitrary<WorldEvent> = fc.oneof(
  fc.record({ what: fc.constant('label' as const), n, text }),
  fc.record({ what: fc.constant('person' as const), n, text }),
  fc.record({
    what: fc.constant('email' as const),
    n,
    text: fc.constantFrom('other@example.org', 'Person3@Example.org', 'person30@example.org'),
  }),
  fc.record({ what: fc.constant('account' as const), text }),
  fc.record({ what: fc.constant('converted' as const), n }),
  fc.record({ what: fc.constant('merged' as const), n, into: n }),
  fc.record({ what: fc.constant('member-deleted' as const), n }),
  fc.record({ what: fc.constant('person-deleted' as const), n }),
  fc.constant({ what: 'member-added' as const }),
  fc.record({ what: fc.constant('default-label' as const), n }),
  fc.record({ what: fc.constant('registration' as const), n, text }),
  fc.record({ what: fc.constant('attended' as const), n }),
  fc.record({ what: fc.constant('registration-deleted' as const), n }),
  fc.constant({ what: 'registered' as const }),
);
const round = fc.record({
  passes: fc.integer({ min: 1000, max: 5 * HOUR_MS }),
  events: fc.array(fc.tuple(event, fc.integer({ min: 0, max: LATEST_STAMP_MS })), {
    maxLength: 5,
  }),
});

async function pulled(open: OpenEngine): Promise<OpenEngine> {
  await open.ask('pairing:choose', WORLD_LISTS);
  await open.ask('pull:start', { isFull: false });
  await open.ask('map:accept', null);
  return open;
}

test('a pull of what changed and a pull of everything hold the same records, and review the same rows', async () => {
  let byChanges = 0;
  let rounds = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(round, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -6 * HOUR_MS, max: 6 * HOUR_MS }),
      async (plot, ourClockIsOff) => {
        const world = await startChangingWorld();
        const clock = () => new Date(world.now().getTime() + ourClockIsOff);
        const changes = await pulled(await harness.open(world.sides, { clock }));
        const whole = await pulled(await harness.open(world.sides, { clock }));
        try {
          for (const { passes, events } of plot) {
            world.pass(passes);
            for (const [happens, stampedEarlier] of events)
              await world.happen(happens, stampedEarlier);
            const { pairing } = await changes.ask('pull:start', { isFull: false });
            rounds += 1;
            if (pairing?.lastPull?.kind === 'changes') byChanges += 1;
            await whole.ask('pull:start', { isFull: true });
            expect(heldIn(changes.journalPath)).toEqual(heldIn(whole.journalPath));
            expect(await changes.rows()).toEqual(await whole.rows());
          }
        } finally {
          await harness.close();
          await world.close();
        }
      },
    ),
    { numRuns: 15 },
  );
  expect(byChanges).toBeGreaterThan(rounds / 2);
}, 300_000);
