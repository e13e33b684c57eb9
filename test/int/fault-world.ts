/**
 * One small world, ready for a push or a pull, that can be set up again as often as there are faults to try: the
 * counterparts from their seed and what was written down, the journal from a copy.
 */
import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mutation, MutationLog } from '../../electron/demo/mutation-log.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { World, WorldChange } from '../../electron/demo/seed.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { startVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { createSalesforceSide } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import type { SideConnection, Timing } from '../../electron/engine/sides/side-connection.ts';
import { createVoyageSide } from '../../electron/engine/sides/voyage/voyage-side.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Direction, Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import { makeFolder } from '../journal-builders.ts';
import { busyDay } from './busy-day.ts';
import type { BusyDay } from './busy-day.ts';
import type { Call } from './fakes-bench.ts';
import { SETTLED_POLICY } from './fakes-bench.ts';
import { mapStatuses } from './map-statuses.ts';
import { createRenewing } from './renewing.ts';
import type { Renewing } from './renewing.ts';

/** Nobody waits for long here; what hangs does so for longer than this. */
const QUICK: Partial<Timing> = {
  connectMs: 2_000,
  headersMs: 300,
  bodyMs: 300,
  answerMs: 3_000,
  firstWaitMs: 2,
  longestWaitMs: 8,
  giveUpAfterMs: 2_500,
};

const QUICK_POLLING = { firstMs: 2, longestMs: 10, giveUpAfterMs: 1_500 };

/** What is written down, in order; begun with what was written before. */
function createLog(before: readonly Mutation[]): MutationLog & { readonly all: Mutation[] } {
  const all = [...before];
  return {
    all,
    replay: () => before,
    append: (...made) => {
      all.push(...made);
    },
    close: () => undefined,
  };
}

export const TOKENS: Readonly<Record<Side, string>> = {
  salesforce: 'token-of-the-org',
  voyage: 'token-of-the-account',
};

export interface SideTuning {
  /** Records above which a Bulk job is made. */
  readonly bulkAbove?: number;
}

export interface Cell {
  readonly world: World;
  readonly salesforce: FakeSalesforce;
  readonly voyage: FakeVoyage;
  readonly engine: Engine;
  readonly call: Call;
  /** The error, or null where it went through. */
  refusal<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<AppError | null>;
  makeWell(): void;
  readonly signIn: Pick<Renewing, 'signIn' | 'endSignIn'>;
  /** Requests to both far sides so far, and how many of them said again what was said before. */
  requests(): number;
  repeats(): number;
  /** Faults of the wire that struck so far. */
  struck(): number;
  close(): Promise<void>;
}

export interface Stage {
  readonly world: World;
  readonly digest: string;
  /** Rows of the plan. */
  readonly rows: number;
  /** As it stands before the push, for one fault. */
  open(tuning?: SideTuning): Promise<Cell>;
  remove(): void;
}

/** Both lists agreed once, then chapter two happened, and all of it is decided for one side. */
export async function prepareStage(
  world: World,
  direction: Direction,
  day: BusyDay,
): Promise<Stage> {
  const folder = makeFolder();
  const kept = join(folder.path, 'prepared');
  const logs = { salesforce: createLog([]), voyage: createLog([]) };
  const cell = await openCell(world, logs, join(kept, 'journal.sqlite'), {});
  const { call } = cell;
  await choosePair(cell, direction);
  await call('pull:start', { isFull: true });
  await mapStatuses(call);
  const first = await call('plan:build', { direction: 'both' });
  await call('push:start', { digest: first.digest, mode: 'keep', confirm: null });
  happen(cell, [...world.changes, ...busyDay(world, day)]);
  await call('pull:start', { isFull: true });
  await mapStatuses(call);
  const filter = {
    classes: [],
    fields: [],
    only: ['undecided' as const],
    statuses: [],
    search: '',
  };
  const { viewId } = await call('review:open', { filter });
  const choice = direction === 'export' ? 'voyage' : 'salesforce';
  await call('review:decide', { target: { viewId }, fields: 'asking', choice, value: null });
  const plan = await call('plan:build', { direction });
  for (const { name, isTripped } of plan.left.guards) {
    if (isTripped) await call('plan:waive', { digest: plan.digest, guard: name, isWaived: true });
  }
  await cell.close();

  let opened = 0;
  return {
    world,
    digest: plan.digest,
    rows: plan.rows,
    open: (tuning = {}) => {
      opened += 1;
      const own = join(folder.path, String(opened));
      cpSync(kept, own, { recursive: true });
      const replayed = {
        salesforce: createLog(logs.salesforce.all),
        voyage: createLog(logs.voyage.all),
      };
      return openCell(world, replayed, join(own, 'journal.sqlite'), tuning);
    },
    remove: () => folder.remove(),
  };
}

export async function choosePair({ call, world }: Cell, direction: Direction): Promise<void> {
  await call('engine:connect', null);
  await call('pairing:choose', { campaignId: world.campaignId, eventId: world.eventId });
  await call('policy:set', { policy: policyFor(direction) });
}

export function happen(
  { salesforce, voyage }: Pick<Cell, 'salesforce' | 'voyage'>,
  changes: Iterable<WorldChange>,
): void {
  for (const change of changes) {
    if (change.on === 'salesforce') salesforce.apply(change);
    else voyage.apply(change);
  }
}

/** A world of which nothing was read yet; its journal goes with it. */
export async function openWorld(world: World, tuning: SideTuning = {}): Promise<Cell> {
  const folder = makeFolder();
  const logs = { salesforce: createLog([]), voyage: createLog([]) };
  const cell = await openCell(world, logs, join(folder.path, 'journal.sqlite'), tuning);
  return {
    ...cell,
    async close() {
      await cell.close();
      folder.remove();
    },
  };
}

function policyFor(direction: Direction): Policy {
  const way = direction === 'export' ? 'prefer-voyage' : 'prefer-salesforce';
  const fields = Object.fromEntries(
    Object.keys(SETTLED_POLICY.fields).map((field) => [field, way] as const),
  );
  return { ...SETTLED_POLICY, fields, deletions: 'apply' };
}

async function openCell(
  world: World,
  logs: Readonly<Record<Side, MutationLog>>,
  journalPath: string,
  { bulkAbove }: SideTuning,
): Promise<Cell> {
  const clock = (): Date => new Date();
  const salesforce = await startSalesforce({
    seed: world.salesforce,
    log: logs.salesforce,
    token: TOKENS.salesforce,
    clock,
  });
  const voyage = await startVoyage({
    seed: world.voyage,
    log: logs.voyage,
    token: TOKENS.voyage,
    clock,
  });
  const renewing = createRenewing({ salesforce, tokens: TOKENS, dir: dirname(journalPath) });
  let repeats = 0;
  const connection = (side: Side, url: string): SideConnection => ({
    url,
    workspaceKind: 'demo',
    tiedTo: null,
    accessToken: () => renewing.accessToken(side),
    refresh: (refused) => renewing.refresh(side, refused),
    log: ({ attempt }) => {
      if (attempt > 1) repeats += 1;
    },
    timing: QUICK,
  });
  const engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath,
    sides: () => ({
      salesforce: createSalesforceSide({
        connection: connection('salesforce', salesforce.url),
        polling: QUICK_POLLING,
        lockWaitMs: 2,
        ...(bulkAbove === undefined ? {} : { bulkAbove }),
      }),
      voyage: createVoyageSide({ connection: connection('voyage', voyage.url) }),
    }),
    clock,
    newId: randomUUID,
    actor: 'tester',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(`${event}: ${JSON.stringify(facts)}`);
    },
  });
  return {
    world,
    salesforce,
    voyage,
    engine,
    async call(channel, input) {
      const reply = await engine.call(channel, input);
      if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    async refusal(channel, input) {
      const reply = await engine.call(channel, input);
      return reply.ok ? null : reply.error;
    },
    makeWell() {
      salesforce.faults.reset();
      salesforce.bulk.reset();
      voyage.faults.reset();
    },
    signIn: renewing,
    requests: () =>
      [salesforce.requests(), voyage.requests()].reduce(
        (sum, { read, write }) => sum + read + write,
        0,
      ),
    repeats: () => repeats,
    struck: () =>
      [salesforce, voyage]
        .flatMap(({ faults }) => Object.values(faults.schedule.struck()))
        .reduce((sum, times) => sum + times, 0),
    async close() {
      await engine.close();
      await renewing.close();
      await salesforce.close();
      await voyage.close();
    },
  };
}
