/** What people said of who is who. */
import type { Side } from '../../../shared/domain/side.ts';
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

/** Links that hold, both records being in the snapshots, of any of these records. */
export function linksHolding(
  db: Journal,
  of: {
    readonly pairingId: number;
    readonly snapshots: Readonly<Record<Side, number>>;
  },
  records: Readonly<Record<Side, readonly string[]>>,
): readonly HandLink[] {
  return db
    .statement(
      `SELECT l.member_id AS memberId, l.registration_id AS registrationId FROM link l
       CROSS JOIN record m ON m.snapshot_id = @members AND m.record_id = l.member_id
       CROSS JOIN record r ON r.snapshot_id = @registrations AND r.record_id = l.registration_id
       WHERE l.pairing_id = @pairing AND (l.member_id IN (SELECT value FROM json_each(@memberIds))
         OR l.registration_id IN (SELECT value FROM json_each(@registrationIds)))`,
    )
    .all({
      pairing: of.pairingId,
      members: of.snapshots.salesforce,
      registrations: of.snapshots.voyage,
      memberIds: JSON.stringify(records.salesforce),
      registrationIds: JSON.stringify(records.voyage),
    }) as HandLink[];
}

export function chosenKeepers(db: Journal, pairingId: number): ReadonlySet<string> {
  return new Set(
    db
      .statement('SELECT record_id FROM keeper_choice WHERE pairing_id = ?')
      .pluck()
      .all(pairingId) as string[],
  );
}
