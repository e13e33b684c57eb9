/**
 * Members of a pair that are on the campaign no longer, and those that stand for the same person now. The caller owns
 * the transaction.
 */
import type { PersonKind, PersonRef } from '../../../shared/domain/record.ts';
import type { Journal } from './database.ts';

export type WhyFollowed = 'merged' | 'converted' | 'added-again';

interface Followed {
  readonly why: WhyFollowed;
  readonly at: string;
}

export interface GoneMember {
  readonly memberId: string;
  readonly person: PersonRef;
}

/** Members that a base or a link names, on the list of before and no longer on that of now. */
export function newlyGone(
  db: Journal,
  pairingId: number,
  snapshots: { readonly before: number; readonly now: number },
): readonly GoneMember[] {
  const rows = db
    .statement(
      `SELECT o.record_id AS memberId, o.person_id AS id, o.person_kind AS kind
       FROM record o
       LEFT JOIN record n ON n.snapshot_id = @now AND n.record_id = o.record_id
       WHERE o.snapshot_id = @before AND n.record_id IS NULL AND o.person_id IS NOT NULL
         AND (EXISTS (SELECT 1 FROM base b WHERE b.pairing_id = @pairingId AND b.member_id = o.record_id)
           OR EXISTS (SELECT 1 FROM link l WHERE l.pairing_id = @pairingId AND l.member_id = o.record_id))`,
    )
    .all({ pairingId, ...snapshots }) as { memberId: string; id: string; kind: PersonKind }[];
  return rows.map(({ memberId, id, kind }) => ({ memberId, person: { id, kind } }));
}

/** `personId` is who stands for them now: themselves, or who they became. */
export function noteGone(
  db: Journal,
  pairingId: number,
  gone: { readonly memberId: string; readonly personId: string; readonly why: WhyFollowed },
): void {
  db.statement(
    'INSERT OR REPLACE INTO gone_member VALUES (@pairingId, @memberId, @personId, @why)',
  ).run({ pairingId, ...gone });
}

export function hasGone(db: Journal, pairingId: number): boolean {
  return (
    db.statement('SELECT 1 FROM gone_member WHERE pairing_id = ? LIMIT 1').get(pairingId) !==
    undefined
  );
}

export interface Return {
  readonly wasId: string;
  readonly memberId: string;
  readonly why: WhyFollowed;
  /** The member is one of another pair already: this one has no place of its own any more. */
  readonly isTaken: boolean;
}

/** Members of the list of now that stand for somebody who was gone. */
export function returns(db: Journal, pairingId: number, snapshotId: number): readonly Return[] {
  const rows = db
    .statement(
      `SELECT g.member_id AS wasId, min(r.record_id) AS memberId, g.why,
         max(EXISTS (SELECT 1 FROM base b WHERE b.pairing_id = @pairingId AND b.member_id = r.record_id)
           OR EXISTS (SELECT 1 FROM link l WHERE l.pairing_id = @pairingId AND l.member_id = r.record_id))
           AS isTaken
       FROM record r JOIN gone_member g ON g.pairing_id = @pairingId AND g.person_id = r.person_id
       WHERE r.snapshot_id = @snapshotId GROUP BY g.member_id`,
    )
    .all({ pairingId, snapshotId }) as (Omit<Return, 'isTaken'> & { isTaken: number })[];
  return rows.map((row) => ({ ...row, isTaken: row.isTaken === 1 }));
}

/** Whatever names the member that was names the one that came: base, link, what was set apart, keeper. */
export function follow(db: Journal, pairingId: number, came: Return, at: string): void {
  const { wasId, memberId, why, isTaken } = came;
  if (!isTaken) rename(db, pairingId, wasId, memberId);
  db.statement(
    'INSERT OR REPLACE INTO followed VALUES (@pairingId, @wasId, @memberId, @why, @at)',
  ).run({ pairingId, wasId, memberId, why, at });
  db.statement('DELETE FROM gone_member WHERE pairing_id = @pairingId AND member_id = @wasId').run({
    pairingId,
    wasId,
  });
}

/** As it was before `follow`, for lists that are not put in place after all. */
export function unfollow(db: Journal, pairingId: number, came: Return): void {
  const { wasId, memberId, isTaken } = came;
  if (!isTaken) rename(db, pairingId, memberId, wasId);
  db.statement('DELETE FROM followed WHERE pairing_id = ? AND was_id = ?').run(pairingId, wasId);
}

/** Followed for lists that were never put in place: a process ended before they were. */
export function strandedReturns(
  db: Journal,
  pairingId: number,
  snapshotId: number,
): readonly Return[] {
  const rows = db
    .statement(
      `SELECT f.was_id AS wasId, f.member_id AS memberId, f.why FROM followed f
       WHERE f.pairing_id = @pairingId
         AND EXISTS (SELECT 1 FROM record r WHERE r.snapshot_id = @snapshotId AND r.record_id = f.was_id)
         AND NOT EXISTS
           (SELECT 1 FROM record r WHERE r.snapshot_id = @snapshotId AND r.record_id = f.member_id)`,
    )
    .all({ pairingId, snapshotId }) as Omit<Return, 'isTaken'>[];
  return rows.map((row) => ({ ...row, isTaken: false }));
}

function rename(db: Journal, pairingId: number, from: string, to: string): void {
  for (const [table, column] of [
    ['base', 'member_id'],
    ['link', 'member_id'],
    ['apart', 'member_id'],
    ['keeper_choice', 'record_id'],
  ] as const) {
    db.statement(
      `UPDATE OR REPLACE ${table} SET ${column} = @to WHERE pairing_id = @pairingId AND ${column} = @from`,
    ).run({ pairingId, from, to });
  }
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

/** The id that stands for a member now, through every change of it. */
export function memberNow(db: Journal, pairingId: number, memberId: string): string {
  const next = db
    .statement('SELECT member_id FROM followed WHERE pairing_id = ? AND was_id = ?')
    .pluck();
  let now = memberId;
  for (let round = 0; round < 20; round += 1) {
    const after = next.get(pairingId, now) as string | undefined;
    if (after === undefined) break;
    now = after;
  }
  return now;
}
