import type { FieldMask } from '../../domain/fields.ts';
import { bitOf } from '../../domain/fields.ts';
import type { Presence } from '../../domain/row.ts';
import type { VerdictTable } from './verdicts.ts';
import { FLAGS, PRESENCE_CODES } from './verdicts.ts';

/** Rows in review order by the numbers of their verdicts. */
export interface JudgedRows {
  readonly verdict: Uint32Array;
  readonly verdicts: VerdictTable;
}

export const IS_UNMAPPED = FLAGS.unmappedSalesforce | FLAGS.unmappedVoyage;

export function codeOfPresence(presence: Presence | null): number {
  return PRESENCE_CODES.indexOf(presence);
}

const SET_MEMBER_STATUS = codeOfPresence('set-member-status');
const BOTH = 3;

/** Where a cancelled registration is the question, its status and its presence are one and the same. */
export function isOneQuestion(verdicts: VerdictTable, at: number): boolean {
  return verdicts.presence[at] === SET_MEMBER_STATUS && verdicts.sides[at] === BOTH;
}

/** What waits for a person, given what was chosen. */
export function undecidedOf(verdicts: VerdictTable, at: number, chosen: FieldMask): FieldMask {
  return (verdicts.asks[at] ?? 0) & ~chosen;
}

export const STATUS_BIT = bitOf('status');
export const PRESENCE_BIT = bitOf('presence');
