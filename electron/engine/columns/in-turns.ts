import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

/** Does long work step by step: between two steps others have their turn, and it can be cancelled. */
export async function inTurns<T>(work: Generator<void, T, void>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await nextTurn();
    if (!signal.aborted) continue;
    const cancelled = new Refusal({ code: 'run/cancelled' });
    // Thrown where it stands, so that it clears away what it had laid beside.
    work.throw(cancelled);
    throw cancelled;
  }
}
