import { Refusal } from '../../refusal.ts';

/** Full jitter: anything up to the first wait, doubled with each strike, so that many spread by themselves. */
export function jitteredMs(
  strikes: number,
  timing: { readonly firstWaitMs: number; readonly longestWaitMs: number },
  random: () => number,
): number {
  const most = Math.min(timing.longestWaitMs, timing.firstWaitMs * 2 ** (strikes - 1));
  return random() * most;
}

export function cancelled(cause?: unknown, mayHaveLanded = false): Refusal {
  return new Refusal({ code: 'run/cancelled' }, cause, mayHaveLanded);
}

/** Refuses with run/cancelled as soon as one of the signals says so, whatever the promise does. */
export async function orCancelled<T>(
  promise: Promise<T>,
  ...signals: readonly (AbortSignal | null)[]
): Promise<T> {
  const given = signals.filter((signal) => signal !== null);
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
    for (const signal of given) signal.addEventListener('abort', stop, { once: true });
    if (given.some((signal) => signal.aborted)) stop();
  });
  try {
    return await Promise.race([stopped, promise]);
  } finally {
    for (const signal of given) signal.removeEventListener('abort', stop);
  }
}

export async function sleep(
  ms: number,
  ...signals: readonly (AbortSignal | null)[]
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await orCancelled(over, ...signals);
  } finally {
    clearTimeout(timer);
  }
}
