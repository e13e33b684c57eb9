/** Exit codes of the command line, and which of several applies (resources and --help name them). */
import type { AppError } from '../../shared/errors/app-error.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';

export const EXIT = {
  done: 0,
  defect: 1,
  usage: 2,
  decide: 3,
  signIn: 4,
  someFailed: 5,
  stopped: 6,
  refused: 7,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The order in which one code outranks another. */
const RANK: readonly ExitCode[] = [1, 2, 7, 4, 6, 5, 3, 0];

export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return RANK.find((code) => codes.includes(code)) ?? EXIT.done;
}

export function exitOfError(error: AppError): ExitCode {
  switch (error.code) {
    case 'internal':
      return EXIT.defect;
    case 'usage/invalid':
    case 'input/unreadable-file':
    case 'policy/unknown-key':
    case 'policy/invalid':
    case 'ipc/bad-input':
    case 'pairing/none':
    case 'pull/none':
    case 'run/unknown':
    case 'plan/unknown':
    case 'review/superseded':
    case 'review/nothing-to-undo':
    case 'review/not-alone':
    case 'review/no-pair':
    case 'review/no-duplicate':
    case 'report/unwritable':
    case 'side/not-found':
    case 'side/missing-field':
      return EXIT.usage;
    case 'plan/unmapped-status':
      return EXIT.decide;
    case 'auth/keychain-unavailable':
    case 'auth/not-signed-in':
    case 'auth/expired':
    case 'auth/revoked':
    case 'auth/ip-restricted':
    case 'auth/policy-blocked':
    case 'auth/no-client-id':
    case 'auth/sign-in-failed':
    case 'auth/rotation-unkept':
    case 'auth/forbidden':
      return EXIT.signIn;
    case 'side/unreachable':
    case 'side/bad-answer':
    case 'side/rate-limited':
    case 'side/daily-limit':
    case 'side/call-reserve':
    case 'side/unavailable':
    case 'side/refused':
    case 'side/incomplete':
    case 'journal/disk-full':
    case 'run/cancelled':
      return EXIT.stopped;
    case 'auth/wrong-environment':
    case 'auth/wrong-org':
    case 'auth/host-refused':
    case 'side/no-campaign-sync':
    case 'journal/locked':
    case 'journal/from-the-future':
    case 'journal/damaged':
    case 'journal/audit-changed':
    case 'journal/network-drive':
    case 'journal/read-only':
    case 'engine/busy':
    case 'run/busy':
    case 'plan/superseded':
    case 'plan/guard-tripped':
    case 'plan/not-confirmed':
      return EXIT.refused;
  }
}

export function exitOfRun(run: RunSummary): ExitCode {
  const codes: ExitCode[] = [];
  if (run.status === 'interrupted') codes.push(EXIT.stopped);
  if (run.counts.failed > 0) codes.push(EXIT.someFailed);
  const { conflicts, proposals, unmappedStatuses } = run.left;
  if (conflicts > 0 || proposals > 0 || unmappedStatuses.length > 0) codes.push(EXIT.decide);
  return worstOf(codes);
}
