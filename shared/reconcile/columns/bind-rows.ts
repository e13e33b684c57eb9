/**
 * Which record of several is kept, how each row stands to its base, and which bases bind records that are not
 * where the base's key is.
 */
import type { ReconcileContext } from '../diff-field.ts';
import { labelOf } from '../diff-field.ts';
import { labelRank, statusRank } from '../status-map.ts';
import type { MergedRows } from './merge.ts';
import type { PagedNumbers } from './paged-numbers.ts';
import { BASE_RELATIONS } from './patterns.ts';

/** By place; of the records of one side. */
export interface SideIds {
  readonly idHash: PagedNumbers;
  readonly status: PagedNumbers;
  readonly modified: PagedNumbers;
  /** 1 where ages must be told apart by the pure core. */
  readonly hasOtherTime: (place: number) => boolean;
  readonly labels: readonly string[];
}

export interface BaseIds {
  /** Hashes of the record ids; 0 for none. */
  readonly member: PagedNumbers;
  readonly registration: PagedNumbers;
  /** 1 where the two legs of a text field do not agree. */
  readonly disagrees: PagedNumbers;
}

export interface Bound {
  /** BASE_RELATIONS, by row. */
  readonly relation: Uint8Array;
  /** First rows of groups the pure core must look at. */
  readonly exceptional: Set<number>;
  /** Bases one of whose records is not in the group of the base's key: it may be in another. */
  readonly astray: readonly number[];
}

/** Puts the kept records into the first rows of their groups. */
export function bindRows(
  merged: MergedRows,
  members: SideIds,
  registrations: SideIds,
  bases: BaseIds,
  context: ReconcileContext,
): Bound {
  const exceptional = new Set<number>();
  const ranks = [
    Int8Array.from([null, ...members.labels], (label) =>
      labelRank(context.policy.statusMap, labelOf(label, context)),
    ),
    Int8Array.from([null, ...registrations.labels], statusRank),
  ] as const;

  for (const first of merged.crowded) {
    const base = (merged.base[first] ?? 0) - 1;
    const isClear = [
      keep(merged.member, first, merged, members, ranks[0], bases.member.at(base) ?? 0),
      keep(
        merged.registration,
        first,
        merged,
        registrations,
        ranks[1],
        bases.registration.at(base) ?? 0,
      ),
    ].every(Boolean);
    if (!isClear) exceptional.add(first);
  }

  const relation = new Uint8Array(merged.rows);
  const astray: number[] = [];
  const { rowOfBase } = merged;
  for (let base = 0; base < rowOfBase.length; base += 1) {
    const memberId = bases.member.at(base) ?? 0;
    const registrationId = bases.registration.at(base) ?? 0;
    const row = (rowOfBase[base] ?? 0) - 1;
    if (row < 0) {
      astray.push(base);
      continue;
    }
    const member = merged.member[row] ?? 0;
    const registration = merged.registration[row] ?? 0;
    const isMember = member !== 0 && members.idHash.at(member - 1) === memberId;
    const isRegistration =
      registration !== 0 && registrations.idHash.at(registration - 1) === registrationId;
    if ((memberId !== 0 && !isMember) || (registrationId !== 0 && !isRegistration)) {
      astray.push(base);
    }
    if (member !== 0 && registration !== 0) {
      if (isMember && isRegistration) relation[row] = BASE_RELATIONS.known;
    } else if (isMember || isRegistration) {
      const otherId = isMember ? registrationId : memberId;
      relation[row] = otherId === 0 ? BASE_RELATIONS.knownAlone : BASE_RELATIONS.known;
      if (bases.disagrees.at(base) === 1) exceptional.add(row);
    }
  }
  return { relation, exceptional, astray };
}

/** The last row of a group. */
export function endOfGroup(
  merged: Pick<MergedRows, 'rows' | 'isDuplicate'>,
  first: number,
): number {
  let end = first + 1;
  while (end < merged.rows && merged.isDuplicate[end] === 1) end += 1;
  return end;
}

/**
 * Of the records of one side in a group, which lie one after the other: the one the base knows, else the most
 * advanced, the latest, the first by id. False where that can't be told here.
 */
function keep(
  places: Uint32Array,
  first: number,
  merged: MergedRows,
  side: SideIds,
  ranks: Int8Array,
  knownId: number,
): boolean {
  const rows: number[] = [];
  for (let row = first, end = endOfGroup(merged, first); row < end; row += 1) {
    if (places[row] !== 0) rows.push(row);
  }
  if (rows.length < 2) return true;
  const found = rows.map((row) => (places[row] ?? 0) - 1);
  const rankOf = (place: number): number => ranks[side.status.at(place) ?? 0] ?? -1;
  const keeper = found.reduce((best, place) => {
    if (knownId !== 0 && side.idHash.at(best) === knownId) return best;
    if (knownId !== 0 && side.idHash.at(place) === knownId) return place;
    const later = (side.modified.at(place) ?? 0) - (side.modified.at(best) ?? 0);
    return (rankOf(place) - rankOf(best) || later) > 0 ? place : best;
  });
  const ordered = [keeper, ...found.filter((place) => place !== keeper)];
  rows.forEach((row, at) => {
    places[row] = (ordered[at] ?? 0) + 1;
  });
  return !found.some(side.hasOtherTime);
}
