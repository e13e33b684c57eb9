/** Main's end of the engine's worker: typed calls in, events out, tokens handed over when asked. */
import { Worker } from 'node:worker_threads';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type {
  EngineCalls,
  EngineChannel,
  EngineEvents,
  EngineReply,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import { Refusal } from '../engine/refusal.ts';
import type { Destinations, FromWorker, ToWorker } from '../engine/worker-messages.ts';
import type { Log } from './log.ts';

export interface EngineWorker extends EngineCalls {
  setDestinations(destinations: Destinations): void;
  close(): Promise<void>;
}

export interface EngineWorkerOptions {
  readonly script: URL;
  readonly open: Omit<Extract<ToWorker, { t: 'open' }>, 't'>;
  /** See SideConnection: the current token, or one other than the refused. Throws a Refusal. */
  readonly token: (side: Side, refused: string | null) => Promise<string | null>;
  readonly log: Log;
  /** The worker ended by itself: a defect; its calls are answered with `internal`. */
  readonly onCrash: () => void;
}

type Listener = (payload: EngineEvents[keyof EngineEvents]) => void;

/**
 * Rows live for a batch: what is collected often stays small, and no more processor time is spent that could be
 * measured (test/bench/README.md). The young generation would grow to 100 MiB; the old one by three of its size
 * before it is looked at, where its limit is 2 GiB or more, or 1 GiB where pointers are half as long.
 */
const ENGINE_LIMITS = {
  maxYoungGenerationSizeMb: 12,
  maxOldGenerationSizeMb: 'electron' in process.versions ? 950 : 1900,
};

/** Resolves with the error when the journal can't be opened. */
export async function startEngineWorker(
  options: EngineWorkerOptions,
): Promise<{ readonly engine: EngineWorker } | { readonly error: AppError }> {
  const worker = new Worker(options.script, { resourceLimits: ENGINE_LIMITS });
  const say = (message: ToWorker) => worker.postMessage(message);
  const waiting = new Map<number, (reply: EngineReply<EngineChannel>) => void>();
  const listeners = new Map<keyof EngineEvents, Set<Listener>>();
  let lastId = 0;
  let isGone = false;
  let opened!: (error: AppError | null) => void;
  const opening = new Promise<AppError | null>((resolve) => (opened = resolve));

  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      const isCrash = !isGone;
      isGone = true;
      const error = crashError('worker-ended');
      for (const settle of waiting.values()) settle({ ok: false, error });
      waiting.clear();
      opened(error);
      resolve();
      if (isCrash) options.onCrash();
    });
  });
  worker.on('error', (cause) => options.log.defect('engine worker', cause));
  worker.on('message', (message: FromWorker) => {
    switch (message.t) {
      case 'opened':
        opened(message.error);
        return;
      case 'reply':
        waiting.get(message.id)?.(message.reply as EngineReply<EngineChannel>);
        waiting.delete(message.id);
        return;
      case 'event':
        for (const listener of listeners.get(message.event) ?? []) {
          listener(message.payload as EngineEvents[keyof EngineEvents]);
        }
        return;
      case 'token':
        void options.token(message.side, message.refused).then(
          (token) => say({ t: 'token', id: message.id, token, error: null }),
          (cause: unknown) =>
            say({
              t: 'token',
              id: message.id,
              token: null,
              error: errorOfToken(cause, options.log),
            }),
        );
        return;
      case 'log':
        options.log.note(message.event, message.facts);
        return;
      case 'closed':
        isGone = true;
        return;
    }
  });

  say({ t: 'open', ...options.open });
  const error = await opening;
  if (error) {
    isGone = true;
    await worker.terminate();
    return { error };
  }

  return {
    engine: {
      call<K extends EngineChannel>(channel: K, input: EngineRequests[K]['input']) {
        if (isGone) {
          return Promise.resolve<EngineReply<K>>({ ok: false, error: crashError('engine-closed') });
        }
        const id = ++lastId;
        return new Promise<EngineReply<K>>((resolve) => {
          waiting.set(id, resolve);
          say({ t: 'call', id, channel, input });
        });
      },
      on(event, listener) {
        const heard = listener as Listener;
        const set = listeners.get(event) ?? new Set<Listener>();
        listeners.set(event, set.add(heard));
        return () => set.delete(heard);
      },
      setDestinations: (destinations) => say({ t: 'destinations', destinations }),
      async close() {
        if (!isGone) say({ t: 'close' });
        await exited;
      },
    },
  };
}

function errorOfToken(cause: unknown, log: Log): AppError {
  if (cause instanceof Refusal) return cause.error;
  return { code: 'internal', incidentId: log.defect('token', cause) };
}

function crashError(incidentId: string): AppError {
  return { code: 'internal', incidentId };
}
