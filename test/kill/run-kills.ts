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
import { begin, differences, runOnce, standOf, withoutKill } from './one-run.ts';
import { seeded } from './seeded.ts';
import type { Scenario } from './scenarios.ts';
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
  readonly scenarios: ReadonlyMap<string, PointTally>;
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
  /** Without it: all there are. */
  readonly scenarios?: readonly Scenario[];
  readonly tell?: (line: string) => void;
}

/** Of a process that goes on after a kill: whether it is killed, too. */
const AGAIN = 0.8;
const MOST_KILLS = 8;

export async function runKills(options: KillOptions): Promise<KillReport> {
  const { points, seed, tell, scenarios = SCENARIOS } = options;
  const from = performance.now();
  const random = seeded(seed);
  const bench = { prepared: await prepareWorld(), children: await startChildren() };
  const tally = new Map<string, PointTally>();
  const byScenario = new Map<string, PointTally>();
  const total = noTally();
  const failures: string[] = [];
  let runs = 0;
  const met = new Set<string>();
  try {
    const known: Known[] = [];
    for (const scenario of scenarios) known.push(await withoutKill(bench, scenario));
    for (const point of known.flatMap(({ passed }) => [...passed.keys()])) met.add(point);
    const queue: Due[] = [];
    while (total.kills < points) {
      if (queue.length === 0) queue.push(...shuffled(pairsOf(known), random));
      const { subject, point } = queue.pop() ?? never();
      const first = { point, nth: 1 + Math.floor(random() * (subject.passed.get(point) ?? 1)) };
      const killed = await killAndGoOn(bench, subject, first, queue, random);
      runs += 1;
      const own = tallyOf(byScenario, subject.scenario.name);
      for (const one of [total, own, ...killed.kills.map((at) => tallyOf(tally, at.point))]) {
        one.doubles += killed.doubles.length;
        one.losses += killed.losses.length;
      }
      for (const { point: at } of killed.kills) {
        for (const one of [total, own, tallyOf(tally, at)]) {
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
  return { points: tally, scenarios: byScenario, total, runs, known: met, failures, seconds };
}

/** A point of a scenario at which nobody was killed yet in this round. */
interface Due {
  readonly subject: Known;
  readonly point: string;
}

interface Killed {
  readonly kills: readonly KillAt[];
  readonly doubles: readonly string[];
  readonly losses: readonly string[];
  readonly broken: readonly string[];
}

/** Who goes on is killed again, at a point that is still due where there is one it may come to. */
async function killAndGoOn(
  bench: Bench,
  subject: Known,
  first: KillAt,
  queue: Due[],
  random: () => number,
): Promise<Killed> {
  const { scenario, standing } = subject;
  const far = await bench.prepared.startFar(standOf(scenario));
  const kills: KillAt[] = [];
  try {
    const task = begin(bench.prepared, scenario, far);
    let killAt: KillAt | null = first;
    let due: Due | null = null;
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
        if (due !== null) queue.unshift(due);
        return { kills, doubles, losses, broken };
      }
      if (killAt !== null) kills.push(killAt);
      const isAgain = kills.length < MOST_KILLS && random() < AGAIN;
      due = isAgain ? takeLater(queue, subject, killAt?.point ?? '', random) : null;
      const point: string | null = isAgain
        ? (due?.point ?? oneOf([...subject.passed.keys()], random))
        : null;
      killAt = point === null ? null : { point, nth: 1 };
    }
  } finally {
    far.onMutation = () => undefined;
    await far.close();
  }
}

function pairsOf(known: readonly Known[]): readonly Due[] {
  return known.flatMap((subject) =>
    [...subject.passed.keys()].map((point) => ({ subject, point })),
  );
}

/** Out of the queue: a point that is first passed after this one. */
function takeLater(queue: Due[], subject: Known, than: string, random: () => number): Due | null {
  const names = [...subject.passed.keys()];
  const later = new Set(names.slice(names.indexOf(than) + 1));
  const places = [...queue.keys()].filter((place) => {
    const due = queue[place];
    return due?.subject === subject && later.has(due.point);
  });
  return places.length === 0 ? null : (queue.splice(oneOf(places, random), 1)[0] ?? null);
}

function oneOf<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] ?? never();
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
