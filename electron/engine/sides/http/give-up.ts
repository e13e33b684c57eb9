import type { Side } from '../../../../shared/domain/side.ts';
import { Refusal } from '../../refusal.ts';
import type { Judgement } from './dialect.ts';
import type { GivenUp } from './gate-keeper.ts';

/** For a request that a closed gate keeps back for longer than it may wait; `last` is what it met itself. */
export function refusalAtGate(
  { reason, remainingMs }: GivenUp,
  last: Judgement | null,
  far: { readonly side: Side; readonly address: string },
): Refusal {
  const { side, address } = far;
  if (reason === 'rate-limited' || reason === 'concurrent') {
    const retryAfterMs = remainingMs > 0 ? Math.ceil(remainingMs) : null;
    return new Refusal({ code: 'side/rate-limited', side, retryAfterMs });
  }
  if (last !== null) return last.refusal(false);
  const detail = `It was asked just now; the next try is in ${Math.ceil(remainingMs / 1000)} seconds.`;
  return new Refusal(
    reason === 'unavailable'
      ? { code: 'side/unavailable', side, detail }
      : { code: 'side/unreachable', side, address, detail },
  );
}
