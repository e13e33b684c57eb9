import type { Side } from '../../../../shared/domain/side.ts';
import type { AppErrorOf } from '../../../../shared/errors/app-error.ts';
import type { CallsToday } from '../traffic.ts';

/** A count this old is asked for anew by letting one request through: calls of a day come back by the hour. */
const KNOWN_FOR_MS = 600_000;

export interface CallBudget {
  note(calls: CallsToday): void;
  readonly today: () => CallsToday | null;
  /** Null when another request may be sent. */
  refused(): AppErrorOf<'side/call-reserve'> | null;
}

/**
 * Today's calls as the far end last told them; its figure may go back and may be missing. `percent` is the
 * share of them that may be used. 100 leaves it to the far end, which may allow more than its limit.
 */
export function createCallBudget(
  side: Side,
  percent: () => number,
  nowMs: () => number,
): CallBudget {
  let known: (CallsToday & { readonly at: number }) | null = null;
  return {
    note: ({ used, limit }) => {
      known = { used, limit, at: nowMs() };
    },
    today: () => (known === null ? null : { used: known.used, limit: known.limit }),
    refused() {
      const share = percent();
      if (known === null || share >= 100 || nowMs() - known.at > KNOWN_FOR_MS) return null;
      const { used, limit } = known;
      if (used * 100 < limit * share) return null;
      return { code: 'side/call-reserve', side, used, limit, percent: share };
    },
  };
}
