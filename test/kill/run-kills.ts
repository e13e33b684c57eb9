/**
 * Kills a process that pushes at chosen points, lets another go on, and checks what came of it.
 *
 * Law: each scenario ends as it does without a kill: one effect for each operation, one outcome for each row.
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { DAILY_REQUESTS } from '../../electron/demo/salesforce/org-routes.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { TOKENS } from '../int/fault-world.ts';
import type { ChildTask, KillAt } from './child-task.ts';
import type { Standing } from './check.ts';
import { checkEnded } from './check.ts';
import { startChildren } from './children.ts';
import type { Children } from './children.ts';
import { seeded } from './seeded.ts';
import { SCENARIOS } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';
import { prepareWorld } from './world.ts';
import type { Far, Prepared } from './world.ts';

export interface PointTally {
  kills: number;
  resumes: number;
  doubles: number;
  losses: number;
}

export interface KillReport {
  readonly points: ReadonlyMap<string, PointTally>;
  readonly total: PointTally;
  /** Runs from their beginning to their end. */
  readonly runs: number;
  /** Every point there is to be killed at. */
  readonly known: ReadonlySet<string>;
  /** What was not as it should be, each with the scenario and the kills that led to it. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

export interface KillOptions {
  readonly points: number;
  readonly seed: number;
  readonly tell?: (line: string) => void;
}

/** Of a process that goes on after a kill: whether it is killed, too. */
const AGAIN = 0.5;
const MOST_KILLS = 5;
const RESERVED_FROM_PERCENT = 50;

interface Known {
  readonly scenario: Scenario;
  readonly standing: Standing;
  readonly passed: ReadonlyMap<string, number>;
}

interface Bench {
  readonly prepared: Prepared;
  readonly children: Children;
}

export async function runKills({ points, seed, tell }: KillOptions): Promise<KillReport> {
  const from = performance.now();
  const random = seeded(seed);
  const bench = { prepared: await prepareWorld(), children: await startChildren() };
  const tally = new Map<string, PointTally>();
  const total = noTally();
  const failures: string[] = [];
  let runs = 0;
  const met = new Set<string>();
  try {
    const known: Known[] = [];
    for (const scenario of SCENARIOS) known.push(await withoutKill(bench, scenario));
    for (const point of known.flatMap(({ passed }) => [...passed.keys()])) met.add(point);
    const queue: (readonly [Known, string])[] = [];
    while (total.kills < points) {
      if (queue.length === 0) queue.push(...shuffled(pairsOf(known), random));
      const [subject, point] = queue.pop() ?? never();
      const first = { point, nth: 1 + Math.floor(random() * (subject.passed.get(point) ?? 1)) };
      const killed = await killAndGoOn(bench, subject, first, random);
      runs += 1;
      for (const one of [total, ...killed.kills.map((at) => tallyOf(tally, at.point))]) {
        one.doubles += killed.doubles.length;
        one.losses += killed.losses.length;
      }
      for (const { point: at } of killed.kills) {
        for (const one of [total, tallyOf(tally, at)]) {
          one.kills += 1;
          one.resumes += 1;
        }
      }
      const wrong = [...killed.doubles, ...killed.losses, ...killed.broken];
      if (wrong.length > 0) {
        const where = killed.kills
          .map(({ point: at, nth }) => `${at} #${String(nth)}`)
          .join(', then ');
        failures.push(
          `${subject.scenario.name}, killed at ${where}: ${wrong.slice(0, 4).join('; ')}`,
        );
        tell?.(failures.at(-1) ?? '');
      }
      if (runs % 25 === 0) tell?.(`${String(total.kills)} kills`);
    }
  } finally {
    await bench.children.close();
    bench.prepared.remove();
  }
  const seconds = (performance.now() - from) / 1000;
  return { points: tally, total, runs, known: met, failures, seconds };
}

interface Killed {
  readonly kills: readonly KillAt[];
  readonly doubles: readonly string[];
  readonly losses: readonly string[];
  readonly broken: readonly string[];
}

async function killAndGoOn(
  bench: Bench,
  { scenario, standing, passed }: Known,
  first: KillAt,
  random: () => number,
): Promise<Killed> {
  const far = await bench.prepared.startFar();
  const kills: KillAt[] = [];
  try {
    const task = begin(bench.prepared, scenario, far);
    let killAt: KillAt | null = first;
    for (;;) {
      const ended = await runOnce(bench.children, far, task, killAt);
      if (ended !== null) {
        const doubles: string[] = [];
        const losses: string[] = [];
        const broken = [...ended.defects];
        if (ended.summary === null) broken.push('the run did not end');
        else {
          const checked = await checkEnded(
            task.journalPath,
            far,
            ended.summary,
            scenario.mode === 'keep',
          );
          doubles.push(...checked.doubles);
          losses.push(...checked.losses);
          broken.push(...checked.broken, ...differences(checked.standing, standing, scenario));
        }
        return { kills, doubles, losses, broken };
      }
      if (killAt !== null) kills.push(killAt);
      const isAgain = kills.length < MOST_KILLS && random() < AGAIN;
      const names = [...passed.keys()];
      const point = names[Math.floor(random() * names.length)] ?? '';
      killAt = isAgain ? { point, nth: 1 + Math.floor(random() * 2) } : null;
    }
  } finally {
    far.onMutation = () => undefined;
    await far.close();
  }
}

