/** What a person does with an engine that was just opened, wherever its journal stands: until the run has ended. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../electron/engine/engine.ts';
import type { EngineReply } from '../../shared/ipc/engine-contract.ts';
import type { Call } from '../int/fakes-bench.ts';
import { mapStatuses } from '../int/map-statuses.ts';
import type { ChildTask } from './child-task.ts';

const MOST_RESUMES = 10;
const LOOK_EVERY_MS = 5;

export async function carryOut(
  engine: Engine,
  call: Call,
  task: Pick<ChildTask, 'from' | 'lastTxId' | 'mode'>,
  allowAllCalls: () => void,
): Promise<EngineReply<'push:resume'>> {
  const connected = await engine.call('engine:connect', null);
  if (!connected.ok) return connected;
  const { activeRun, lastTxId } = await call('engine:state', null);
  let txId = activeRun?.txId ?? null;
  let reply: EngineReply<'push:resume'>;
  if (txId !== null) reply = await engine.call('push:resume', { txId });
  else if (lastTxId !== null && lastTxId !== task.lastTxId) {
    reply = await engine.call('run:summary', { txId: lastTxId });
  } else {
    await read(call, task.from);
    if (task.from !== 'standing plan' && task.from !== 'revert') await decide(call);
    const digest = await planned(call, task.from === 'revert' ? lastTxId : null);
    reply = await engine.call('push:start', { digest, mode: task.mode, confirm: null });
  }
  for (let resumes = 0; reply.ok && reply.value.endedAt === null; resumes += 1) {
    txId = reply.value.txId;
    if (resumes === MOST_RESUMES) throw new Error(`It stands still: ${await whyPaused(call)}`);
    allowAllCalls();
    await engine.call('engine:connect', null);
    reply = await engine.call('push:resume', { txId });
  }
  return reply;
}

async function read(call: Call, from: ChildTask['from']): Promise<void> {
  if (from === 'plan' || from === 'standing plan' || from === 'revert') return;
  if (from === 'pull') await call('pull:start', { isFull: false });
  else {
    for (;;) {
      const { callbacks } = await call('engine:state', null);
      if (callbacks.changedAt !== null && !callbacks.isPending) break;
      await delay(LOOK_EVERY_MS);
    }
  }
}

/** Decides most of what asks, the same each time. */
export async function decide(call: Call): Promise<void> {
  await mapStatuses(call);
  const filter = { classes: [], fields: [], statuses: [], search: '' };
  const { viewId, total } = await call('review:open', { filter: { ...filter, only: [] } });
  const { rows } = await call('review:page', { viewId, from: 0, count: total });
  const asking = rows.filter(({ asks }) => asks !== 0);
  for (const choice of ['salesforce', 'voyage'] as const) {
    const rowKeys = asking.filter(({ rowKey }) => choiceFor(rowKey) === choice);
    const target = { rowKeys: rowKeys.map(({ rowKey }) => rowKey) };
    if (rowKeys.length > 0) {
      await call('review:decide', { target, fields: 'asking', choice, value: null });
    }
  }
}

/** The plan's digest, or that of the plan that takes a run back; its guards are waived. */
export async function planned(call: Call, taking: string | null = null): Promise<string> {
  const plan =
    taking === null
      ? await call('plan:build', { direction: 'both' })
      : await call('revert:plan', { txId: taking });
  for (const { name, isTripped } of plan.left.guards) {
    if (isTripped) await call('plan:waive', { digest: plan.digest, guard: name, isWaived: true });
  }
  return plan.digest;
}

/** A few are left open: conflicts stay. */
function choiceFor(rowKey: string): 'salesforce' | 'voyage' | null {
  const sum = Buffer.from(rowKey).reduce((total, byte) => total + byte, 0);
  return ([null, 'salesforce', 'voyage', 'voyage', 'salesforce'] as const)[sum % 5] ?? null;
}

async function whyPaused(call: Call): Promise<string> {
  const { activeRun } = await call('engine:state', null);
  return JSON.stringify(activeRun?.pausedBy ?? null);
}
