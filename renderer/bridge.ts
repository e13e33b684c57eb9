/** The one place that knows `window.reconcile`. Every call answers; none throws. */
import type { Bridge, Channel, Events, Reply, Requests } from '../shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly reconcile: Bridge;
  }
}

export async function call<K extends Channel>(
  channel: K,
  input: Requests[K]['input'],
): Promise<Reply<K>> {
  try {
    return await window.reconcile.call(channel, input);
  } catch {
    return { ok: false, error: { code: 'internal', incidentId: channel } };
  }
}

/** Answers how to stop listening. */
export function listen<E extends keyof Events>(
  event: E,
  listener: (payload: Events[E]) => void,
): () => void {
  return window.reconcile.on(event, listener);
}
