import type { RunStatus } from './outcome.ts';
import type { Direction } from './side.ts';

/** A run's own, or `callback` for a notification that was read and not heeded. */
export type AuditDirection = Direction | 'callback';
export type AuditStatus = RunStatus | 'ignored';

/**
 * One line per run, and one per ignored notification: append-only, each carrying the hash of the one before.
 * `hash` is SHA-256 over the row's canonical JSON (RFC 8785) without `hash`; the first row's
 * `previous_hash` is 64 zeros. Names are the columns of the audit export.
 *
 * `reverts` is there only of a run that took another back, and names it.
 *
 * Of a notification `campaign_id` is the one it named, `plan_digest` its id (or how many more came with it),
 * `org_id` and `event_id` are empty, and the counts 0.
 */
export interface AuditRow {
  readonly tx_id: string;
  readonly workspace: string;
  readonly org_id: string;
  readonly campaign_id: string;
  readonly event_id: string;
  readonly direction: AuditDirection;
  readonly status: AuditStatus;
  readonly imported: number;
  readonly exported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflicted: number;
  readonly failed: number;
  readonly actor: string;
  readonly plan_digest: string;
  readonly started_at: string;
  readonly ended_at: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly reverts?: string;
}

export const AUDIT_COLUMNS = [
  'tx_id',
  'workspace',
  'org_id',
  'campaign_id',
  'event_id',
  'direction',
  'status',
  'imported',
  'exported',
  'updated',
  'unchanged',
  'skipped',
  'conflicted',
  'failed',
  'actor',
  'plan_digest',
  'started_at',
  'ended_at',
  'previous_hash',
  'hash',
  'reverts',
] as const satisfies readonly (keyof AuditRow)[];

export const FIRST_PREVIOUS_HASH = '0'.repeat(64);
