/** Builds the engine: opens the journal, wires the channels, and is the door where failures become values. */
import type { AppError } from '../../shared/errors/app-error.ts';
import type {
  EngineChannel,
  EngineEvents,
  EngineReply,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import { err, ok } from '../../shared/result.ts';
import type { EngineContext, Handlers } from './context.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { engineState } from './engine-state.ts';
import { createJobs } from './jobs.ts';
import { openJournal } from './journal/database.ts';
import { journalErrorOf } from './journal/journal-errors.ts';
import { Refusal } from './refusal.ts';
import { createConnections } from './sync/connections.ts';

type Listeners = { [E in keyof EngineEvents]: Set<(payload: EngineEvents[E]) => void> };

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const db = openJournal(options.journalPath);
  const listeners: Listeners = { progress: new Set(), push: new Set(), changed: new Set() };
  const context: EngineContext = {
    options,
    db,
    connections: createConnections(options),
    jobs: createJobs(),
    emit: (event, payload) => {
      for (const listener of listeners[event]) listener(payload);
    },
    state: () => engineState(context),
  };
  const handlers = handlersOf(context);
  let isClosed = false;

  return {
    call: async (channel, input) => answer(context, handlers, channel, input),
    on: (event, listener) => {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await context.jobs.close();
      await context.connections.close();
      db.close();
    },
  };
}

function handlersOf(context: EngineContext): Partial<Handlers<EngineChannel>> {
  void context;
  return {};
}

async function answer<K extends EngineChannel>(
  context: EngineContext,
  handlers: Partial<Handlers<EngineChannel>>,
  channel: K,
  input: EngineRequests[K]['input'],
): Promise<EngineReply<K>> {
  try {
    const handler = handlers[channel];
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return ok(await handler(input));
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
  const incidentId = context.options.newId();
  context.options.log('engine/defect', {
    incidentId,
    channel,
    message: failure instanceof Error ? failure.message : String(failure),
    stack: failure instanceof Error ? (failure.stack ?? null) : null,
  });
  return { code: 'internal', incidentId };
}
