/**
 * The engine in a process of its own, which ends itself at a step when it is told to: pushes the plan of the
 * journal, or goes on with the run that waits there, and prints the summary.
 */
import { randomUUID } from 'node:crypto';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { PushStep } from '../../electron/engine/push/push-step.ts';
import type { BulkOptions } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import type { RunMode } from '../../shared/domain/outcome.ts';
import type { Side } from '../../shared/domain/side.ts';
import { QUICK } from './quick-timing.ts';

export interface ChildTask {
  readonly journalPath: string;
  readonly addresses: Readonly<Record<Side, string>>;
  readonly tokens: Readonly<Record<Side, string>>;
  readonly digest: string;
  readonly mode: RunMode;
  /** Null: as the sides say. */
  readonly batchSize: number | null;
  readonly bulk: BulkOptions;
  readonly killAt: KillPoint | null;
}

export interface KillPoint {
  readonly at: PushStep['at'];
  readonly side?: Side;
  readonly isUndo?: boolean;
  /** The how-manieth such step, from 1. */
  readonly nth?: number;
}

const task = JSON.parse(process.argv[2] ?? '{}') as ChildTask;
let met = 0;

const engine = await createEngine({
  workspace: { name: 'demo', kind: 'demo' },
  journalPath: task.journalPath,
  sides: () => {
    const sides = connectSides({
      kind: 'demo',
      addresses: task.addresses,
      tokens: {
        accessToken: (side) => Promise.resolve(task.tokens[side]),
        refresh: () => Promise.resolve(null),
      },
      log: () => undefined,
      bulk: task.bulk,
      timing: QUICK,
    });
    const { batchSize } = task;
    const small = (port: SidePort): SidePort =>
      batchSize === null ? port : { ...port, batchSizeFor: () => batchSize };
    return { salesforce: small(sides.salesforce), voyage: small(sides.voyage) };
  },
  clock: () => new Date(),
  newId: randomUUID,
  actor: 'child',
  log: (event, facts) => {
    if (event === 'engine/defect') process.stderr.write(`${JSON.stringify(facts)}\n`);
  },
  onStep: (step) => {
    if (task.killAt === null || !isMeant(step, task.killAt)) return;
    met += 1;
    if (met === (task.killAt.nth ?? 1)) process.kill(process.pid, 'SIGKILL');
  },
});

function isMeant(step: PushStep, point: KillPoint): boolean {
  if (step.at !== point.at) return false;
  if (!('side' in step)) return true;
  return step.side === point.side && step.isUndo === (point.isUndo ?? false);
}

await engine.call('engine:connect', null);
const state = await engine.call('engine:state', null);
const open = state.ok ? state.value.activeRun : null;
const last = state.ok ? state.value.lastTxId : null;
const { digest, mode } = task;
const reply =
  open !== null
    ? await engine.call('push:resume', { txId: open.txId })
    : last !== null
      ? await engine.call('run:summary', { txId: last })
      : await engine.call('push:start', { digest, mode, confirm: null });
await engine.close();
process.stdout.write(JSON.stringify(reply));
