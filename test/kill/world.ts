/**
 * A small world with every kind of operation in it, prepared once: the journal on disk as it stood before the
 * second pull, with the plan made and with it carried out, and what both far sides had written down until then.
 * Each kill begins from copies of these.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { Mutation, MutationLog } from '../../electron/demo/mutation-log.ts';
import type { World } from '../../electron/demo/seed.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { startVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Side } from '../../shared/domain/side.ts';
import { busyDay } from '../int/busy-day.ts';
import type { Call } from '../int/fakes-bench.ts';
import { callOf, SETTLED_POLICY } from '../int/fakes-bench.ts';
import { happen, TOKENS } from '../int/fault-world.ts';
import { mapStatuses } from '../int/map-statuses.ts';
import { makeFolder } from '../journal-builders.ts';
import { decide, planned } from './person.ts';

const ROWS = 36;
const SEED = 7;
const DAY = { leaving: 4, walkIns: 7, invited: 7 };

const QUICK = { firstWaitMs: 2, longestWaitMs: 8, headersMs: 2_000, giveUpAfterMs: 2_500 };

/** Conflicts are asked about; deletions are applied. */
const POLICY: Policy = {
  ...SETTLED_POLICY,
  fields: { ...SETTLED_POLICY.fields, status: 'ask', phone: 'ask' },
  deletions: 'apply',
  // One of them trips, and is waived.
  guards: { maxDeletesPercent: 100, maxChangesPercent: 10 },
};

type Kept = Readonly<Record<Side, readonly Mutation[]>>;

export interface Far {
  readonly world: World;
  readonly salesforce: FakeSalesforce;
  readonly voyage: FakeVoyage;
  /** What each wrote down since this one began. */
  readonly written: Readonly<Record<Side, Mutation[]>>;
  onMutation: (side: Side) => void;
  /** Of the first records that a process of ours wrote to Salesforce: somebody may do something then. */
  onFirstWrite: () => void;
  /** What somebody else does is not written down. */
  readonly elsewhere: (work: () => void) => void;
  readonly close: () => Promise<void>;
}

/** `ran`: the plan was carried out. */
export type Stand = 'pull' | 'plan' | 'ran';

interface Person {
  readonly email: string;
  /** Of the side's record. */
  readonly id: string;
}

export interface Prepared {
  /** Of the run before. */
  readonly lastTxId: Readonly<Record<Stand, string>>;
  /** Whom the plan makes and changes on each side, in its order. */
  readonly made: Readonly<Record<Side, readonly Person[]>>;
  readonly changed: Readonly<Record<Side, readonly Person[]>>;
  /** Copies the journal as it stood then to this path. */
  readonly copyTo: (journalPath: string, from: Stand) => void;
  /** Both far sides as they stood, from their seed and what was written down. */
  readonly startFar: (stand?: Stand) => Promise<Far>;
  readonly folder: string;
  readonly remove: () => void;
}

interface Tuning {
  /** Operations of one call; null: as the sides say. */
  readonly batchSize: number | null;
  /** Records above which a Bulk job is made. */
  readonly bulkAbove: number | null;
}

const UNTUNED: Tuning = { batchSize: null, bulkAbove: null };

export function sidesOf(far: Far, tuning = UNTUNED): Readonly<Record<Side, SidePort>> {
  const { batchSize, bulkAbove } = tuning;
  const sides = connectSides({
    kind: 'demo',
    addresses: { salesforce: far.salesforce.url, voyage: far.voyage.url },
    tokens: {
      accessToken: (side) => Promise.resolve(TOKENS[side]),
      refresh: () => Promise.resolve(null),
    },
    log: () => undefined,
    timing: QUICK,
    bulk: {
      lockWaitMs: 2,
      polling: { firstMs: 2, longestMs: 8 },
      ...(bulkAbove === null ? {} : { bulkAbove, bulkBatch: 1_000 }),
    },
  });
  const small = (port: SidePort): SidePort =>
    batchSize === null ? port : { ...port, batchSizeFor: () => batchSize };
  return { salesforce: small(sides.salesforce), voyage: small(sides.voyage) };
}

export async function openEngineOn(
  journalPath: string,
  far: Far | null,
  clock: () => Date = () => new Date(),
  tuning = UNTUNED,
): Promise<Engine> {
  return createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath,
    sides: () => (far === null ? null : sidesOf(far, tuning)),
    clock,
    newId: randomUUID,
    actor: 'runner',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(JSON.stringify(facts));
    },
  });
}

