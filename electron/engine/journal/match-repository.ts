/** What people said of who is who. */
import type { HandLink } from '../../../shared/reconcile/match.ts';
import type { Journal } from './database.ts';

export function handLinks(db: Journal, pairingId: number): readonly HandLink[] {
  return db
    .statement(
      `SELECT member_id AS memberId, registration_id AS registrationId FROM link
       WHERE pairing_id = ? ORDER BY member_id`,
    )
    .all(pairingId) as HandLink[];
}

export function chosenKeepers(db: Journal, pairingId: number): ReadonlySet<string> {
  return new Set(
    db
      .statement('SELECT record_id FROM keeper_choice WHERE pairing_id = ?')
      .pluck()
      .all(pairingId) as string[],
  );
}
