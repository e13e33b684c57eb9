/** One run of a scenario in a process of its own, which may be killed. */
import { join } from 'node:path';
import { DAILY_REQUESTS } from '../../electron/demo/salesforce/org-routes.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { TOKENS } from '../int/fault-world.ts';
import type { ChildTask, KillAt } from './child-task.ts';
import type { Standing } from './check.ts';
import { checkEnded } from './check.ts';
import type { Children } from './children.ts';
import type { Scenario } from './scenarios.ts';
import type { Far, Prepared, Stand } from './world.ts';

const RESERVED_FROM_PERCENT = 50;

export interface Known {
  readonly scenario: Scenario;
  readonly standing: Standing;
  readonly passed: ReadonlyMap<string, number>;
}

export interface Bench {
  readonly prepared: Prepared;
  readonly children: Children;
}

interface Watch {
  /** The points passed by a process that was not killed, and how often. */
  readonly count?: (point: string, times: number) => void;
  /** A far side has written something for the process, the how-manieth time, and not yet answered. */
  readonly onWritten?: (side: Side, times: number, pid: number) => void;
}

/** The run's end and what it should not have said; null where the process was killed. */
export async function runOnce(
  children: Children,
  far: Far,
  task: ChildTask,
  killAt: KillAt | null,
  watch: Watch = {},
): Promise<{ readonly summary: RunSummary | null; readonly defects: readonly string[] } | null> {
  let pid = 0;
  const written = { salesforce: 0, voyage: 0 };
  far.onMutation = (side) => {
    written[side] += 1;
    const isMeant = killAt?.point === farPoint(side) && killAt.nth === written[side];
    if (isMeant) process.kill(pid, 'SIGKILL');
    watch.onWritten?.(side, written[side], pid);
  };
  const { end } = await children.run({ ...task, killAt }, (started) => (pid = started));
  if (end === null) return null;
  for (const [point, times] of Object.entries(end.passed)) watch.count?.(point, times);
  for (const side of ['salesforce', 'voyage'] as const) {
    if (written[side] > 0) watch.count?.(farPoint(side), written[side]);
  }
  const { reply } = end;
  const summary = reply.ok && reply.value.endedAt !== null ? reply.value : null;
  const refused = reply.ok ? [] : [JSON.stringify(reply.error)];
  return { summary, defects: [...end.defects, ...refused] };
}

const farPoint = (side: string): string => `${side} has written and not yet answered`;

/** How a scenario ends when nobody kills anything, and the points it passes. */
export async function withoutKill(bench: Bench, scenario: Scenario): Promise<Known> {
  const far = await bench.prepared.startFar(standOf(scenario));
  const passed = new Map<string, number>();
  try {
    const task = begin(bench.prepared, scenario, far);
    const count = (point: string, times: number) => passed.set(point, times);
    const ended = await runOnce(bench.children, far, task, null, { count });
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

/** What of the prepared world a scenario begins from. */
export function standOf({ from }: Pick<Scenario, 'from'>): Stand {
  if (from === 'revert') return 'ran';
  return from === 'plan' ? 'plan' : 'pull';
}

export function begin(prepared: Prepared, scenario: Scenario, far: Far): ChildTask {
  const journalPath = join(prepared.folder, 'run.sqlite');
  const stand = standOf(scenario);
  prepared.copyTo(journalPath, stand);
  for (const side of SIDES) {
    const place = scenario.refused[side];
    if (place === undefined) continue;
    const { email, id } =
      prepared[stand === 'ran' ? 'changed' : 'made'][side].at(place) ?? nobody();
    if (stand === 'ran' && side === 'voyage') changeMeanwhile(far, id);
    else far[side].faults.set({ rejectEmails: [email] });
  }
  if (scenario.metMeanwhile !== null) {
    const { email } = prepared.made.salesforce.at(scenario.metMeanwhile) ?? nobody();
    far.salesforce.faults.set({ duplicateEmails: [email] });
  }
  if (scenario.isMeddledWith) {
    const { id } = prepared.changed.voyage[0] ?? nobody();
    far.onFirstWrite = () => changeMeanwhile(far, id);
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
    lastTxId: prepared.lastTxId[stand],
    mode,
    batchSize,
    bulkAbove,
    callsPercent: spareCalls === null ? 100 : RESERVED_FROM_PERCENT,
    cancelAt,
    killAt: null,
    sleepsMs: 0,
  };
}

function nobody(): never {
  throw new Error('There is nobody to be refused.');
}

/** Somebody else writes to a registration. */
function changeMeanwhile(far: Far, id: string): void {
  far.elsewhere(() => {
    far.voyage.apply({ on: 'voyage', do: 'update', id, fields: { title: 'Somebody else’s' } });
  });
}

/** Where a person stops it, what is left unsent depends on how far it had come. */
export function differences(
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
