import type { Base } from '../../../shared/domain/row.ts';
import { basesOf } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';

export interface LoadedRow extends DiffRow {
  readonly base: Base | null;
}

/** Rows with their bases: a keyed look-up for the whole batch. */
export function loadRows(db: Journal, diff: Diff, rows: readonly DiffRow[]): readonly LoadedRow[] {
  const keys = rows.map((row) => row.rowKey);
  const bases = basesOf(db, diff.pairingId, keys);
  return rows.map((row) => {
    const base = bases.get(row.rowKey) ?? null;
    const isOfRow =
      base !== null &&
      ((base.memberId !== null && base.memberId === row.member?.recordId) ||
        (base.registrationId !== null && base.registrationId === row.registration?.recordId));
    return { ...row, base: isOfRow ? base : null };
  });
}
