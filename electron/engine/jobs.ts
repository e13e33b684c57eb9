/**
 * One job at a time. Short ones (compare, plan) wait for each other; behind a pull or a push nothing waits:
 * it is refused with engine/busy, and so is a pull or a push while anything else runs.
 *
 * Beside them at most one job nobody asked for: it starts only while nothing runs, and makes way. A person
 * neither waits for it, but for its next safe point, nor hears of it.
 */
import { Refusal } from './refusal.ts';

type JobName = 'pull' | 'compare' | 'plan' | 'push';

type Work<T> = (signal: AbortSignal) => Promise<T>;

export interface Jobs {
  /** The signal is aborted by `cancel` and by `close`; the job stops at its next safe point. */
  readonly exclusive: <T>(name: JobName, work: Work<T>) => Promise<T>;
  /** Nobody's job; `was-busy` where something runs. Its signal is aborted as soon as anything else is asked for. */
  readonly unasked: <T>(work: Work<T>) => Promise<T | 'was-busy'>;
  /** Stops the job nobody asked for. */
  readonly makeWay: () => Promise<void>;
  readonly cancel: (name: JobName) => void;
  /** What a person asked for and runs. */
  readonly running: () => JobName | null;
  /** Aborts what runs and waits for it; nothing starts afterwards. */
  readonly close: () => Promise<void>;
}

const LONG_JOBS: ReadonlySet<JobName> = new Set(['pull', 'push']);

export function createJobs(): Jobs {
  const queue: { name: JobName; abort: AbortController }[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  let unasked: { readonly abort: AbortController; readonly done: Promise<unknown> } | null = null;
  let isClosed = false;

  async function makeWay(): Promise<void> {
    unasked?.abort.abort();
    await unasked?.done;
  }

  return {
    exclusive: async (name, work) => {
      const first = queue[0];
      if (first !== undefined && (LONG_JOBS.has(name) || queue.some(isLong))) {
        throw new Refusal({ code: 'engine/busy', job: first.name });
      }
      if (isClosed) throw new Refusal({ code: 'run/cancelled' });
      const job = { name, abort: new AbortController() };
      queue.push(job);
      const before = tail;
      const done = (async () => {
        await Promise.all([before, makeWay()]);
        try {
          if (job.abort.signal.aborted) throw new Refusal({ code: 'run/cancelled' });
          return await work(job.abort.signal);
        } finally {
          queue.splice(queue.indexOf(job), 1);
        }
      })();
      tail = done.catch(() => null);
      return done;
    },
    unasked: async (work) => {
      if (isClosed || queue.length > 0 || unasked !== null) return 'was-busy';
      const abort = new AbortController();
      const done = work(abort.signal);
      unasked = { abort, done: done.catch(() => null) };
      try {
        return await done;
      } finally {
        unasked = null;
      }
    },
    makeWay,
    cancel: (name) => {
      for (const job of queue) if (job.name === name) job.abort.abort();
    },
    running: () => queue[0]?.name ?? null,
    close: async () => {
      isClosed = true;
      for (const job of queue) job.abort.abort();
      await makeWay();
      await tail;
    },
  };
}

function isLong(job: { readonly name: JobName }): boolean {
  return LONG_JOBS.has(job.name);
}
