/** Pushes of a random life: by this process under a storm, or by processes that are killed. */
import { SIDES } from '../../shared/domain/side.ts';
import type { RunMode } from '../../shared/domain/outcome.ts';
import type { EngineReply } from '../../shared/ipc/engine-contract.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { farState } from '../int/far-state.ts';
import { TOKENS } from '../int/fault-world.ts';
import type { ChildTask, KillAt } from '../kill/child-task.ts';
import { runOnce } from '../kill/one-run.ts';
import { openEngineOn } from '../kill/world.ts';
import type { Chance } from './chance.ts';
import { claim, expectCarriedOut } from './invariants.ts';
import type { Stage } from './stage.ts';
import { decide, makeWell, move, pull, storm, MOST_STOPS } from './stage.ts';

const MOST_KILLS = 3;

interface Planned {
  readonly digest: string;
  readonly isRevert: boolean;
}

/** With its guards waived; null where there is nothing to push. Now and then the last run is taken back. */
async function planned(stage: Stage): Promise<Planned | null> {
  const { call, deeds, chance } = stage;
  const { lastTxId } = await call('engine:state', null);
  if (lastTxId !== null && chance.isOne(4)) return revertPlanned(stage, lastTxId);
  if (!chance.isOne(4)) {
    move(stage);
    await pull(stage);
    await decide(stage);
  }
  const plan = await call('plan:build', { direction: 'both' });
  for (const { name, isTripped } of plan.left.guards) {
    if (isTripped) await call('plan:waive', { digest: plan.digest, guard: name, isWaived: true });
  }
  if (plan.operations > 0 && plan.left.unmappedStatuses.length === 0) {
    return { digest: plan.digest, isRevert: false };
  }
  deeds.count(plan.operations === 0 ? 'plan with nothing in it' : 'plan with an unmapped status');
  return null;
}

async function revertPlanned({ call, deeds }: Stage, txId: string): Promise<Planned | null> {
  const plan = await call('revert:plan', { txId });
  for (const { name, isTripped } of plan.left.guards) {
    if (isTripped) await call('plan:waive', { digest: plan.digest, guard: name, isWaived: true });
  }
  deeds.count(plan.operations === 0 ? 'revert with nothing in it' : 'revert');
  return plan.operations === 0 ? null : { digest: plan.digest, isRevert: true };
}

function forget({ far }: Stage): void {
  far.written.salesforce.length = 0;
  far.written.voyage.length = 0;
}

/** Of those the plan writes, one or two, or nobody. */
async function refuseSomebody({ call, far, chance }: Stage, digest: string): Promise<void> {
  const page = { digest, search: '', from: 0, count: 1_000, onlyOperations: true };
  const { rows } = await call('plan:rows', page);
  for (const side of SIDES) {
    const written = rows.filter((row) => row[side].length > 0);
    const email = written.length === 0 ? null : chance.of(written).email;
    if (email !== null && chance.isOne(2)) far[side].faults.set({ rejectEmails: [email] });
  }
}

export async function push(stage: Stage): Promise<void> {
  const { call, engine, chance, deeds, far } = stage;
  const plan = await planned(stage);
  if (plan === null) return;
  const { digest } = plan;
  forget(stage);
  const before = JSON.stringify(await farState(far));
  if (chance.isOne(2)) storm(stage);
  await refuseSomebody(stage, digest);
  const mode = modeOf(chance);
  let summary: RunSummary | null = null;
  for (let stops = 0; summary?.endedAt == null; stops += 1) {
    const reply: EngineReply<'push:resume'> =
      summary === null
        ? await engine.call('push:start', { digest, mode, confirm: null })
        : await engine.call('push:resume', { txId: summary.txId });
    if (reply.ok) summary = reply.value;
    if (summary?.endedAt != null) break;
    deeds.count('push that stood still');
    claim(stops < MOST_STOPS, `the push stands still: ${JSON.stringify(reply)}`);
    makeWell(stage);
    await engine.call('engine:connect', null);
  }
  makeWell(stage);
  await call('engine:connect', null);
  await expectEnded(stage, summary, before);
}

async function expectEnded(stage: Stage, summary: RunSummary, before: string): Promise<void> {
  const { call, journalPath, far, deeds } = stage;
  deeds.count(`run ${summary.mode} ${summary.status}`);
  await expectCarriedOut(call, journalPath, far, summary);
  const isWhole = (summary.outcomes.failed ?? 0) === 0;
  if (summary.status === 'rolled-back' && isWhole) {
    const after = JSON.stringify(await farState(far));
    claim(after === before, 'what was taken back is not as it was before');
  }
}

export async function pushWithKills(stage: Stage): Promise<void> {
  const { chance, far, children, points, deeds, journalPath } = stage;
  const plan = await planned(stage);
  if (plan === null) return;
  await refuseSomebody(stage, plan.digest);
  const { lastTxId } = await stage.call('engine:state', null);
  await stage.engine.close();
  forget(stage);
  const before = JSON.stringify(await farState(far));
  const task: ChildTask = {
    journalPath,
    addresses: { salesforce: far.salesforce.url, voyage: far.voyage.url },
    tokens: TOKENS,
    from: plan.isRevert ? 'revert' : 'standing plan',
    lastTxId,
    mode: modeOf(chance),
    batchSize: chance.of([3, 7, 20, null]),
    bulkAbove: chance.of([null, null, 2]),
    callsPercent: 100,
    cancelAt: null,
    killAt: null,
    sleepsMs: 0,
  };
  let summary: RunSummary | null = null;
  for (let kills = 0; summary === null;) {
    const killAt: KillAt | null = kills < MOST_KILLS && !chance.isOne(4) ? pointOf(stage) : null;
    const ended = await runOnce(children, far, task, killAt, {
      count: (point, times) => points.set(point, times),
    });
    if (ended === null) {
      kills += 1;
      deeds.count('kill');
      continue;
    }
    claim(ended.defects.length === 0, `it said ${ended.defects.join('; ')}`);
    claim(ended.summary !== null, 'the run did not end');
    ({ summary } = ended);
  }
  far.onMutation = () => undefined;
  makeWell(stage);
  stage.engine = await openEngineOn(journalPath, far);
  await stage.call('engine:connect', null);
  await expectEnded(stage, summary, before);
}

/** Before any process came to its end, a point that each one passes. */
function pointOf({ points, chance }: Stage): KillAt {
  if (points.size === 0) return { point: 'commit calls counted: after', nth: 1 };
  const [point, times] = chance.of([...points]);
  return { point, nth: chance.between(1, times) };
}

function modeOf(chance: Chance): RunMode {
  return chance.isOne(3) ? 'all-or-nothing' : 'keep';
}
