/**
 * Statuses through the map of a pairing: labels of the campaign on one side, Voyage's statuses on
 * the other. A blank label is looked up as the empty text.
 *
 * Laws:   what has no entry is `unmapped`, never guessed.
 */
import type { StatusMap, VoyageStatus } from '../domain/status.ts';
import { SKIP, isVoyageStatus } from '../domain/status.ts';
import { valuesEqual } from './normalize.ts';

export type MappedToVoyage = { readonly to: VoyageStatus } | 'skip' | 'unmapped';
export type MappedToSalesforce = { readonly to: string } | 'skip' | 'unmapped';

export function isMapped<T>(
  mapped: { readonly to: T } | 'skip' | 'unmapped',
): mapped is { readonly to: T } {
  return typeof mapped === 'object';
}

export function mapToVoyage(map: StatusMap, label: string | null): MappedToVoyage {
  const text = label ?? '';
  const key = Object.hasOwn(map.toVoyage, text)
    ? text
    : Object.keys(map.toVoyage).find((known) => valuesEqual('status', known, text));
  const to = key === undefined ? undefined : map.toVoyage[key];
  if (to === undefined) return 'unmapped';
  return to === SKIP ? 'skip' : { to };
}

/** A text that is none of Voyage's statuses is unmapped. */
export function mapToSalesforce(map: StatusMap, status: string | null): MappedToSalesforce {
  if (status === null || !isVoyageStatus(status)) return 'unmapped';
  const to = map.toSalesforce[status];
  if (to === undefined) return 'unmapped';
  return to === SKIP ? 'skip' : { to };
}

function isEmptyMap(map: StatusMap): boolean {
  return Object.keys(map.toVoyage).length === 0 && Object.keys(map.toSalesforce).length === 0;
}

/** Equal through the map, either way; without any map, equal as text. */
export function statusesAgree(
  map: StatusMap,
  label: string | null,
  status: string | null,
): boolean {
  if (isEmptyMap(map)) return valuesEqual('status', label, status);
  if (label === null && status === null) return true;
  const forth = mapToVoyage(map, label);
  if (isMapped(forth) && forth.to === status) return true;
  const back = mapToSalesforce(map, status);
  return isMapped(back) && valuesEqual('status', back.to, label);
}

/** Two labels that map to one status are one. */
export function labelsAgree(map: StatusMap, a: string | null, b: string | null): boolean {
  if (valuesEqual('status', a, b)) return true;
  const [first, second] = [mapToVoyage(map, a), mapToVoyage(map, b)];
  return isMapped(first) && isMapped(second) && first.to === second.to;
}

const LADDER: Readonly<Record<Exclude<VoyageStatus, 'declined' | 'cancelled'>, number>> = {
  invited: 0,
  pending: 1,
  waitlisted: 2,
  registered: 3,
  confirmed: 4,
  no_show: 5,
  attended: 6,
};

function hasLeft(status: VoyageStatus): status is 'declined' | 'cancelled' {
  return status === 'declined' || status === 'cancelled';
}

/**
 * Whether a write would undo what a person has already done. Declining and cancelling is open to
 * everybody but who attended, and who declined or cancelled may come again, but not be "invited"
 * over it.
 */
export function wouldGoBack(from: VoyageStatus, to: VoyageStatus): boolean {
  if (hasLeft(to)) return from === 'attended';
  if (hasLeft(from)) return to === 'invited';
  return LADDER[to] < LADDER[from];
}

const ADVANCEMENT: readonly VoyageStatus[] = [
  'cancelled',
  'declined',
  'invited',
  'pending',
  'waitlisted',
  'registered',
  'confirmed',
  'no_show',
  'attended',
];

/** How far a registration has come, for the choice of a keeper; -1 where that is unknown. */
export function statusRank(status: string | null): number {
  return ADVANCEMENT.findIndex((known) => known === status);
}

/** The same for a member, through the map. */
export function labelRank(map: StatusMap, label: string | null): number {
  const mapped = mapToVoyage(map, label);
  return isMapped(mapped) ? statusRank(mapped.to) : -1;
}
