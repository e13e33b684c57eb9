/** The records and bases behind rows of a diff: a keyed look-up each for the whole batch. */
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Base } from '../../../shared/domain/row.ts';
import { basesOf } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { recordsOf } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';

export interface LoadedRow {
  readonly stored: DiffRow;
  readonly member: SideRecord | null;
  readonly registration: SideRecord | null;
  readonly base: Base | null;
}

export function loadRows(db: Journal, diff: Diff, rows: readonly DiffRow[]): readonly LoadedRow[] {
  const members = recordsOf(
    db,
    { id: diff.snapshots.salesforce, side: 'salesforce' },
    rows.map((row) => row.member_id),
  );
  const registrations = recordsOf(
    db,
    { id: diff.snapshots.voyage, side: 'voyage' },
    rows.map((row) => row.registration_id),
  );
  const bases = basesOf(
    db,
    diff.pairingId,
    rows.map((row) => row.row_key),
  );
  return rows.map((stored) => {
    const base = bases.get(stored.row_key) ?? null;
    const isOfRow =
      base !== null &&
      ((base.memberId !== null && base.memberId === stored.member_id) ||
        (base.registrationId !== null && base.registrationId === stored.registration_id));
    return {
      stored,
      member: members.get(stored.member_id ?? '') ?? null,
      registration: registrations.get(stored.registration_id ?? '') ?? null,
      base: isOfRow ? base : null,
    };
  });
}
