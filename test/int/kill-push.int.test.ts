/**
 * Law: kill the process at any point of a push, start again, go on: each operation had one effect, each row
 * has one outcome, the totals tie and the chain holds.
 */
import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FaultRule } from '../../electron/demo/faults/fault.ts';
import type { RunMode } from '../../shared/domain/outcome.ts';
import type { PlanSummary } from '../../shared/domain/plan.ts';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { makeFolder } from '../journal-builders.ts';
import type { Fakes, Raw } from './fakes-bench.ts';
import { callOf, prepare, startFakes, without } from './fakes-bench.ts';
import type { ChildTask, KillPoint } from './kill-push-child.ts';

const ROWS = 240;
const BATCH = 4;
/** The plan is made once and carried out on many a world begun alike: their stamps must be, too. */
const NOW = new Date();
const CHILD = fileURLToPath(new URL('./kill-push-child.ts', import.meta.url));

const folder = makeFolder();
let planned: PlanSummary;
let fakes: Fakes;
let children = 0;

/** Both lists in chapter two, paired, pulled and planned: every test goes on from a copy of this journal. */
beforeAll(async () => {
  fakes = await startFakes(ROWS, () => NOW);
  fakes.advance();
  const engine = await openEngine(join(folder.path, 'planned.sqlite'));
  const call = callOf(() => engine);
  await prepare(call, fakes);
  planned = await call('plan:build', { direction: 'both' });
  await engine.close();
  await fakes.close();
});
afterEach(async () => {
  await fakes.close();
});
afterAll(() => {
  folder.remove();
});

async function openEngine(journalPath: string): Promise<Engine> {
  return createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath,
    sides: () => fakes.sides(),
    clock: () => new Date(),
    newId: randomUUID,
    actor: 'ann',
    log: () => undefined,
  });
}

interface Ended {
  readonly signal: string | null;
  readonly text: string;
}

function runChild(
  task: ChildTask,
  onSpawn: (pid: number) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(errors));
      else resolve({ signal, text });
    });
    if (child.pid !== undefined) onSpawn(child.pid);
  });
}

async function begin(): Promise<{ readonly task: ChildTask; readonly before: FarState }> {
  fakes = await startFakes(ROWS, () => NOW);
  fakes.advance();
  const before = await farState();
  for (const side of SIDES) fakes.mutations[side].length = 0;
  children += 1;
  const journalPath = join(folder.path, `run-${String(children)}.sqlite`);
  copyFileSync(join(folder.path, 'planned.sqlite'), journalPath);
  const task: ChildTask = {
    journalPath,
    addresses: { salesforce: fakes.salesforce.url, voyage: fakes.voyage.url },
    tokens: fakes.tokens,
    digest: planned.digest,
    mode: 'keep',
    batchSize: BATCH,
    bulk: {},
    killAt: null,
  };
  return { task, before };
}

type FarState = Readonly<Record<'members' | 'leads' | 'registrations', ReadonlyMap<string, Raw>>>;

async function farState(): Promise<FarState> {
  return {
    members: await fakes.members(),
    leads: await fakes.leads(),
    registrations: await fakes.registrations(),
  };
}

/** Goes on until the run has ended, and gives its summary. */
async function finish(task: ChildTask): Promise<RunSummary> {
  const { text } = await runChild({ ...task, killAt: null });
  const reply = JSON.parse(text) as { ok: boolean; value: RunSummary };
  expect(reply.ok, text).toBe(true);
  return reply.value;
}

async function checkJournal(task: ChildTask, summary: RunSummary): Promise<void> {
  expect(summary).toMatchObject({ addsUp: true, counts: { rows: planned.rows } });
  const engine = await openEngine(task.journalPath);
  const call = callOf(() => engine);
  const { txId } = summary;
  const filter = { outcomes: [], search: '' };
  const page = await call('outcomes:page', { txId, filter, from: 0, count: 10_000 });
  expect(page.rows.map(({ row }) => row)).toEqual(
    Array.from({ length: planned.rows }, (_, index) => index + 1),
  );
  expect(await call('audit:verify', null)).toMatchObject({ verified: true, rows: 1 });
  expect((await call('engine:state', null)).activeRun).toBe(null);
  await engine.close();
}

