/** What every handler of the engine is given. Built once by createEngine; nothing else holds state. */
import type { AppError } from '../../shared/errors/app-error.ts';
import type {
  EngineChannel,
  EngineEvents,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import type { EngineOptions } from './engine.ts';
import type { Jobs } from './jobs.ts';
import type { Journal } from './journal/database.ts';
import type { Pairing } from './journal/pairing-repository.ts';
import { currentPairing } from './journal/pairing-repository.ts';
import type { Diff } from './journal/diff-repository.ts';
import { currentDiff } from './journal/diff-repository.ts';
import { Refusal } from './refusal.ts';
import type { Connections } from './sync/connections.ts';
import type { Sweeper } from './sync/sweeper.ts';

export interface EngineContext {
  readonly options: EngineOptions;
  readonly db: Journal;
  /** Both sides' ports, who they are, and whether they may be used. */
  readonly connections: Connections;
  /** Pull, compare, plan and push never overlap: each runs inside `jobs.exclusive`. */
  readonly jobs: Jobs;
  /** Deletes what nothing names any more, in the background. */
  readonly sweeper: Sweeper;
  readonly emit: <E extends keyof EngineEvents>(event: E, payload: EngineEvents[E]) => void;
  /** Where the engine stands now, for the handlers that answer with it. */
  readonly state: () => EngineState;
}

/** A group of channels: throws a Refusal for what is expected to fail, anything else is a defect. */
export type Handlers<K extends EngineChannel> = {
  readonly [C in K]: (
    input: EngineRequests[C]['input'],
  ) => EngineRequests[C]['output'] | Promise<EngineRequests[C]['output']>;
};

export function refuse(error: AppError): never {
  throw new Refusal(error);
}

export function nowIso(context: EngineContext): string {
  return context.options.clock().toISOString();
}

/** The pairing in use; refuses with pairing/none. */
export function pairingOf(context: EngineContext): Pairing {
  return currentPairing(context.db) ?? refuse({ code: 'pairing/none' });
}

/** The comparison in use; refuses with pairing/none or pull/none. */
export function diffOf(context: EngineContext): { readonly pairing: Pairing; readonly diff: Diff } {
  const pairing = pairingOf(context);
  const diff = currentDiff(context.db, pairing.id) ?? refuse({ code: 'pull/none' });
  return { pairing, diff };
}
