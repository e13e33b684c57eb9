import type { Base } from '../../../shared/domain/row.ts';
import { basesOf, basesTouching } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { linksHolding } from '../journal/match-repository.ts';

export interface LoadedRow extends DiffRow {
  readonly base: Base | null;
}

/** Rows with their bases: a keyed look-up for the whole batch. */
export function loadRows(db: Journal, diff: Diff, rows: readonly DiffRow[]): readonly LoadedRow[] {
  const keys = rows.map((row) => row.rowKey);
  const bases = basesOf(db, diff.pairingId, keys);
  const ofLinked = basesOfLinked(db, diff.pairingId, rows.filter(isLinked));
  const loaded = rows.map((row) => {
    const base =
      (isLinked(row) ? ofLinked.get(row.member?.recordId) : bases.get(row.rowKey)) ?? null;
    return { ...row, base: base !== null && isOfRow(base, row) ? base : null };
  });
  const taken = takenByLinks(db, diff, loaded);
  return taken.size === 0
    ? loaded
    : loaded.map((row) =>
        row.base !== null && taken.has(row.base) ? { ...row, base: null } : row,
      );
}

/** A base one of whose records a person linked to somebody else is no base. */
function takenByLinks(db: Journal, diff: Diff, rows: readonly LoadedRow[]): ReadonlySet<Base> {
  const astray = rows.flatMap((row) =>
    row.base === null || isLinked(row) || isWhole(row.base, row) ? [] : [row.base],
  );
  if (astray.length === 0) return new Set();
  const idsOf = (name: 'memberId' | 'registrationId'): readonly string[] =>
    astray.flatMap((base) => base[name] ?? []);
  const ids = { salesforce: idsOf('memberId'), voyage: idsOf('registrationId') };
  const links = linksHolding(db, diff, ids);
  const [members, registrations] = [
    new Set(links.map(({ memberId }) => memberId)),
    new Set(links.map(({ registrationId }) => registrationId)),
  ];
  return new Set(
    astray.filter(
      ({ memberId, registrationId }) =>
        (memberId !== null && members.has(memberId)) ||
        (registrationId !== null && registrations.has(registrationId)),
    ),
  );
}

/** Both its records are the row's. */
function isWhole(base: Base, { member, registration }: DiffRow): boolean {
  return (
    base.memberId === (member?.recordId ?? null) &&
    base.registrationId === (registration?.recordId ?? null)
  );
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
