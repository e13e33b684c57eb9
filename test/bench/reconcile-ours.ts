/** Ours: from the sketches in a journal to the stored diff and its facets. */
import { buildBases } from '../../electron/engine/columns/build-bases.ts';
import { buildSketch } from '../../electron/engine/columns/build-sketch.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { createJobs } from '../../electron/engine/jobs.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { currentDiff } from '../../electron/engine/journal/diff-repository.ts';
import type { Pairing } from '../../electron/engine/journal/pairing-repository.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { currentSnapshots } from '../../electron/engine/journal/snapshot-repository.ts';
import { createFacets } from '../../electron/engine/review/facets.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { createConnections } from '../../electron/engine/sync/connections.ts';
import { createSweeper } from '../../electron/engine/sync/sweeper.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { MADE_STATUSES } from './made-lists.ts';
import type { Reconciled, ReconcileTask } from './reconcile-tasks.ts';

export const MADE_POLICY: Policy = {
  ...DEFAULT_POLICY,
  statusMap: {
    toVoyage: Object.fromEntries(MADE_STATUSES),
    toSalesforce: Object.fromEntries(MADE_STATUSES.map(([label, status]) => [status, label])),
  },
};

export type Measurement = Omit<Reconciled, 'peakMiB' | 'longestTurnMs'>;

interface Open {
  readonly db: Journal;
  readonly context: EngineContext;
  readonly pairing: Pairing;
  readonly snapshots: Readonly<Record<Side, number>>;
}

function open(path: string): Open {
  const db = openJournal(path);
  const pairing = currentPairing(db);
  const snapshots = pairing === null ? null : currentSnapshots(db, pairing.id);
  if (pairing === null || snapshots === null) throw new Error('The journal was not made.');
  const options = {
    workspace: { name: 'made', kind: 'demo' as const },
    journalPath: path,
    sides: () => null,
    clock: () => new Date(),
    newId: () => 'id',
    actor: 'bench',
    log: () => undefined,
  };
  const context: EngineContext = {
    options,
    db,
    connections: createConnections(options),
    jobs: createJobs(),
    sweeper: createSweeper(db, () => undefined),
    emit: () => undefined,
    state: () => {
      throw new Error('Nobody asks for the state here.');
    },
  };
  const ids = { salesforce: snapshots.salesforce.id, voyage: snapshots.voyage.id };
  return { db, context, pairing, snapshots: ids };
}

/** What a pull pays: the sketches, and the columns of the bases. */
export function prepare({ path }: ReconcileTask): Promise<void> {
  const { db, pairing, snapshots } = open(path);
  for (const side of SIDES) finish(buildSketch(db, { id: snapshots[side], side }));
  finish(buildBases(db, pairing.id));
  db.close();
  return Promise.resolve();
}

function finish(work: Generator<void, unknown, void>): void {
  while (work.next().done !== true);
}

export async function reconcileOurs(task: ReconcileTask, start: () => void): Promise<Measurement> {
  const opened = open(task.path);
  start();
  const before = process.cpuUsage();
  const first = await timed(opened);
  const { user, system } = process.cpuUsage(before);
  opened.db.close();
  return { wallMs: first, cpuMs: (user + system) / 1000, again: null };
}

async function timed({ db, context, pairing, snapshots }: Open): Promise<number> {
  const from = performance.now();
  await compareSnapshots(context, pairing, snapshots, new AbortController().signal);
  const diff = currentDiff(db, pairing.id);
  if (diff === null) throw new Error('Nothing was compared.');
  createFacets(db)(diff);
  return performance.now() - from;
}
