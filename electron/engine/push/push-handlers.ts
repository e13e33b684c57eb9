import type { RunSummary } from '../../../shared/ipc/engine-views.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { refuse } from '../context.ts';
import type { Run } from '../journal/run-repository.ts';
import { findRun, setGoingOn, setWish } from '../journal/run-repository.ts';
import { carryOut } from './carry-out.ts';
import { compareAfterRun } from './compare-again.ts';
import { summaryOf } from './run-summary.ts';
import { startRun } from './start-run.ts';

type Channels = 'push:start' | 'push:resume' | 'push:pause' | 'push:cancel';

export function pushHandlers(context: EngineContext): Handlers<Channels> {
  const { db, jobs } = context;
  const isRunning = (): boolean => jobs.running() === 'push';

  async function goOn(txId: string, signal: AbortSignal): Promise<RunSummary> {
    const run = await carryOut(context, txId, signal);
    if (run.phase === 'ended') await compareAfterRun(context, run.pairingId, signal);
    return summaryOf(context, run);
  }

  return {
    'push:start': async (request) =>
      jobs.exclusive('push', async (signal) => goOn(await startRun(context, request), signal)),
    'push:resume': async ({ txId }) => {
      const run = openRun(context, txId);
      if (run === null) return summaryOf(context, knownRun(context, txId));
      return jobs.exclusive('push', async (signal) => {
        setGoingOn(db, txId);
        return goOn(txId, signal);
      });
    },
    'push:pause': ({ txId }) => {
      if (openRun(context, txId) !== null && isRunning()) wish(context, txId, 'pause');
      return null;
    },
    'push:cancel': async ({ txId }) => {
      if (openRun(context, txId) === null) return null;
      if (isRunning()) {
        wish(context, txId, 'cancel');
        return null;
      }
      await jobs.exclusive('push', async (signal) => {
        setGoingOn(db, txId);
        setWish(db, txId, 'cancel');
        return goOn(txId, signal);
      });
      return null;
    },
  };
}

function wish(context: EngineContext, txId: string, asked: 'pause' | 'cancel'): void {
  setWish(context.db, txId, asked);
  context.emit('changed', { what: 'run' });
}

function knownRun(context: EngineContext, txId: string): Run {
  return findRun(context.db, txId) ?? refuse({ code: 'run/unknown', txId });
}

function openRun(context: EngineContext, txId: string): Run | null {
  const run = knownRun(context, txId);
  return run.phase === 'ended' ? null : run;
}
