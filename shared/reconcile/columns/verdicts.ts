/**
 * What the comparison found of a row, without its values: few distinct ones whatever the number of rows, so
 * that a row names its verdict by number.
 */
import type { FieldMask } from '../../domain/fields.ts';
import { bitOf } from '../../domain/fields.ts';
import type { Presence, RowClass, RowDiff } from '../../domain/row.ts';
import { ROW_CLASSES } from '../../domain/row.ts';
import { masksOf } from '../diff3.ts';

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

type VerdictPart = keyof Omit<VerdictTable, 'count'>;
type Verdict = { readonly [Part in VerdictPart]: number };

/** What a verdict has beside what the row itself says. */
interface VerdictContext {
  readonly memberStatus: number;
  readonly registrationStatus: number;
  readonly isException: boolean;
}

/** What a policy settled, not a move of one side: whom to create is always a policy's. */
function policyMask(row: RowDiff): FieldMask {
  return row.fields
    .filter(({ reason }) => reason === 'policy')
    .reduce((mask, { field }) => mask | bitOf(field), bitOf('presence'));
}

function flagsOf(row: RowDiff, isException: boolean): number {
  const isUnmapped = (side: 'salesforce' | 'voyage'): boolean =>
    row.unmapped.some((status) => status.side === side);
  return (
    (isUnmapped('salesforce') ? FLAGS.unmappedSalesforce : 0) |
    (isUnmapped('voyage') ? FLAGS.unmappedVoyage : 0) |
    (row.isSkippedByMap ? FLAGS.skippedByMap : 0) |
    (isException ? FLAGS.exception : 0) |
    (row.mergedBy === 'plus-tags' ? FLAGS.mergedByPlusTags : 0) |
    (row.mergedBy === 'gmail-dots' ? FLAGS.mergedByGmailDots : 0)
  );
}

function verdictOf(row: RowDiff, context: VerdictContext): Verdict {
  const { movedSalesforce, movedVoyage, autoSalesforce, autoVoyage, differs, asks } = masksOf(row);
  return {
    cls: CLASS_CODES.indexOf(row.cls),
    presence: PRESENCE_CODES.indexOf(row.presence),
    presenceCls: PRESENCE_CLS_CODES.indexOf(row.presenceCls),
    differs,
    movedSalesforce,
    movedVoyage,
    autoSalesforce,
    autoVoyage,
    asks,
    byPolicy: policyMask(row) & (autoSalesforce | autoVoyage),
    flags: flagsOf(row, context.isException),
    memberStatus: context.memberStatus,
    registrationStatus: context.registrationStatus,
    sides: (row.member === null ? 0 : 1) | (row.registration === null ? 0 : 2),
  };
}

/** Verdicts as they are met, each once. */
export interface Verdicts {
  /** The number of a row's verdict. */
  readonly numberOf: (row: RowDiff, context: VerdictContext) => number;
  readonly table: () => VerdictTable;
}

/** `known`: the table to go on with. */
export function createVerdicts(known: VerdictTable | null = null): Verdicts {
  const made: Verdict[] = [];
  const numbers = new Map<string, number>();

  function add(verdict: Verdict): number {
    const key = Object.values(verdict).join(' ');
    const number = numbers.get(key) ?? made.length;
    if (number === made.length) {
      numbers.set(key, number);
      made.push(verdict);
    }
    return number;
  }

  for (let at = 0; at < (known?.count ?? 0); at += 1) if (known !== null) add(verdictAt(known, at));
  return {
    numberOf: (row, context) => add(verdictOf(row, context)),
    table: () => tableOf(made),
  };
}

function verdictAt(table: VerdictTable, at: number): Verdict {
  return mapParts((part) => table[part][at] ?? 0);
}

function tableOf(verdicts: readonly Verdict[]): VerdictTable {
  const bytes = (part: VerdictPart) => Uint8Array.from(verdicts, (verdict) => verdict[part]);
  const codes = (part: VerdictPart) => Uint16Array.from(verdicts, (verdict) => verdict[part]);
  return {
    count: verdicts.length,
    ...mapParts(bytes),
    memberStatus: codes('memberStatus'),
    registrationStatus: codes('registrationStatus'),
  };
}

function mapParts<T>(valueOf: (part: VerdictPart) => T): Record<VerdictPart, T> {
  return {
    cls: valueOf('cls'),
    presence: valueOf('presence'),
    presenceCls: valueOf('presenceCls'),
    differs: valueOf('differs'),
    movedSalesforce: valueOf('movedSalesforce'),
    movedVoyage: valueOf('movedVoyage'),
    autoSalesforce: valueOf('autoSalesforce'),
    autoVoyage: valueOf('autoVoyage'),
    asks: valueOf('asks'),
    byPolicy: valueOf('byPolicy'),
    flags: valueOf('flags'),
    memberStatus: valueOf('memberStatus'),
    registrationStatus: valueOf('registrationStatus'),
    sides: valueOf('sides'),
  };
}
