/**
 * One job at a time. Short ones (compare, plan) wait for each other; behind a pull or a push nothing waits:
 * it is refused with engine/busy, and so is a pull or a push while anything else runs.
 */
import { Refusal } from './refusal.ts';

type JobName = 'pull' | 'compare' | 'plan' | 'push';

export interface Jobs {
  /** The signal is aborted by `cancel` and by `close`; the job stops at its next safe point. */
  readonly exclusive: <T>(name: JobName, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  readonly cancel: (name: JobName) => void;
  readonly running: () => JobName | null;
  /** Aborts what runs and waits for it; nothing starts afterwards. */
  readonly close: () => Promise<void>;
}

const LONG_JOBS: ReadonlySet<JobName> = new Set(['pull', 'push']);

export function createJobs(): Jobs {
  const queue: { name: JobName; abort: AbortController }[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  let isClosed = false;

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
        await before;
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
    cancel: (name) => {
      for (const job of queue) if (job.name === name) job.abort.abort();
    },
    running: () => queue[0]?.name ?? null,
    close: async () => {
      isClosed = true;
      for (const job of queue) job.abort.abort();
      await tail;
    },
  };
}

function isLong(job: { readonly name: JobName }): boolean {
  return LONG_JOBS.has(job.name);
}
