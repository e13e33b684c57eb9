import type { Values } from './fields.ts';
import type { PersonRef } from './record.ts';
import type { Direction, Side } from './side.ts';

export type OperationKind = 'create' | 'update' | 'cancel' | 'delete';

/** One write the plan would send. `fields` and `before` hold only what is written. */
export interface OperationDraft {
  readonly side: Side;
  readonly op: OperationKind;
  /** Null for a create. */
  readonly recordId: string | null;
  readonly expectVersion: string | null;
  readonly fields: Readonly<Partial<Values>>;
  readonly before: Readonly<Partial<Values>>;
  /** Salesforce only: the person known for the member, or null when one must be found or made. */
  readonly person: PersonRef | null;
  /** Salesforce creates only: make a Lead when nobody has this email. */
  readonly createPerson: boolean;
  /** With createPerson: also where a duplicate rule takes them for somebody who is there. */
  readonly allowDuplicate?: true;
}

export interface PlanCounts {
  readonly salesforce: {
    readonly create: number;
    readonly update: number;
    readonly delete: number;
  };
  readonly voyage: {
    readonly create: number;
    readonly update: number;
    readonly cancel: number;
    readonly delete: number;
  };
}

export interface CallCounts {
  readonly salesforce: number;
  readonly voyage: number;
}

export const GUARD_NAMES = [
  'max-deletes',
  'max-changes',
  'everything-changed',
  'empty-side',
  'shrunken-side',
] as const;
export type GuardName = (typeof GUARD_NAMES)[number];

/** A limit the plan was held against. `value` and `limit` are percent, of `of` rows. */
export interface GuardCheck {
  readonly name: GuardName;
  readonly side: Side | null;
  readonly isTripped: boolean;
  readonly isWaived: boolean;
  readonly count: number;
  readonly of: number;
  readonly value: number;
  readonly limit: number;
}

export interface UnmappedCount {
  readonly side: Side;
  readonly label: string;
  readonly rows: number;
}

/** What the plan leaves for a person, and what it leaves out. */
export interface PlanLeft {
  /** Undecided conflicts. */
  readonly conflicts: number;
  /** Deletions and cancellations nobody has settled. */
  readonly proposals: number;
  readonly unmappedStatuses: readonly UnmappedCount[];
  readonly duplicates: number;
  readonly noEmail: number;
  readonly noPerson: number;
  readonly skipped: number;
  /** Rows whose only differences are fields of the person, with `writePersonFields` off. */
  readonly personFieldsOff: number;
  readonly guards: readonly GuardCheck[];
}

/**
 * What a push would touch beside the rows. Null is not known, and said so: neither API tells which mails or
 * flows start on a write.
 */
export interface PlanImpact {
  readonly calls: {
    readonly salesforce: number;
    /** Of today's, before the push. */
    readonly leftToday: number | null;
    readonly voyage: number;
  };
  /** Writes on which mails, flows or rules over there may start. */
  readonly mayStart: {
    readonly salesforce: {
      readonly added: number;
      readonly changed: number;
      readonly statuses: number;
      readonly leads: number;
    };
    readonly voyage: {
      readonly added: number;
      readonly changed: number;
      readonly statuses: number;
      readonly cancelled: number;
    };
  };
  readonly optedOut: {
    /** Members of the campaign that want no email. */
    readonly members: number | null;
    /** Of them, those the plan writes anything about. */
    readonly inPlan: number | null;
  };
  readonly capacity: {
    /** Null where the event has no limit, or does not say. */
    readonly limit: number | null;
    /** Neither cancelled nor declined. */
    readonly registrations: number;
    readonly afterwards: number;
  };
}

/** Of a plan that takes a finished run back: which, and the rows it leaves alone. */
export interface RevertFacts {
  readonly txId: string;
  readonly ranAt: string;
  /** Changed on either side since the run wrote them. */
  readonly changedSince: number;
  readonly goneSince: number;
  /** Taken back by an earlier run. */
  readonly takenBackBefore: number;
  /** Deleted by the run: nothing brings them back. */
  readonly notBroughtBack: number;
  /** Leads the run made, deleted with their members. */
  readonly deletedLeads: number;
}

export interface PlanSummary {
  readonly digest: string;
  readonly direction: Direction;
  readonly createdAt: string;
  readonly rows: number;
  readonly operations: number;
  readonly newLeads: number;
  readonly statusChanges: { readonly salesforce: number; readonly voyage: number };
  readonly fieldChanges: { readonly salesforce: number; readonly voyage: number };
  readonly counts: PlanCounts;
  readonly calls: CallCounts;
  readonly left: PlanLeft;
  /** Plain sentences. */
  readonly warnings: readonly string[];
  readonly revert?: RevertFacts;
  /** Null when the push may go; else the reason it may not. */
  readonly blockedBy: 'unmapped-status' | 'guard' | 'nothing-to-do' | null;
}
