/**
 * The engine in a process of its own. It waits for its task, goes on with whatever the journal says, and ends
 * itself without a word at the point it was told.
 */
import { randomUUID } from 'node:crypto';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import type { EngineReply } from '../../shared/ipc/engine-contract.ts';
import type { Call } from '../int/fakes-bench.ts';
import type { ChildEnd, ChildTask } from './child-task.ts';
import { carryOut } from './person.ts';
import { watchProcess } from './witness.ts';

const LOOK_EVERY_MS = 15;
const HEADERS_MS = 5_000;

process.once('disconnect', () => process.exit());
process.once('message', (task) => {
  void live(task as ChildTask);
});

async function live(task: ChildTask): Promise<void> {
  if (task.sleepsMs > 0) sleepAsLaptopsDo(task.sleepsMs);
  const passed = new Map<string, number>();
  const defects: string[] = [];
  let engine: Engine | null = null;
  watchProcess({ journalPath: task.journalPath, voyageUrl: task.addresses.voyage }, (point) => {
    const times = (passed.get(point) ?? 0) + 1;
    passed.set(point, times);
    const { killAt, cancelAt } = task;
    if (killAt?.point === point && killAt.nth === times) process.kill(process.pid, 'SIGKILL');
    if (cancelAt?.point === point && cancelAt.nth === times)
      setImmediate(() => void cancel(engine));
  });
  let callsPercent = task.callsPercent;
  engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: task.journalPath,
    sides: () => sidesOf(task, () => callsPercent),
    clock: () => new Date(Date.now()),
    newId: randomUUID,
    actor: 'child',
    log: (event, facts) => {
      if (event === 'engine/defect') defects.push(JSON.stringify(facts));
    },
    ...(task.from === 'callbacks' ? { callbackEveryMs: LOOK_EVERY_MS } : {}),
  });
  const opened = engine;
  const call: Call = async (channel, input) => {
    const reply = await opened.call(channel, input);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const allowAll = (): void => {
    callsPercent = 100;
  };
  const reply = await carryOut(opened, call, task, allowAll).catch((failure: unknown) => {
    defects.push(String(failure));
    return failed;
  });
  await engine.close();
  const end: ChildEnd = { reply, passed: Object.fromEntries(passed), defects };
  process.send?.(end);
  process.disconnect();
}

/** The clock goes on while all else stands still. */
function sleepAsLaptopsDo(ms: number): void {
  const now = Date.now;
  let sleptMs = 0;
  process.on('SIGCONT', () => (sleptMs += ms));
  Date.now = () => now() + sleptMs;
}

const failed: EngineReply<'push:resume'> = {
  ok: false,
  error: { code: 'internal', incidentId: 'child' },
};

async function cancel(engine: Engine | null): Promise<void> {
  const state = await engine?.call('engine:state', null);
  const txId = state?.ok === true ? state.value.activeRun?.txId : undefined;
  if (txId !== undefined) await engine?.call('push:cancel', { txId });
}

function sidesOf(
  task: ChildTask,
  callsPercent: () => number,
): { salesforce: SidePort; voyage: SidePort } {
  const { bulkAbove, batchSize } = task;
  const sides = connectSides({
    kind: 'demo',
    addresses: task.addresses,
    callsPercent,
    tokens: {
      accessToken: (side) => Promise.resolve(task.tokens[side]),
      refresh: () => Promise.resolve(null),
    },
    log: () => undefined,
    timing: { firstWaitMs: 4, longestWaitMs: 20, headersMs: HEADERS_MS },
    bulk: {
      lockWaitMs: 2,
      polling: { firstMs: 3, longestMs: 10 },
      ...(bulkAbove === null ? {} : { bulkAbove, bulkBatch: 1_000 }),
    },
  });
  const small = (port: SidePort): SidePort =>
    batchSize === null ? port : { ...port, batchSizeFor: () => batchSize };
  return { salesforce: small(sides.salesforce), voyage: small(sides.voyage) };
}
