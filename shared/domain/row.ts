import type { Decidable, Field, FieldMask } from './fields.ts';
import type { SideRecord } from './record.ts';
import type { Side } from './side.ts';

/**
 * Classes of a row. They exclude each other, and their counts sum to the rows.
 * `deleted`: gone or cancelled on one side since the base. `conflict`: a person must decide.
 */
export const ROW_CLASSES = [
  'in-sync',
  'auto-merged',
  'conflict',
  'only-salesforce',
  'only-voyage',
  'deleted',
  'duplicate',
  'no-email',
] as const;
export type RowClass = (typeof ROW_CLASSES)[number];

/** The values both sides agreed on for a field, each as that side holds it. */
export interface BaseValue {
  readonly salesforce: string | null;
  readonly voyage: string | null;
}

/** The third leg of the comparison: what was confirmed on both sides, field by field. */
export interface Base {
  readonly rowKey: string;
  readonly memberId: string | null;
  readonly registrationId: string | null;
  readonly fields: Readonly<Partial<Record<Field, BaseValue>>>;
}

/**
 * How a field stands.
 * `same` equal and unmoved; `converged` both moved alike; `take-salesforce` and `take-voyage` settled
 * by itself (one side moved, or a policy); `conflict` waits for a person.
 */
export type FieldClass = 'same' | 'converged' | 'take-salesforce' | 'take-voyage' | 'conflict';

/** Why a field is settled as it is, or why it waits. */
export type FieldReason =
  | 'equal'
  | 'one-side-moved'
  | 'both-moved'
  | 'no-base'
  | 'policy'
  | 'would-go-back'
  | 'not-compared';

export interface FieldDiff {
  readonly field: Field;
  readonly cls: FieldClass;
  readonly reason: FieldReason;
  readonly salesforce: string | null;
  readonly voyage: string | null;
  readonly base: BaseValue | null;
  readonly movedSalesforce: boolean;
  readonly movedVoyage: boolean;
}

/** What stands to be done about a person who is on one side only, or was taken off one. */
export type Presence =
  | 'create-registration'
  | 'create-member'
  | 'cancel-registration'
  | 'set-member-status'
  /** Deleted on one side, changed on the other. */
  | 'deleted-and-changed'
  | 'both-gone';

export interface UnmappedStatus {
  readonly side: Side;
  readonly label: string;
}

/** One person of the pairing, or one duplicate: what the three-way comparison found. */
export interface RowDiff {
  readonly rowKey: string;
  /** The normalised email, or null. */
  readonly identity: string | null;
  readonly cls: RowClass;
  readonly member: SideRecord | null;
  readonly registration: SideRecord | null;
  readonly base: Base | null;
  /** One entry per compared field, in the order of FIELDS; empty unless both records are there. */
  readonly fields: readonly FieldDiff[];
  readonly presence: Presence | null;
  /** `take-…` when settled by itself or by a policy, `conflict` when a person is asked, null for none. */
  readonly presenceCls: 'take-salesforce' | 'take-voyage' | 'conflict' | 'skip' | null;
  readonly unmapped: readonly UnmappedStatus[];
  /** The status map says `skip` for this row's label. */
  readonly isSkippedByMap: boolean;
  /** For a duplicate: the record id of the keeper on the same side. */
  readonly keeperId: string | null;
  /** The provider rule that merged this row, where one did. */
  readonly mergedBy: 'plus-tags' | 'gmail-dots' | null;
}

/** The bit sets by which the journal stores a RowDiff; each over DECIDABLES. */
export interface RowMasks {
  readonly differs: FieldMask;
  readonly movedSalesforce: FieldMask;
  readonly movedVoyage: FieldMask;
  readonly autoSalesforce: FieldMask;
  readonly autoVoyage: FieldMask;
  readonly asks: FieldMask;
}

export const CHOICES = ['salesforce', 'voyage', 'typed', 'skip'] as const;
export type Choice = (typeof CHOICES)[number];

/** What a person chose for one field of one row. `value` only with `typed`, null meaning blank. */
export interface Chosen {
  readonly choice: Choice;
  readonly value: string | null;
}

export type Choices = Readonly<Partial<Record<Decidable, Chosen>>>;
