import type { DuplicateAlert, DuplicateChoice } from './duplicate.ts';
import type { Field } from './fields.ts';
import type { Direction, Side } from './side.ts';

export const OUTCOME_CODES = [
  'imported',
  'exported',
  'updated',
  'unchanged',
  'skipped',
  'duplicate',
  'conflict',
  'already-member',
  'stale',
  'unmapped-status',
  'no-email',
  'no-person',
  'rejected',
  'failed',
  'rolled-back',
  'not-attempted',
] as const;
export type OutcomeCode = (typeof OUTCOME_CODES)[number];

/** The seven counts of an audit row; they sum to `rows`. */
export interface RunCounts {
  readonly rows: number;
  readonly imported: number;
  readonly exported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflicted: number;
  readonly failed: number;
}

export type CountName = Exclude<keyof RunCounts, 'rows'>;

/** Which of the seven counts an outcome belongs to (docs: INTERFACES, `run --json`). */
export const COUNT_OF_OUTCOME: Readonly<Record<OutcomeCode, CountName>> = {
  imported: 'imported',
  exported: 'exported',
  updated: 'updated',
  unchanged: 'unchanged',
  skipped: 'skipped',
  'no-email': 'skipped',
  'no-person': 'skipped',
  'not-attempted': 'skipped',
  conflict: 'conflicted',
  duplicate: 'conflicted',
  'already-member': 'conflicted',
  stale: 'conflicted',
  'unmapped-status': 'conflicted',
  failed: 'failed',
  rejected: 'failed',
  'rolled-back': 'failed',
};

export interface FieldChange {
  readonly side: Side;
  readonly field: Field;
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of one row in one run. `row` counts from 1 in review order. */
export interface Outcome {
  readonly txId: string;
  readonly row: number;
  readonly rowKey: string;
  readonly direction: Direction;
  readonly email: string | null;
  readonly name: string | null;
  readonly salesforceId: string | null;
  readonly voyageId: string | null;
  readonly outcome: OutcomeCode;
  readonly changes: readonly FieldChange[];
  readonly message: string;
  readonly nextStep: string | null;
  /** The far side's own error code, where it gave one. */
  readonly code: string | null;
  /** How often it was sent. */
  readonly attempts: number;
  readonly finishedAt: string;
  /** Where a duplicate rule stopped a new Lead: whom it found, and what was decided since. */
  readonly duplicate?: (DuplicateAlert & { readonly chosen: DuplicateChoice | null }) | null;
}

export type RunStatus =
  | 'succeeded'
  | 'partial'
  | 'failed'
  | 'rolled-back'
  | 'blocked'
  | 'cancelled'
  | 'interrupted'
  | 'planned';

/** `keep` what succeeded, or `all-or-nothing`: a failure takes back what the run did. */
export const RUN_MODES = ['keep', 'all-or-nothing'] as const;
export type RunMode = (typeof RUN_MODES)[number];

/** What a far side did with one operation. */
export type WriteStatus =
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'cancelled'
  | 'deleted'
  | 'stale'
  | 'already-member'
  | 'no-person'
  /** A duplicate rule takes the person for somebody who is there; nothing was made. */
  | 'duplicate'
  /** Written, but the Status read back is another one (Salesforce stored its default). */
  | 'status-replaced'
  | 'rejected'
  | 'failed'
  | 'not-attempted';
