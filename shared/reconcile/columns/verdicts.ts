/**
 * What the comparison found of a row, without its values: few distinct ones whatever the number of rows, so
 * that a row names its verdict by number.
 */
import type { Presence, RowClass, RowDiff, RowMasks } from '../../domain/row.ts';
import { ROW_CLASSES } from '../../domain/row.ts';

/** Codes are places in these. */
export const CLASS_CODES: readonly RowClass[] = ROW_CLASSES;
export const PRESENCE_CODES: readonly (Presence | null)[] = [
  null,
  'create-registration',
  'create-member',
  'cancel-registration',
  'set-member-status',
  'deleted-and-changed',
  'both-gone',
];
export const PRESENCE_CLS_CODES: readonly RowDiff['presenceCls'][] = [
  null,
  'take-salesforce',
  'take-voyage',
  'conflict',
  'skip',
];

/** Bits of `flags`. */
export const FLAGS = {
  /** The member's label needs an entry in the map and has none: its status, else the campaign's default. */
  unmappedSalesforce: 1,
  /** The same of a Voyage status: `cancelled` where a member's status is to be set, else the registration's. */
  unmappedVoyage: 2,
  skippedByMap: 4,
  /** Its key, identity, keeper and merging rule stand in `diff_exception`. */
  exception: 8,
  mergedByPlusTags: 16,
  mergedByGmailDots: 32,
} as const;

/** Typed arrays of one length: place v of each is of verdict v. No verdict is in there twice. */
export interface VerdictTable {
  readonly count: number;
  /** CLASS_CODES. */
  readonly cls: Uint8Array;
  /** PRESENCE_CODES. */
  readonly presence: Uint8Array;
  /** PRESENCE_CLS_CODES. */
  readonly presenceCls: Uint8Array;
  /** Masks over DECIDABLES, as RowMasks has them. */
  readonly differs: Uint8Array;
  readonly movedSalesforce: Uint8Array;
  readonly movedVoyage: Uint8Array;
  readonly autoSalesforce: Uint8Array;
  readonly autoVoyage: Uint8Array;
  readonly asks: Uint8Array;
  /** Of the bits of autoSalesforce and autoVoyage, those a policy settled. */
  readonly byPolicy: Uint8Array;
  /** FLAGS. */
  readonly flags: Uint8Array;
  /** 1 + place in the labels of the members' sketch: the label as it was read; 0 for blank or no member. */
  readonly memberStatus: Uint16Array;
  /** The same of the registrations' sketch. */
  readonly registrationStatus: Uint16Array;
  /** 1: there is a member; 2: there is a registration. */
  readonly sides: Uint8Array;
}

export type Verdict = { readonly [Name in keyof Omit<VerdictTable, 'count'>]: number };
export type { RowMasks };
