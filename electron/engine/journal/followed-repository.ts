/** Members that took another's place. The caller owns the transaction. */
import type { Journal } from './database.ts';

export interface Followed {
  readonly why: 'merged' | 'converted' | 'added-again';
  readonly at: string;
}

/** Why the member stands where another stood; null where it took nobody's place. */
export function followedTo(db: Journal, pairingId: number, memberId: string): Followed | null {
  const found = db
    .statement(
      `SELECT why, at FROM followed WHERE pairing_id = ? AND member_id = ? ORDER BY at DESC LIMIT 1`,
    )
    .get(pairingId, memberId) as Followed | undefined;
  return found ?? null;
}
