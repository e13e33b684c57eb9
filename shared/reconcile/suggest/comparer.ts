/**
 * How two people are compared: in slots, each of which finds one of its levels.
 *
 * Levels: 0 says nothing (a value is missing). Then comes the same value, in bands from one that nobody else has to
 * one that many have; then ever less alike; the last one is a plain difference.
 */
import type { Frequencies } from './values.ts';
import { BAND_COUNT } from './values.ts';

export interface Slot {
  readonly name: string;
  readonly levels: readonly string[];
  /** Per level of the same value: its chance for two people who are not one, and for two records of one. */
  readonly same: readonly { readonly byChance: number; readonly ifOne: number }[];
  /** Where two records of one person seldom have little alike (the two last levels): how often they may, at most. */
  readonly mostUnlike?: number;
  /** Told to people, and no evidence: whoever bears the name may have written it crosswise. */
  readonly isOnlyTold?: boolean;
}

export interface Comparer {
  readonly slots: readonly Slot[];
  /** Writes the level of each slot to `out`, from `at` on. */
  compare(left: number, right: number, out: Uint8Array, at: number): void;
}

export const MISSING = 0;
/** Levels of the same value: from SAME to LAST_SAME. */
export const SAME = 1;
export const LAST_SAME = BAND_COUNT;

export function isSame(level: number): boolean {
  return level >= SAME && level <= LAST_SAME;
}

/** The levels of a slot: missing, the same in each band, then the others as named. */
export function levelsOf(...others: readonly string[]): readonly string[] {
  return ['missing', ...new Array<string>(BAND_COUNT).fill('same'), ...others];
}

/** The level of the name `levelsOf` was given at `index`. */
export function levelAfterSame(index: number): number {
  return LAST_SAME + 1 + index;
}

export function sameOf({ chances, shares }: Frequencies): Slot['same'] {
  return chances.map((byChance, band) => ({ byChance, ifOne: shares[band] ?? 0 }));
}
