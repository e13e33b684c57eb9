/**
 * Kills a process that pushes at chosen points, lets another go on, and checks what came of it.
 *
 * Law: each scenario ends as it does without a kill: one effect for each operation, one outcome for each row.
 */
import { randomInt } from 'node:crypto';
import type { KillAt } from './child-task.ts';
import { checkEnded } from './check.ts';
import { startChildren } from './children.ts';
import type { Bench, Known } from './one-run.ts';
import { begin, differences, runOnce, withoutKill } from './one-run.ts';
import { seeded } from './seeded.ts';
import { SCENARIOS } from './scenarios.ts';
import { prepareWorld } from './world.ts';

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
