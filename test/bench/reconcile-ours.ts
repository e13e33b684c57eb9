/** Ours: from the sketches in a journal to the stored diff and its facets. */
import { buildBases } from '../../electron/engine/columns/build-bases.ts';
import { buildSketch } from '../../electron/engine/columns/build-sketch.ts';
import { inTurns } from '../../electron/engine/columns/in-turns.ts';
import { currentSketch } from '../../electron/engine/columns/make-sketch.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { createJobs } from '../../electron/engine/jobs.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { currentDiff } from '../../electron/engine/journal/diff-repository.ts';
import type { Pairing } from '../../electron/engine/journal/pairing-repository.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { currentSnapshots } from '../../electron/engine/journal/snapshot-repository.ts';
import { insertRecords } from '../../electron/engine/journal/record-repository.ts';
import { createFacets } from '../../electron/engine/review/facets.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { createConnections } from '../../electron/engine/sync/connections.ts';
import { createSweeper } from '../../electron/engine/sync/sweeper.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import { MADE_STATUSES, isChangedPerson, madePerson } from './made-lists.ts';
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
  const { db, pairing } = opened;
  // Whatever an earlier run compared, nothing is gone on from.
  db.statement('DELETE FROM diff WHERE pairing_id = ?').run(pairing.id);
  start();
  const before = process.cpuUsage();
  const wallMs = await timed(opened);
  const { user, system } = process.cpuUsage(before);
  const { patchMs } = await changeSome(opened, task);
  const again = { patchMs, wallMs: await timed(opened) };
  db.close();
  return { wallMs, cpuMs: (user + system) / 1000, again };
}

/** 1% of the people get another value, and the sketches follow as they do at the end of a pull. */
async function changeSome(
  { db, pairing, snapshots }: Open,
  { people, seed }: ReconcileTask,
): Promise<{ readonly patchMs: number }> {
  const version = (Date.now() % 100_000) + 1;
  const changed: SideRecord[] = [];
  for (let at = 0; at < people; at += 1) {
    if (!isChangedPerson(seed, at, version)) continue;
    const [member] = madePerson(seed, at, version).members;
    if (member !== undefined) changed.push(member);
  }
  const { identity: rules } = pairing.policy;
  db.transaction(() => {
    insertRecords(
      db,
      snapshots.salesforce,
      changed.map((record) => ({ record, ...normalizeEmail(record.values.email, rules) })),
    );
  });
  const from = performance.now();
  for (const side of SIDES) {
    await inTurns(currentSketch(db, { id: snapshots[side], side }), new AbortController().signal);
  }
  return { patchMs: performance.now() - from };
}

async function timed({ db, context, pairing, snapshots }: Open): Promise<number> {
  const from = performance.now();
  await compareSnapshots(context, pairing, snapshots, new AbortController().signal);
  const diff = currentDiff(db, pairing.id);
  if (diff === null) throw new Error('Nothing was compared.');
  createFacets(db)(diff);
  return performance.now() - from;
}
