import type { Base } from '../../../shared/domain/row.ts';
import { basesOf, basesTouching } from '../journal/base-repository.ts';
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
  const ofLinked = basesOfLinked(db, diff.pairingId, rows.filter(isLinked));
  return rows.map((row) => {
    const base =
      (isLinked(row) ? ofLinked.get(row.member?.recordId) : bases.get(row.rowKey)) ?? null;
    return { ...row, base: base !== null && isOfRow(base, row) ? base : null };
  });
}

function isLinked(row: DiffRow): boolean {
  return row.rowKey.startsWith('link:');
}

/** A pair linked by hand has the base of its two records, whatever its key, by member. */
function basesOfLinked(
  db: Journal,
  pairingId: number,
  rows: readonly DiffRow[],
): ReadonlyMap<string | null | undefined, Base> {
  const memberIds = rows.flatMap(({ member }) => (member === null ? [] : [member.recordId]));
  if (memberIds.length === 0) return new Map();
  const found = basesTouching(db, pairingId, { keys: [], memberIds, registrationIds: [] });
  const registrationOf = new Map(
    rows.map(({ member, registration }) => [member?.recordId, registration?.recordId]),
  );
  return new Map(
    found
      .filter(({ memberId, registrationId }) => {
        const linked = registrationOf.get(memberId ?? undefined);
        return linked !== undefined && linked === registrationId;
      })
      .map((base) => [base.memberId, base]),
  );
}

function isOfRow(base: Base, { member, registration }: DiffRow): boolean {
  return (
    (base.memberId !== null && base.memberId === member?.recordId) ||
    (base.registrationId !== null && base.registrationId === registration?.recordId)
  );
}
