/**
 * What a person reads of an expected failure, and the one button under it.
 */
import { ERROR_TEXTS } from '../texts/error-texts.ts';
import type { ErrorText } from '../texts/error-texts.ts';
import type { AppError, AppErrorCode, AppErrorOf } from './app-error.ts';

export type ActionKind =
  | 'retry'
  | 'sign-in'
  | 'unlock-keychain'
  | 'choose'
  | 'open-settings'
  | 'pull'
  | 'review'
  | 'map'
  | 'plan'
  | 'audit'
  | 'restore'
  | 'close';

interface UserAction {
  readonly label: string;
  readonly kind: ActionKind;
}

export interface UserMessage extends ErrorText {
  readonly action: UserAction | null;
}

const LABELS: Readonly<Record<ActionKind, string>> = {
  retry: 'Try again',
  'sign-in': 'Sign in again',
  'unlock-keychain': 'Try the keychain again',
  choose: 'Choose',
  'open-settings': 'Open settings',
  pull: 'Pull again',
  review: 'Review',
  map: 'Map statuses',
  plan: 'Make a new plan',
  audit: 'Open the audit list',
  restore: 'Restore this backup',
  close: 'Close',
};

/** Where the code says better what the button does. */
const LABEL_OF_CODE: Readonly<Partial<Record<AppErrorCode, string>>> = {
  'auth/not-signed-in': 'Sign in',
  'auth/no-client-id': 'Enter the consumer key',
  'auth/host-refused': 'Check the address',
  'side/bad-answer': 'Check the address',
  'side/call-reserve': 'Allow a larger share',
};

function actionFor(code: AppErrorCode): ActionKind | null {
  switch (code) {
    case 'side/unreachable':
    case 'side/rate-limited':
    case 'side/unavailable':
    case 'side/refused':
    case 'journal/locked':
    case 'journal/disk-full':
    case 'journal/network-drive':
    case 'journal/read-only':
      return 'retry';
    case 'auth/not-signed-in':
    case 'auth/expired':
    case 'auth/revoked':
    case 'auth/ip-restricted':
    case 'auth/policy-blocked':
    case 'auth/wrong-org':
    case 'auth/sign-in-failed':
    case 'auth/forbidden':
    case 'auth/wrong-environment':
      return 'sign-in';
    case 'auth/keychain-unavailable':
      return 'unlock-keychain';
    case 'pairing/none':
    case 'side/not-found':
    case 'input/unreadable-file':
    case 'report/unwritable':
      return 'choose';
    case 'auth/host-refused':
    case 'auth/no-client-id':
    case 'side/call-reserve':
    case 'side/bad-answer':
      return 'open-settings';
    case 'pull/none':
    case 'side/incomplete':
      return 'pull';
    case 'review/superseded':
    case 'review/not-alone':
    case 'review/no-pair':
    case 'review/no-duplicate':
    case 'plan/guard-tripped':
      return 'review';
    case 'plan/unmapped-status':
      return 'map';
    case 'plan/unknown':
    case 'plan/superseded':
      return 'plan';
    case 'run/unknown':
    case 'engine/busy':
      return 'retry';
    case 'run/busy':
    case 'journal/audit-changed':
      return 'audit';
    case 'ipc/bad-input':
    case 'journal/from-the-future':
    case 'journal/damaged':
    case 'internal':
      return 'close';
    case 'usage/invalid':
    case 'auth/rotation-unkept':
    case 'policy/unknown-key':
    case 'policy/invalid':
    case 'side/daily-limit':
    case 'side/missing-field':
    case 'side/no-campaign-sync':
    case 'run/cancelled':
    case 'review/nothing-to-undo':
    case 'plan/not-confirmed':
      return null;
  }
}

function textOf<C extends AppErrorCode>(error: AppErrorOf<C>): ErrorText {
  const textsOfCode: (given: AppErrorOf<C>) => ErrorText = ERROR_TEXTS[error.code];
  return textsOfCode(error);
}

export function userMessage(error: AppError): UserMessage {
  const hasBackup = error.code === 'journal/damaged' && error.backup !== undefined;
  const kind = hasBackup ? 'restore' : actionFor(error.code);
  if (kind === null) return { ...textOf(error), action: null };
  const label = LABEL_OF_CODE[error.code] ?? LABELS[kind];
  return { ...textOf(error), action: { kind, label } };
}