/** The run's end and what it should not have said; null where the process was killed. */
async function runOnce(
  children: Children,
  far: Far,
  task: ChildTask,
  killAt: KillAt | null,
  count: (point: string, times: number) => void = () => undefined,
): Promise<{ readonly summary: RunSummary | null; readonly defects: readonly string[] } | null> {
  let pid = 0;
  const written = { salesforce: 0, voyage: 0 };
  far.onMutation = (side) => {
    written[side] += 1;
    const isMeant = killAt?.point === farPoint(side) && killAt.nth === written[side];
    if (isMeant) process.kill(pid, 'SIGKILL');
  };
  const { end } = await children.run({ ...task, killAt }, (started) => (pid = started));
  if (end === null) return null;
  for (const [point, times] of Object.entries(end.passed)) count(point, times);
  for (const side of ['salesforce', 'voyage'] as const) {
    if (written[side] > 0) count(farPoint(side), written[side]);
  }
  const { reply } = end;
  const summary = reply.ok && reply.value.endedAt !== null ? reply.value : null;
  const refused = reply.ok ? [] : [JSON.stringify(reply.error)];
  return { summary, defects: [...end.defects, ...refused] };
}

const farPoint = (side: string): string => `${side} has written and not yet answered`;

async function withoutKill(bench: Bench, scenario: Scenario): Promise<Known> {
  const far = await bench.prepared.startFar();
  const passed = new Map<string, number>();
  try {
    const task = begin(bench.prepared, scenario, far);
    const ended = await runOnce(bench.children, far, task, null, (point, times) =>
      passed.set(point, times),
    );
    if (ended?.summary == null || ended.defects.length > 0) {
      throw new Error(`${scenario.name}: ${JSON.stringify(ended?.defects)}`);
    }
    const { journalPath } = task;
    const checked = await checkEnded(journalPath, far, ended.summary, scenario.mode === 'keep');
    const wrong = [...checked.doubles, ...checked.losses, ...checked.broken];
    if (wrong.length > 0) throw new Error(`${scenario.name}, unkilled: ${wrong.join('; ')}`);
    return { scenario, standing: checked.standing, passed };
  } finally {
    await far.close();
  }
}

function begin(prepared: Prepared, scenario: Scenario, far: Far): ChildTask {
  const journalPath = join(prepared.folder, 'run.sqlite');
  prepared.copyTo(journalPath, scenario.from === 'plan' ? 'plan' : 'pull');
  for (const side of ['salesforce', 'voyage'] as const) {
    const place = scenario.refused[side];
    const email = place === undefined ? undefined : prepared.made[side].at(place);
    if (email !== undefined) far[side].faults.set({ rejectEmails: [email] });
  }
  const { from, mode, batchSize, bulkAbove, cancelAt, spareCalls } = scenario;
  if (spareCalls !== null) {
    const callsByOthers = (DAILY_REQUESTS * RESERVED_FROM_PERCENT) / 100 - spareCalls;
    far.salesforce.faults.set({ callsByOthers });
  }
  return {
    journalPath,
    addresses: { salesforce: far.salesforce.url, voyage: far.voyage.url },
    tokens: TOKENS,
    from,
    lastTxId: prepared.lastTxId,
    mode,
    batchSize,
    bulkAbove,
    callsPercent: spareCalls === null ? 100 : RESERVED_FROM_PERCENT,
    cancelAt,
    killAt: null,
  };
}

/** Where a person stops it, what is left unsent depends on how far it had come. */
function differences(
  now: Standing,
  then: Standing,
  { cancelAt, mode }: Scenario,
): readonly string[] {
  const isStopped = cancelAt !== null;
  const names = (Object.keys(then) as (keyof Standing)[]).filter(
    (name) =>
      !isStopped || (mode === 'all-or-nothing' && name === 'far' && now.status === then.status),
  );
  const found: string[] = [];
  if (now.outcomes.length !== then.outcomes.length) {
    found.push(`${String(now.outcomes.length)} outcomes, not ${String(then.outcomes.length)}`);
  }
  for (const name of names) {
    const [mine, theirs] = [String(now[name]), String(then[name])];
    if (mine === theirs) continue;
    let at = 0;
    while (mine[at] === theirs[at]) at += 1;
    const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
    found.push(`${name} differs: ${around(mine)} <> ${around(theirs)}`);
  }
  return found;
}

function pairsOf(known: readonly Known[]): readonly (readonly [Known, string])[] {
  return known.flatMap((one) => [...one.passed.keys()].map((point) => [one, point] as const));
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function noTally(): PointTally {
  return { kills: 0, resumes: 0, doubles: 0, losses: 0 };
}

function tallyOf(all: Map<string, PointTally>, point: string): PointTally {
  const known = all.get(point) ?? noTally();
  all.set(point, known);
  return known;
}

function never(): never {
  throw new Error('No point was passed.');
}

export function randomSeed(): number {
  return randomInt(1, 1_000_000);
}
