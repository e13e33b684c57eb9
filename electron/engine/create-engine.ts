/** Builds the engine: opens the journal, wires the channels, and is the door where failures become values. */
import type { AppError } from '../../shared/errors/app-error.ts';
import type {
  EngineChannel,
  EngineEvents,
  EngineReply,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { err, ok } from '../../shared/result.ts';
import { auditHandlers } from './audit/audit-handlers.ts';
import { brokenHead, careHandlers } from './care/check-journal.ts';
import { createUpkeep } from './care/upkeep.ts';
import type { CallbackWatch } from './callbacks/callback-watch.ts';
import { createCallbackWatch } from './callbacks/callback-watch.ts';
import type { EngineContext, Handlers } from './context.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { createEngineState } from './engine-state.ts';
import { createJobs } from './jobs.ts';
import { openJournal } from './journal/database.ts';
import { makeUpLinks } from './links/link-changes.ts';
import { ledgerHandlers } from './ledger/ledger-handlers.ts';
import { linkHandlers } from './links/link-handlers.ts';
import { journalErrorOf } from './journal/journal-errors.ts';
import { giveUpUnfinished } from './journal/sweep-repository.ts';
import { currentPairing } from './journal/pairing-repository.ts';
import { findLastRun } from './journal/run-repository.ts';
import { makeUpComparison } from './push/compare-again.ts';
import { duplicateHandlers } from './push/duplicate-handlers.ts';
import { planHandlers } from './push/plan-handlers.ts';
import { openPlan } from './push/plan-view.ts';
import { pushHandlers } from './push/push-handlers.ts';
import { activeRun } from './push/push-progress.ts';
import { Refusal } from './refusal.ts';
import { reportHandlers } from './report/report-handlers.ts';
import { diffHandlers } from './review/diff-handlers.ts';
import { mapHandlers } from './review/map-handlers.ts';
import { revertHandlers } from './revert/revert-handlers.ts';
import { reviewHandlers } from './review/review-handlers.ts';
import { createConnections } from './sync/connections.ts';
import { createSweeper } from './sync/sweeper.ts';
import { syncHandlers } from './sync/sync-handlers.ts';

type Listeners = { [E in keyof EngineEvents]: Set<(payload: EngineEvents[E]) => void> };

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const db = openJournal(options.journalPath);
  giveUpUnfinished(db);
  const listeners: Listeners = { progress: new Set(), push: new Set(), changed: new Set() };
  const context: EngineContext = {
    options,
    db,
    connections: createConnections(options, () => {
      context.emit('changed', { what: 'connections' });
    }),
    jobs: createJobs(),
    sweeper: createSweeper(db, (failure) => logDefect(options, 'sweep', failure)),
    emit: (event, payload) => {
      for (const listener of listeners[event]) listener(payload);
    },
    state: () => ({ ...state(), ...journalTrouble }),
  };
  const headBroken = brokenHead(db);
  const journalTrouble: Pick<EngineState, 'journalTrouble'> =
    headBroken === null
      ? {}
      : { journalTrouble: { code: 'journal/audit-changed', path: db.path, txId: headBroken } };
  const state = createEngineState(context, () => runPart(context));
  const handlers = handlersOf(context);

  let watch: CallbackWatch | null = null;
  const upkeep = createUpkeep(context, (failure) => logDefect(options, 'upkeep', failure));
  listeners.changed.add(({ what }) => {
    if (what === 'run') upkeep.look();
  });

  async function close(): Promise<void> {
    const stopped = watch?.stop();
    await context.jobs.close();
    await context.connections.close();
    await stopped;
    await upkeep.stop();
    await context.sweeper.stop();
    db.close();
  }
  let closing: Promise<void> | null = null;

  try {
    await makeUpComparison(context);
    await makeUpLinks(context);
  } catch (failure) {
    await close();
    throw failure;
  }
  context.sweeper.start();
  watch = startWatch(context, listeners);
  return {
    call: async (channel, input) => answer(context, handlers, channel, input),
    on: (event, listener) => {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
    close: async () => {
      closing ??= close();
      await closing;
    },
  };
}

function startWatch(context: EngineContext, listeners: Listeners): CallbackWatch | null {
  const { options } = context;
  if (options.callbackEveryMs === undefined) return null;
  const watch = createCallbackWatch(context, options.callbackEveryMs, (failure) =>
    logDefect(options, 'callbacks', failure),
  );
  listeners.changed.add(({ what }) => {
    if (what === 'connections') watch.connectionsChanged();
  });
  return watch;
}

function handlersOf(context: EngineContext): Handlers<EngineChannel> {
  return {
    ...syncHandlers(context),
    ...mapHandlers(context),
    ...reviewHandlers(context),
    ...linkHandlers(context),
    ...diffHandlers(context),
    ...planHandlers(context),
    ...pushHandlers(context),
    ...duplicateHandlers(context),
    ...revertHandlers(context),
    ...reportHandlers(context),
    ...ledgerHandlers(context),
    ...auditHandlers(context),
    ...careHandlers(context),
  };
}

function runPart(context: EngineContext): Pick<EngineState, 'plan' | 'activeRun' | 'lastTxId'> {
  const pairing = currentPairing(context.db);
  return {
    plan: openPlan(context),
    activeRun: activeRun(context),
    lastTxId: pairing === null ? null : (findLastRun(context.db, pairing.id)?.txId ?? null),
  };
}

async function answer<K extends EngineChannel>(
  context: EngineContext,
  handlers: Handlers<EngineChannel>,
  channel: K,
  input: EngineRequests[K]['input'],
): Promise<EngineReply<K>> {
  try {
    return ok(await handlers[channel](input));
  } catch (failure) {
    return err(errorOf(context, channel, failure));
  }
}

function errorOf(context: EngineContext, channel: EngineChannel, failure: unknown): AppError {
  const expected =
    failure instanceof Refusal ? failure.error : journalErrorOf(context.db.path, failure);
  if (expected !== null) {
    if (context.connections.note(expected)) context.emit('changed', { what: 'connections' });
    return expected;
  }
  return { code: 'internal', incidentId: logDefect(context.options, channel, failure) };
}

/** The details stay in the log; what a person sees is the id they lie under. */
function logDefect(options: EngineOptions, where: string, failure: unknown): string {
  const incidentId = options.newId();
  options.log('engine/defect', {
    incidentId,
    where,
    message: failure instanceof Error ? failure.message : String(failure),
    stack: failure instanceof Error ? (failure.stack ?? null) : null,
  });
  return incidentId;
}
