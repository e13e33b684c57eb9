/**
 * A tenth of all answers go wrong, in every way there is, while 20,000 rows are read and written both ways.
 *
 * Law: every row settles with one outcome, and nobody is made twice or left out. No fault costs more than one
 *      request that says the same again. A person only signs in again and goes on, at most so many times;
 *      nothing is made well before the end.
 *
 * One seed by itself, STORM_SEEDS=5 for five. Odd seeds as the app does by itself (Bulk), even ones by collections.
 */
import { expect, test } from 'vitest';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import type { EngineReply } from '../../shared/ipc/engine-contract.ts';
import { busyDay, invitedOf, walkInOf } from './busy-day.ts';
import { choosePair, happen, openWorld } from './fault-world.ts';
import { mapStatuses } from './map-statuses.ts';
import type { Cell, SideTuning } from './fault-world.ts';
import { farState } from './far-state.ts';
import { stormOf } from './matrix-faults.ts';

const SEEDS = Number(process.env['STORM_SEEDS'] ?? 1);
/** Half on either side alone, and a few on both. */
const EACH_WAY = 10_000;
const ON_BOTH = 60;
const FAULTY = 0.1;
const MOST_STOPS = 20;

test.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
  'seed %i: every row settles and nobody is made twice',
  async (seed) => {
    const cell = await begin(seed % 2 === 1 ? {} : { bulkAbove: Number.POSITIVE_INFINITY });
    const schedule = stormOf(FAULTY);
    cell.salesforce.faults.set({ schedule, seed, repeatRows: 2 });
    cell.voyage.faults.set({ schedule, seed, repeatRows: 2 });
    const { summary, stops } = await reconcile(cell);
    const [struck, repeats, requests] = [cell.struck(), cell.repeats(), cell.requests()];
    cell.makeWell();

    expect(summary).toMatchObject({
      addsUp: true,
      outcomes: { exported: EACH_WAY, imported: EACH_WAY },
    });
    await expectOneOutcomeEach(cell, summary);
    await expectEverybodyOnce(cell);
    await expectNothingLeft(cell);
    expect(repeats).toBeLessThanOrEqual(struck);
    await cell.close();
    process.stdout.write(
      `storm ${seed}: ${struck} faults in ${requests} requests, ${repeats} repeated; stood still ${stops.length} times: ${stops.join(', ')}\n`,
    );
  },
  300_000,
);

async function begin(tuning: SideTuning): Promise<Cell> {
  const world = createWorld({ rows: ON_BOTH, seed: 7 });
  const cell = await openWorld(world, tuning);
  happen(cell, busyDay(world, { leaving: 0, walkIns: EACH_WAY, invited: EACH_WAY }));
  await choosePair(cell, 'both');
  return cell;
}

interface Reconciled {
  readonly summary: RunSummary;
  /** What it stood still for. */
  readonly stops: readonly string[];
}

async function reconcile(cell: Cell): Promise<Reconciled> {
  const { call, engine } = cell;
  const stops: string[] = [];
  const goOn = async (code: string): Promise<void> => {
    stops.push(code);
    if (stops.length > MOST_STOPS) throw new Error(`It stands still: ${stops.join(', ')}`);
    cell.signIn.signIn();
    await engine.call('engine:connect', null);
  };
  for (;;) {
    const stop = await cell.refusal('pull:start', { isFull: true });
    if (stop === null) break;
    await goOn(stop.code);
  }
  await mapStatuses(call);
  const { digest } = await call('plan:build', { direction: 'both' });
  let summary: RunSummary | null = null;
  for (;;) {
    const reply: EngineReply<'push:start' | 'push:resume'> =
      summary === null
        ? await engine.call('push:start', { digest, mode: 'keep', confirm: null })
        : await engine.call('push:resume', { txId: summary.txId });
    if (reply.ok) summary = reply.value;
    if (summary?.endedAt != null) return { summary, stops };
    await goOn(reply.ok ? await whyPaused(cell) : reply.error.code);
  }
}

async function whyPaused({ call }: Cell): Promise<string> {
  const { activeRun } = await call('engine:state', null);
  return activeRun?.pausedBy?.code ?? 'unsaid';
}

async function expectOneOutcomeEach({ call }: Cell, { txId }: RunSummary): Promise<void> {
  const filter = { outcomes: [], search: '' };
  const rows: number[] = [];
  for (;;) {
    const page = await call('outcomes:page', { txId, filter, from: rows.length, count: 1_000 });
    rows.push(...page.rows.map(({ row }) => row));
    if (page.rows.length === 0) break;
  }
  expect(rows.length).toBeGreaterThanOrEqual(2 * EACH_WAY);
  expect(new Set(rows).size).toBe(rows.length);
}

async function expectEverybodyOnce(cell: Cell): Promise<void> {
  expect([...cell.salesforce.effects.doubles(), ...cell.voyage.effects.doubles()]).toEqual([]);
  const { members, leads, registrations } = await farState(cell);
  const numbers = Array.from({ length: EACH_WAY }, (_, n) => n);
  const all = [...numbers.map(walkInOf), ...numbers.map(invitedOf)];
  for (const list of [members, leads, registrations]) {
    const counts = countByEmail(list);
    expect(all.filter((email) => counts.get(email) !== 1)).toEqual([]);
  }
}

function countByEmail(list: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of list) {
    const record = JSON.parse(line) as { Email?: unknown; email?: unknown };
    const email = String(record.Email ?? record.email);
    counts.set(email, (counts.get(email) ?? 0) + 1);
  }
  return counts;
}

/** What the far sides hold is what the journal believes: a pull finds nothing more to do for those people. */
async function expectNothingLeft({ call }: Cell): Promise<void> {
  await call('pull:start', { isFull: true });
  const { counts } = await call('plan:build', { direction: 'both' });
  expect([counts.salesforce.create, counts.voyage.create]).toEqual([0, 0]);
}