/** How often each record was written by the run; none of them twice but for what was taken back. */
function writesPerRecord(side: Side): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, id } of fakes.mutations[side]) {
    if (kind === 'idempotency') continue;
    const key = `${kind} ${id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const KEEP: readonly KillPoint[] = [
  { at: 'started' },
  ...SIDES.flatMap((side): KillPoint[] => [
    { at: 'in-flight', side },
    { at: 'answered', side },
    { at: 'settled', side },
    { at: 'answered', side, nth: 2 },
  ]),
  { at: 'ending' },
  { at: 'ended' },
];

const nameOf = ({ at, side, isUndo, nth }: KillPoint): string =>
  [at, side, isUndo === true ? 'while taking back' : '', nth ?? ''].filter(Boolean).join(' ');

async function expectWholeRun(task: ChildTask, before: FarState): Promise<void> {
  const summary = await finish(task);
  expect(summary.status).toBe('succeeded');
  await checkJournal(task, summary);
  expect(fakes.salesforce.effects.doubles()).toEqual([]);
  for (const side of SIDES) {
    const twice = [...writesPerRecord(side)].filter(([, writes]) => writes !== 1);
    expect(twice, side).toEqual([]);
  }
  const after = await farState();
  const { voyage, salesforce } = planned.counts;
  expect(after.registrations.size - before.registrations.size).toBe(voyage.create);
  expect(after.members.size - before.members.size).toBe(salesforce.create);
  expect(after.leads.size - before.leads.size).toBe(planned.newLeads);
  expect(summary.counts.imported).toBe(voyage.create);
  expect(summary.counts.exported).toBe(salesforce.create);
}

test('the plan has batches enough on both sides for every point to be met', () => {
  const { voyage, salesforce } = planned.counts;
  expect(voyage.create + voyage.update + voyage.cancel).toBeGreaterThan(2 * BATCH);
  expect(salesforce.create + salesforce.update).toBeGreaterThan(2 * BATCH);
  expect(planned.newLeads).toBeGreaterThan(0);
});

test.each(KEEP.map((point) => [nameOf(point), point] as const))(
  'killed at: %s',
  async (_, killAt) => {
    const { task, before } = await begin();
    expect((await runChild({ ...task, killAt })).signal).toBe('SIGKILL');
    await expectWholeRun(task, before);
  },
);

test.each(SIDES)('killed while %s is at work on a batch', async (side) => {
  const { task, before } = await begin();
  let pid = 0;
  let written = 0;
  fakes.onMutation = (at) => {
    if (at === side) written += 1;
    if (at === side && written === 2) process.kill(pid, 'SIGKILL');
  };
  const { signal } = await runChild(task, (started) => (pid = started));
  expect(signal).toBe('SIGKILL');
  fakes.onMutation = () => undefined;
  await expectWholeRun(task, before);
});

/** All of Salesforce in one batch, each step of it a job. */
const BY_BULK = {
  batchSize: null,
  bulk: { bulkAbove: 0, bulkBatch: 1_000, polling: { firstMs: 5, longestMs: 20 } },
} as const;

test.each([
  ['after a job was made', 1],
  ['after the next was made', 2],
  ['after the third was made', 3],
] as const)('by Bulk, killed %s', async (_, nth) => {
  const { task: small, before } = await begin();
  const task = { ...small, ...BY_BULK };
  const killAt: KillPoint = { at: 'ticket', side: 'salesforce', nth };
  expect((await runChild({ ...task, killAt })).signal).toBe('SIGKILL');
  await expectWholeRun(task, before);
});

const HANG = { kind: 'hang', ms: 60_000 } as const;
const SLOW = { kind: 'slow-body', ms: 60_000 } as const;
test.each<[string, FaultRule]>([
  ['while it uploads', { ...HANG, on: 'bulk-upload', nth: 1 }],
  ['after the upload', { ...HANG, on: 'bulk-close', nth: 1 }],
  ['after another upload', { ...HANG, on: 'bulk-close', nth: 3 }],
  ['with a job closed and not yet told', { ...SLOW, on: 'bulk-close', nth: 1 }],
  ['with another job closed and not yet told', { ...SLOW, on: 'bulk-close', nth: 2 }],
  ['while it waits for a job', { ...HANG, on: 'bulk-poll', nth: 2 }],
  ['while it waits for a later job', { ...HANG, on: 'bulk-poll', nth: 6 }],
  ['before the results are read', { ...HANG, on: 'bulk-results', nth: 1 }],
  ['before later results are read', { ...HANG, on: 'bulk-results', nth: 2 }],
])('by Bulk, killed %s', async (_, rule) => {
  const { task: small, before } = await begin();
  const task = { ...small, ...BY_BULK };
  const { schedule } = fakes.salesforce.faults;
  schedule.load([rule]);
  let pid = 0;
  const ended = runChild(task, (started) => (pid = started));
  const kill = setInterval(() => {
    if ((schedule.struck()[rule.kind] ?? 0) > 0) process.kill(pid, 'SIGKILL');
  }, 5);
  const { signal } = await ended;
  clearInterval(kill);
  expect(signal).toBe('SIGKILL');
  schedule.clear();
  await expectWholeRun(task, before);
});

test('by Bulk, killed with all of a batch answered and nothing settled', async () => {
  const { task: small, before } = await begin();
  const task = { ...small, ...BY_BULK };
  const killAt: KillPoint = { at: 'answered', side: 'salesforce' };
  expect((await runChild({ ...task, killAt })).signal).toBe('SIGKILL');
  await expectWholeRun(task, before);
});

test('killed again and again, at each batch', async () => {
  const { task, before } = await begin();
  for (const at of ['in-flight', 'answered', 'in-flight', 'answered'] as const) {
    const killAt: KillPoint = { at, side: 'voyage' };
    expect((await runChild({ ...task, killAt })).signal).toBe('SIGKILL');
  }
  await expectWholeRun(task, before);
});

const UNDO: readonly KillPoint[] = [
  ...SIDES.flatMap((side): KillPoint[] => [
    { at: 'in-flight', side, isUndo: true },
    { at: 'answered', side, isUndo: true },
    { at: 'settled', side, isUndo: true },
  ]),
  { at: 'settled', side: 'salesforce' },
  { at: 'ending' },
];

test.each(UNDO.map((point) => [nameOf(point), point] as const))(
  'all or nothing, failing late in Salesforce, killed at: %s',
  async (_, killAt) => {
    const { task, before } = await begin();
    const failing = await lastWritten();
    fakes.salesforce.faults.set({ rejectEmails: [failing] });
    const mode: RunMode = 'all-or-nothing';
    expect((await runChild({ ...task, mode, killAt })).signal).toBe('SIGKILL');
    const summary = await finish({ ...task, mode });
    expect(summary.status).toBe('rolled-back');
    await checkJournal({ ...task, mode }, summary);
    expect(plain(await farState())).toEqual(plain(before));
    for (const side of SIDES) {
      const often = [...writesPerRecord(side)].filter(([, writes]) => writes > 2);
      expect(often, side).toEqual([]);
    }
  },
);

/** The email of a person whom the second batch to Salesforce or a later one writes. */
async function lastWritten(): Promise<string> {
  const engine = await openEngine(join(folder.path, 'planned.sqlite'));
  const call = callOf(() => engine);
  const { digest } = planned;
  const { rows } = await call('plan:rows', {
    digest,
    search: '',
    from: 0,
    count: 10_000,
    onlyOperations: true,
  });
  await engine.close();
  const late = rows.filter((row) => row.salesforce.length > 0).slice(BATCH);
  const failing = late.at(-1)?.email;
  if (!failing) throw new Error('This world writes a single batch to Salesforce.');
  return failing;
}

/** Without what every write leaves behind: versions and times. */
function plain(state: FarState): unknown {
  const bare = (record: Raw): Raw =>
    without(record, 'version', 'updatedAt', 'checkedInAt', 'cancelledAt');
  return Object.fromEntries(
    Object.entries(state).map(([name, records]) => [
      name,
      [...records].map(([id, record]) => [id, bare(record)]).sort(),
    ]),
  );
}
