/**
 * Looks into Voyage's feed while the engine runs: at once when Voyage is connected, then now and then. What it
 * finds leads to a pull of what changed in the pairing in use, once there is neither a plan nor a push it
 * would get in the way of; the pull makes way for whatever a person asks for. It never writes to either side.
 */
import type { EngineContext } from '../context.ts';
import { callbackState } from '../journal/callback-repository.ts';
import { currentDiff } from '../journal/diff-repository.ts';
import { currentPairing } from '../journal/pairing-repository.ts';
import { findOpenRun } from '../journal/run-repository.ts';
import { openPlan } from '../push/plan-view.ts';
import { Refusal } from '../refusal.ts';
import type { Connected } from '../sync/connections.ts';
import { pull } from '../sync/pull.ts';
import { readInbox } from './read-inbox.ts';

export interface CallbackWatch {
  /** Something about the connections changed: the feed is read now if Voyage has just been connected. */
  readonly connectionsChanged: () => void;
  readonly stop: () => Promise<void>;
}

/** As long as it fails, ever more rarely. */
const LONGEST_WAIT_MS = 15 * 60_000;

export function createCallbackWatch(
  context: EngineContext,
  everyMs: number,
  onDefect: (failure: unknown) => void,
): CallbackWatch {
  const { connections, jobs } = context;
  const stopping = new AbortController();
  let beating: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failures = 0;
  let wasConnected = false;

  function wait(): void {
    if (stopping.signal.aborted) return;
    const ms = Math.min(everyMs * 2 ** failures, Math.max(everyMs, LONGEST_WAIT_MS));
    timer = setTimeout(beat, ms);
  }

  function beat(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    beating ??= look().finally(() => {
      beating = null;
      wait();
    });
  }

  async function look(): Promise<void> {
    try {
      const voyage = await reachedVoyage();
      if (voyage === null) return;
      await readInbox(context, voyage, stopping.signal);
      await pullWhatIsPending();
      failures = 0;
    } catch (failure) {
      if (!(failure instanceof Refusal)) onDefect(failure);
      else if (failure.error.code === 'run/cancelled') return;
      else note(failure);
      failures += 1;
    }
  }

  /** Signed out, expired or refused: a person has to act. Out of reach may pass by itself. */
  async function reachedVoyage(): Promise<Connected | null> {
    const { state } = connections.states().voyage;
    if (state === 'connected') return connections.known('voyage');
    if (state !== 'unreachable' || jobs.running() !== null) return null;
    const voyage = await connections.require('voyage');
    context.emit('changed', { what: 'connections' });
    return voyage;
  }

  async function pullWhatIsPending(): Promise<void> {
    if (!isPullDue(context)) return;
    const quiet: EngineContext = {
      ...context,
      emit: (event, payload) => {
        if (event !== 'progress') context.emit(event, payload);
      },
    };
    await jobs.unasked((signal) => pull(quiet, { isFull: false, isInboxRead: true }, signal));
  }

  /** Out of reach is not shown for what nobody asked for: the next look may find it well again. */
  function note({ error }: Refusal): void {
    context.options.log('callbacks/refused', { code: error.code });
    if (error.code === 'side/unreachable') return;
    if (connections.note(error)) context.emit('changed', { what: 'connections' });
  }

  wait();
  return {
    connectionsChanged: () => {
      const isConnected = connections.states().voyage.state === 'connected';
      if (isConnected && !wasConnected && !stopping.signal.aborted) beat();
      wasConnected = isConnected;
    },
    stop: async () => {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await beating;
    },
  };
}

/** A first pull is a person's to ask for; a plan or a push under way is not to be overtaken. */
function isPullDue(context: EngineContext): boolean {
  const { db, connections } = context;
  const pairing = currentPairing(db);
  if (pairing === null || !callbackState(db, pairing).isPending) return false;
  if (currentDiff(db, pairing.id) === null) return false;
  if (connections.states().salesforce.state !== 'connected') return false;
  return openPlan(context) === null && findOpenRun(db, pairing.id) === null;
}
