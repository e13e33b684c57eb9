import type { Field, Values } from './fields.ts';
import type { Side } from './side.ts';
import type { MemberStatus } from './status.ts';

export type PersonKind = 'Contact' | 'Lead' | 'Account';

/** The Lead, Contact or person account a member stands for. */
export interface PersonRef {
  readonly id: string;
  readonly kind: PersonKind;
}

/**
 * A member or a registration as it was read, its values as typed over there.
 *
 * Units: times are UTC ISO 8601 with milliseconds. `version` is opaque and changes with each write of
 * the record (SystemModstamp of the member, `version` of the registration).
 * A member without a Status holds the campaign's default label already.
 */
export interface SideRecord {
  readonly side: Side;
  readonly recordId: string;
  readonly values: Values;
  readonly version: string;
  readonly modifiedAt: string | null;
  readonly createdAt: string | null;
  /** Salesforce: who the member is. After a conversion the Contact; null on the Voyage side. */
  readonly person: PersonRef | null;
}

/** What is known of a campaign or an event beside its rows. */
export interface ListFacts {
  readonly side: Side;
  readonly listId: string;
  readonly name: string;
  /** What the far side says it holds; null where it does not say. */
  readonly expectedRows: number | null;
  /** Salesforce only; empty for Voyage. */
  readonly statuses: readonly MemberStatus[];
  /** Fields the far side does not offer or does not let us read: never compared, never written. */
  readonly absentFields: readonly Field[];
  /** Fields that can be read and not written, as far as that is known before anything is. */
  readonly unwritable?: UnwritableFields;
  /** Voyage only. */
  readonly capacity: number | null;
}

/** By what they would be written to. */
export interface UnwritableFields {
  /** A member that is there. */
  readonly member: readonly Field[];
  readonly newMember: readonly Field[];
  readonly Lead: readonly Field[];
  readonly newLead: readonly Field[];
  readonly Contact: readonly Field[];
}

/** A campaign or an event to choose from. */
export interface ListSummary {
  readonly side: Side;
  readonly listId: string;
  readonly name: string;
  readonly rows: number | null;
  readonly startsOn: string | null;
  readonly isActive: boolean;
}
