/**
 * Everything that may stop us and is expected. Plain data: it crosses IPC and threads as it is.
 * What a person reads for each is in user-message.ts; nowhere else.
 */
import type { Side, WorkspaceKind } from '../domain/side.ts';
import type { UnmappedCount, GuardCheck } from '../domain/plan.ts';

export type AppError =
  // usage and input
  | { readonly code: 'usage/invalid'; readonly detail: string }
  | { readonly code: 'input/unreadable-file'; readonly path: string; readonly detail: string }
  | {
      readonly code: 'policy/unknown-key';
      readonly path: string;
      readonly key: string;
      readonly nearest: string | null;
    }
  | { readonly code: 'policy/invalid'; readonly path: string; readonly detail: string }
  | { readonly code: 'ipc/bad-input'; readonly channel: string }
  // keychain and sign-in
  | {
      readonly code: 'auth/keychain-unavailable';
      readonly reason: 'missing' | 'no-bus' | 'locked' | 'refused';
      readonly platform: 'linux' | 'darwin' | 'win32';
    }
  | { readonly code: 'auth/not-signed-in'; readonly side: Side }
  | { readonly code: 'auth/expired'; readonly side: Side; readonly detail: string | null }
  /** The grant behind the sign-in is gone: taken back, used up, or its user was deactivated. */
  | { readonly code: 'auth/revoked'; readonly side: Side; readonly detail: string | null }
  | { readonly code: 'auth/ip-restricted'; readonly side: Side; readonly detail: string | null }
  /** An administrator has to allow this app, or API access, first. */
  | { readonly code: 'auth/policy-blocked'; readonly side: Side; readonly detail: string }
  /** Signed in to another org (or account) than the workspace is tied to. */
  | {
      readonly code: 'auth/wrong-org';
      readonly side: Side;
      readonly expected: string;
      readonly found: string;
      readonly name: string;
    }
  | { readonly code: 'auth/no-client-id'; readonly side: Side }
  | {
      readonly code: 'auth/sign-in-failed';
      readonly side: Side;
      readonly reason: SignInFailure;
      readonly detail: string | null;
    }
  /** A scheduled run whose org rotates refresh tokens, with nowhere to keep the new one. */
  | { readonly code: 'auth/rotation-unkept'; readonly side: Side }
  | { readonly code: 'auth/forbidden'; readonly side: Side; readonly detail: string }
  | {
      readonly code: 'auth/wrong-environment';
      readonly side: Side;
      readonly workspaceKind: WorkspaceKind;
      readonly foundKind: WorkspaceKind;
      readonly name: string;
    }
  | {
      readonly code: 'auth/host-refused';
      readonly side: Side;
      readonly host: string;
      readonly workspaceKind: WorkspaceKind;
    }
  // the two sides
  | {
      readonly code: 'side/unreachable';
      readonly side: Side;
      readonly address: string;
      readonly detail: string;
    }
  | {
      readonly code: 'side/bad-answer';
      readonly side: Side;
      readonly address: string;
      readonly detail: string;
    }
  | {
      readonly code: 'side/rate-limited';
      readonly side: Side;
      readonly retryAfterMs: number | null;
    }
  | { readonly code: 'side/daily-limit'; readonly side: Side; readonly detail: string }
  /** The share of today's calls that a person set is used up. */
  | {
      readonly code: 'side/call-reserve';
      readonly side: Side;
      readonly used: number;
      readonly limit: number;
      readonly percent: number;
    }
  /** It answers, and cannot work now: 420, 500, 502, 503, also after trying again. */
  | { readonly code: 'side/unavailable'; readonly side: Side; readonly detail: string }
  | { readonly code: 'side/not-found'; readonly side: Side; readonly what: string }
  | { readonly code: 'side/missing-field'; readonly side: Side; readonly field: string }
  | { readonly code: 'side/refused'; readonly side: Side; readonly detail: string }
  | { readonly code: 'side/no-campaign-sync'; readonly detail: string }
  | {
      readonly code: 'side/incomplete';
      readonly side: Side;
      readonly expected: number;
      readonly received: number;
    }
  // the journal
  | { readonly code: 'journal/locked'; readonly path: string }
  | {
      readonly code: 'journal/from-the-future';
      readonly path: string;
      readonly found: number;
      readonly known: number;
    }
  | {
      readonly code: 'journal/damaged';
      readonly path: string;
      readonly detail: string;
      readonly backup?: BackupOffer;
    }
  /** The file is sound, and its newest audit row is not what was written. */
  | { readonly code: 'journal/audit-changed'; readonly path: string; readonly txId: string }
  | { readonly code: 'journal/network-drive'; readonly path: string; readonly drive: string }
  | { readonly code: 'journal/disk-full'; readonly path: string }
  | { readonly code: 'journal/read-only'; readonly path: string }
  // the way of the data
  | { readonly code: 'pairing/none' }
  | { readonly code: 'pull/none' }
  /** Something else is under way that must end first. */
  | { readonly code: 'engine/busy'; readonly job: 'pull' | 'compare' | 'plan' | 'push' }
  | { readonly code: 'run/busy'; readonly txId: string }
  | { readonly code: 'run/unknown'; readonly txId: string }
  | { readonly code: 'run/cancelled' }
  | { readonly code: 'review/superseded' }
  | { readonly code: 'review/nothing-to-undo' }
  // who is who
  | { readonly code: 'review/not-alone' }
  | { readonly code: 'review/no-pair' }
  | { readonly code: 'review/no-duplicate' }
  | { readonly code: 'plan/unknown'; readonly digest: string }
  | { readonly code: 'plan/superseded'; readonly digest: string }
  | { readonly code: 'plan/unmapped-status'; readonly unmapped: readonly UnmappedCount[] }
  | { readonly code: 'plan/guard-tripped'; readonly guards: readonly GuardCheck[] }
  | { readonly code: 'plan/not-confirmed'; readonly expected: string }
  | { readonly code: 'report/unwritable'; readonly path: string; readonly detail: string }
  // a defect of ours; the details are in the log under this id
  | { readonly code: 'internal'; readonly incidentId: string };

/** A sound backup of a damaged journal. */
export interface BackupOffer {
  readonly name: string;
  readonly takenAt: string;
  /** What the journal has that the backup has not; null where the damage hides it. */
  readonly lost: { readonly runs: number | null; readonly decisions: number | null };
}

/** Why a sign-in through the browser did not come to its end. */
export type SignInFailure =
  | 'denied'
  | 'timed-out'
  | 'cancelled'
  | 'state-mismatch'
  | 'port-busy'
  | 'redirect-mismatch'
  | 'bad-client'
  | 'no-browser'
  | 'refused';

export type AppErrorCode = AppError['code'];
export type AppErrorOf<C extends AppErrorCode> = Extract<AppError, { code: C }>;