export async function prepareWorld(): Promise<Prepared> {
  const folder = makeFolder();
  const world = createWorld({ rows: ROWS, seed: SEED });
  const path = (name: string): string => join(folder.path, `${name}.sqlite`);
  const far = await startFar(world, { salesforce: [], voyage: [] });
  const first = await onJournal(path('pull'), far, async (call) => {
    await call('engine:connect', null);
    const { campaignId, eventId } = world;
    await call('pairing:choose', { campaignId, eventId });
    await call('policy:set', { policy: POLICY });
    await call('pull:start', { isFull: true });
    await mapStatuses(call);
    const { digest } = await call('plan:build', { direction: 'both' });
    return (await call('push:start', { digest, mode: 'keep', confirm: null })).txId;
  });
  happen(far, [...world.changes, ...busyDay(world, DAY)]);
  far.voyage.notify({
    id: 'cbk_kill',
    campaignId: world.campaignId,
    kind: 'changed',
    occurredAt: '2026-11-20T09:00:00.000Z',
    deliveredAt: '2026-11-20T09:00:01.000Z',
  });
  copyFileSync(path('pull'), path('plan'));
  const digest = await onJournal(path('plan'), far, async (call) => {
    await call('engine:connect', null);
    await call('pull:start', { isFull: false });
    await decide(call);
    return planned(call);
  });
  const keptNow = (): Kept => ({
    salesforce: [...far.written.salesforce],
    voyage: [...far.written.voyage],
  });
  const before = keptNow();
  copyFileSync(path('plan'), path('ran'));
  const ran = await onJournal(path('ran'), far, async (call) => {
    await call('engine:connect', null);
    const { txId } = await call('push:start', { digest, mode: 'keep', confirm: null });
    return { txId, ...(await writtenBy(call, digest, txId)) };
  });
  await far.close();
  const kept = { pull: before, plan: before, ran: keptNow() };
  return {
    lastTxId: { pull: first, plan: first, ran: ran.txId },
    made: ran.made,
    changed: ran.changed,
    folder: folder.path,
    copyTo(journalPath, from) {
      for (const suffix of ['-wal', '-shm', '.lock']) {
        if (existsSync(journalPath + suffix)) rmSync(journalPath + suffix);
      }
      copyFileSync(path(from), journalPath);
    },
    startFar: (stand = 'plan') => startFar(world, kept[stand]),
    remove: folder.remove,
  };
}

/** Whom the run made and changed on each side, in the plan's order. */
async function writtenBy(
  call: Call,
  digest: string,
  txId: string,
): Promise<Pick<Prepared, 'made' | 'changed'>> {
  const page = { digest, search: '', from: 0, count: 1_000, onlyOperations: true };
  const { rows } = await call('plan:rows', page);
  const filter = { outcomes: [], search: '' };
  const outcomes = await call('outcomes:page', { txId, filter, from: 0, count: 10_000 });
  const told = new Map(outcomes.rows.map((row) => [row.row, row]));
  const people = (side: Side, meant: 'create' | 'update'): readonly Person[] =>
    rows.flatMap((row) => {
      const { email } = row;
      const id = told.get(row.position)?.[side === 'salesforce' ? 'salesforceId' : 'voyageId'];
      const isMeant = row[side].some(({ op }) => op === meant);
      return isMeant && email !== null && id != null ? [{ email, id }] : [];
    });
  const onBoth = (meant: 'create' | 'update') => ({
    salesforce: people('salesforce', meant),
    voyage: people('voyage', meant),
  });
  return { made: onBoth('create'), changed: onBoth('update') };
}

async function onJournal<T>(path: string, far: Far, work: (call: Call) => Promise<T>): Promise<T> {
  const engine = await openEngineOn(path, far);
  try {
    return await work(callOf(() => engine));
  } finally {
    await engine.close();
  }
}

/** Both far sides from their seed and what was written down. */
export async function startFar(world: World, before: Kept): Promise<Far> {
  const written: Record<Side, Mutation[]> = { salesforce: [], voyage: [] };
  let isElsewhere = false;
  const logOf = (side: Side): MutationLog => ({
    replay: () => before[side],
    append: (...made) => {
      if (isElsewhere || made.length === 0) return;
      const isFirst = side === 'salesforce' && written.salesforce.length === 0;
      written[side].push(...made);
      if (isFirst) far.onFirstWrite();
      far.onMutation(side);
    },
    close: () => undefined,
  });
  const clock = (): Date => new Date();
  const salesforce = await startSalesforce({
    seed: world.salesforce,
    log: logOf('salesforce'),
    token: TOKENS.salesforce,
    clock,
  });
  const voyage = await startVoyage({
    seed: world.voyage,
    log: logOf('voyage'),
    token: TOKENS.voyage,
    clock,
  });
  const far: Far = {
    world,
    salesforce,
    voyage,
    written,
    onMutation: () => undefined,
    onFirstWrite: () => undefined,
    elsewhere: (work) => {
      isElsewhere = true;
      work();
      isElsewhere = false;
    },
    close: async () => {
      await salesforce.close();
      await voyage.close();
    },
  };
  return far;
}
