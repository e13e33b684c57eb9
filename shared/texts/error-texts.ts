/**
 * What a person reads of everything that may stop us: what happened, whether anything was changed, and
 * what to do next. user-message.ts adds the button.
 */
import type { AppErrorCode, AppErrorOf, BackupOffer, SignInFailure } from '../errors/app-error.ts';
import type { Side, WorkspaceKind } from '../domain/side.ts';
import { counted, grouping } from './counted.ts';
import { SIDE_NAMES } from './names.ts';

export interface ErrorText {
  readonly title: string;
  readonly body: string;
}

const JOB_NAMES = { pull: 'pull', compare: 'comparison', plan: 'plan', push: 'push' } as const;

const KIND: Readonly<Record<WorkspaceKind, string>> = {
  demo: 'demo',
  sandbox: 'sandbox',
  production: 'production',
};

const RECORDED = 'What was sent so far is recorded, and the work goes on from there.';
const NOTHING_CHANGED = 'Nothing was changed on either side.';

function sentence(text: string | null): string {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return '';
  return /[.!?…]$/u.test(trimmed) ? ` ${trimmed}` : ` ${trimmed}.`;
}

/** The same at the beginning of a text. */
function opening(text: string): string {
  const words = sentence(text).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A far side's own words, and whose they are. */
function quoted(side: Side, words: string | null): string {
  const trimmed = words?.trim().replace(/\.$/u, '') ?? '';
  return trimmed === '' ? '' : ` ${SIDE_NAMES[side]} says: “${trimmed}”.`;
}

const KEYCHAIN: Readonly<
  Record<
    AppErrorOf<'auth/keychain-unavailable'>['reason'],
    (platform: AppErrorOf<'auth/keychain-unavailable'>['platform']) => string
  >
> = {
  missing: (platform) =>
    platform === 'linux'
      ? 'No keychain is installed: install gnome-keyring or KWallet, then try again.'
      : 'The keychain of this computer cannot be reached: restart the app, then try again.',
  'no-bus': () =>
    'There is no session bus to reach the keychain by: start the app from a desktop session, then try again.',
  locked: () => 'The keychain is locked: unlock it, then try again.',
  refused: () => 'The keychain refused this app: allow it there, then try again.',
};

const SIGN_IN_FAILURES: Readonly<Record<SignInFailure, string>> = {
  denied: 'The browser said that access was not granted. Try again and allow it.',
  'timed-out': 'Nobody finished it in the browser in time. Start it again.',
  cancelled: 'It was cancelled here.',
  'state-mismatch':
    'The answer does not belong to the sign-in that was started here, so it was not used. Start it again from the app.',
  'port-busy':
    'Another program holds the port that the browser comes back to. Close the other sign-in, then try again.',
  'redirect-mismatch':
    'The app is registered with another callback address. Have an administrator enter the one shown in the connection settings.',
  'bad-client':
    'The consumer key is not known there, or not set up for this way of signing in. Check it in the connection settings.',
  'no-browser':
    'No browser could be opened. Set one up as this computer’s usual browser, then try again.',
  refused: 'It was refused.',
};

/** From when it is, what is lost with it, and what becomes of the damaged file. */
function backupText({ takenAt, lost }: BackupOffer): string {
  const { runs, decisions } = lost;
  const loss =
    runs === null || decisions === null
      ? 'How much was done since cannot be read any more.'
      : runs + decisions === 0
        ? 'No run and no decision was made since.'
        : `Since then there were ${counted(runs, 'run', 'runs')} and ${counted(decisions, 'decision', 'decisions')}, which it does not know.`;
  const day = `${takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  return `The last good backup is of ${day}. ${loss} The damaged file is kept beside it.`;
}

export const ERROR_TEXTS: {
  readonly [C in AppErrorCode]: (error: AppErrorOf<C>) => ErrorText;
} = {
  'usage/invalid': ({ detail }) => ({
    title: 'That cannot be done as it was asked',
    body: `${opening(detail)} ${NOTHING_CHANGED}`.trim(),
  }),
  'input/unreadable-file': ({ path, detail }) => ({
    title: 'The file cannot be read',
    body: `${path}:${sentence(detail)} ${NOTHING_CHANGED} Choose another file, or correct this one.`,
  }),
  'policy/unknown-key': ({ path, key, nearest }) => ({
    title: `The policy file has an unknown key “${key}”`,
    body: `${path}: ${nearest === null ? 'there is no key like it.' : `did you mean “${nearest}”?`} ${NOTHING_CHANGED}`,
  }),
  'policy/invalid': ({ path, detail }) => ({
    title: 'The policy file is not valid',
    body: `${path}:${sentence(detail)} ${NOTHING_CHANGED} Correct it, then try again.`,
  }),
  'ipc/bad-input': ({ channel }) => ({
    title: 'The window asked for something the app does not understand',
    body: `The request (${channel}) was refused and ${NOTHING_CHANGED.toLowerCase().replace(/\.$/u, '')}. Close the window and open it again.`,
  }),
  'auth/keychain-unavailable': ({ reason, platform }) => ({
    title: 'Sign-in needs the keychain of this computer',
    body: `${KEYCHAIN[reason](platform)} Nothing was stored; tokens are never kept anywhere else.`,
  }),
  'auth/not-signed-in': ({ side }) => ({
    title: `Not signed in to ${SIDE_NAMES[side]}`,
    body: `${NOTHING_CHANGED} Sign in to go on.`,
  }),
  'auth/expired': ({ side, detail }) => ({
    title: `The sign-in to ${SIDE_NAMES[side]} has expired`,
    body: `It is no longer accepted.${quoted(side, detail)} ${RECORDED} Sign in again.`,
  }),
  'auth/revoked': ({ side, detail }) => ({
    title: `${SIDE_NAMES[side]} has ended this sign-in`,
    body: `It was taken back, has run out, or its user was deactivated.${quoted(side, detail)} ${RECORDED} Sign in again; where that fails too, ask an administrator.`,
  }),
  'auth/ip-restricted': ({ side, detail }) => ({
    title: `${SIDE_NAMES[side]} does not accept this network or this hour`,
    body: `The user’s profile allows certain addresses or login hours only.${quoted(side, detail)} ${RECORDED} Use an allowed network or VPN, or have an administrator extend the ranges, then sign in again.`,
  }),
  'auth/policy-blocked': ({ side, detail }) => ({
    title: `An administrator of ${SIDE_NAMES[side]} has to allow this app first`,
    body: `${quoted(side, detail).trim()} ${RECORDED} Ask for the app to be allowed for this user, with API access, then sign in again.`.trim(),
  }),
  'auth/wrong-org': ({ side, expected, found, name }) => ({
    title: `This workspace belongs to another ${SIDE_NAMES[side]} ${side === 'salesforce' ? 'org' : 'account'}`,
    body: `It is tied to ${expected}, and “${name}” is ${found}. No member and no registration was read. ${NOTHING_CHANGED} Sign in to the right one, or use a workspace of its own for this one.`,
  }),
  'auth/no-client-id': ({ side }) => ({
    title: `The app is not registered with ${SIDE_NAMES[side]} yet`,
    body: `Signing in through the browser needs the consumer key of an External Client App. ${NOTHING_CHANGED} Enter it in the connection settings; the guide “Connect your org” shows how an administrator makes one.`,
  }),
  'auth/sign-in-failed': ({ side, reason, detail }) => ({
    title: `The sign-in to ${SIDE_NAMES[side]} was not finished`,
    body: `${SIGN_IN_FAILURES[reason]}${quoted(side, detail)} Nothing was stored; an earlier sign-in is as it was.`,
  }),
  'auth/rotation-unkept': ({ side }) => ({
    title: `${SIDE_NAMES[side]} gave a new refresh token, and there is nowhere to keep it`,
    body: `The one from the environment is used up, so the next scheduled run would fail. ${RECORDED} Run with --token-store keychain.`,
  }),
  'auth/forbidden': ({ side, detail }) => ({
    title: `${SIDE_NAMES[side]} does not allow this`,
    body: `The user who is signed in has no right to it.${sentence(detail)} ${RECORDED} Sign in as a user who has, or ask an administrator.`,
  }),
  'auth/wrong-environment': ({ side, workspaceKind, foundKind, name }) => ({
    title: `This is a ${KIND[workspaceKind]} workspace, and “${name}” is ${KIND[foundKind]}`,
    body: `${SIDE_NAMES[side]} says so itself, so no member and no registration was read. ${NOTHING_CHANGED} Sign in to a ${KIND[workspaceKind]} environment, or change to a ${KIND[foundKind]} workspace.`,
  }),
  'auth/host-refused': ({ side, host, workspaceKind }) => ({
    title: `A ${KIND[workspaceKind]} workspace does not talk to ${host}`,
    body: `Nothing was sent to it, no token either. Correct the address of ${SIDE_NAMES[side]} in the settings.`,
  }),
  'side/unreachable': ({ side, address, detail }) => ({
    title: `${SIDE_NAMES[side]} cannot be reached`,
    body: `${address} did not answer.${sentence(detail)} ${RECORDED} Try again when the connection is back.`,
  }),
  'side/bad-answer': ({ side, address, detail }) => ({
    title: `${SIDE_NAMES[side]} answered something that makes no sense`,
    body: `${address}:${sentence(detail)} ${RECORDED} Check the address in the settings: a proxy or a sign-in page may stand there.`,
  }),
  'side/rate-limited': ({ side, retryAfterMs }) => ({
    title: `${SIDE_NAMES[side]} asks to slow down`,
    body: `${retryAfterMs === null ? 'It did not say for how long.' : `It asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds.`} ${RECORDED} Try again later.`,
  }),
  'side/daily-limit': ({ side, detail }) => ({
    title: `Today’s calls to ${SIDE_NAMES[side]} are used up`,
    body: `${quoted(side, detail).trim()} ${RECORDED} Go on when the limit is renewed, or have it raised.`.trim(),
  }),
  'side/call-reserve': ({ side, used, limit, percent }) => ({
    title: `The share of today’s calls to ${SIDE_NAMES[side]} is used up`,
    body: `${grouping(used)} of ${grouping(limit)} calls are used, and no more than ${percent}% may be. ${RECORDED} Go on tomorrow, or allow a larger share in the connection settings.`,
  }),
  'side/unavailable': ({ side, detail }) => ({
    title: `${SIDE_NAMES[side]} cannot work right now`,
    body: `It answers, but only with failures.${sentence(detail)} ${RECORDED} Try again in a few minutes.`,
  }),
  'side/not-found': ({ side, what }) => ({
    title: `${SIDE_NAMES[side]} does not have ${what}`,
    body: `It was deleted, or the user who is signed in may not see it. ${NOTHING_CHANGED} Choose another one.`,
  }),
  'side/missing-field': ({ side, field }) => ({
    title: `${SIDE_NAMES[side]} does not offer the field ${field}`,
    body: `Without it rows cannot be matched, so the pull stopped. ${NOTHING_CHANGED} Have an administrator make the field visible to the user who is signed in.`,
  }),
  'side/refused': ({ side, detail }) => ({
    title: `${SIDE_NAMES[side]} refused the request`,
    body: `${opening(detail)} ${RECORDED} Correct what it names, then try again.`.trim(),
  }),
  'side/no-campaign-sync': ({ detail }) => ({
    title: 'This Voyage does not offer campaign sync',
    body: `${opening(detail)} ${NOTHING_CHANGED} Import and export stay away until it does.`.trim(),
  }),
  'side/incomplete': ({ side, expected, received }) => ({
    title: `${SIDE_NAMES[side]} gave ${received} of ${expected} rows`,
    body: `An incomplete pull is never compared; the last complete one stays. ${NOTHING_CHANGED} Pull again.`,
  }),
  'journal/locked': ({ path }) => ({
    title: 'This workspace is open already',
    body: `Another window or command has ${path}. ${NOTHING_CHANGED} Close the other one, then try again.`,
  }),
  'journal/from-the-future': ({ path, found, known }) => ({
    title: 'The journal was written by a newer version of the app',
    body: `${path} has version ${found}; this app knows ${known}. It was not touched. Install the newer version.`,
  }),
  'journal/damaged': ({ path, detail, backup }) => ({
    title: 'The journal is damaged',
    body: `${path}:${sentence(detail)} It was not touched, and nothing was sent. ${backup === undefined ? 'There is no sound backup beside it: put one back from elsewhere, or move the file away to begin anew.' : backupText(backup)}`,
  }),
  'journal/audit-changed': ({ path, txId }) => ({
    title: 'The audit in the journal was changed from outside',
    body: `In ${path} the row of ${txId} is not what was written. Nothing was sent. Keep the file and its backups as they are, verify the chain, and tell whoever looks after this computer.`,
  }),
  'journal/network-drive': ({ path, drive }) => ({
    title: 'The journal lies on a network drive',
    body: `${path} is on ${drive}, where a write can be lost unseen, so it was not opened and nothing was changed. Choose a data folder on a drive of this computer with --data, then try again.`,
  }),
  'journal/disk-full': ({ path }) => ({
    title: 'The disk is full',
    body: `There was no room to record what comes next in ${path}, so nothing more is sent. ${RECORDED} Free some space, then try again.`,
  }),
  'journal/read-only': ({ path }) => ({
    title: 'The journal cannot be written',
    body: `${path} is read-only, so nothing was sent. Allow writing to it, then try again.`,
  }),
  'pairing/none': () => ({
    title: 'No campaign and event are chosen',
    body: `${NOTHING_CHANGED} Choose a campaign and an event first.`,
  }),
  'pull/none': () => ({
    title: 'Nothing has been pulled yet',
    body: `${NOTHING_CHANGED} Pull both sides first.`,
  }),
  'engine/busy': ({ job }) => ({
    title: `A ${JOB_NAMES[job]} is under way`,
    body: `It has to end first. ${NOTHING_CHANGED} Wait for it, then do the same again.`,
  }),
  'run/busy': ({ txId }) => ({
    title: 'A run of this pairing is on its way',
    body: `Run ${txId} has to end first; two runs of one pairing never overlap. Nothing else was started.`,
  }),
  'run/unknown': ({ txId }) => ({
    title: 'There is no such run',
    body: `This workspace’s journal has no run ${txId}. ${NOTHING_CHANGED} Look the run up in the audit list.`,
  }),
  'run/cancelled': () => ({
    title: 'The run was cancelled',
    body: `It stopped at the next safe point. ${RECORDED}`,
  }),
  'review/superseded': () => ({
    title: 'The rows have changed since',
    body: 'A newer pull has replaced what was shown; no decision was lost. Look at the new rows.',
  }),
  'review/nothing-to-undo': () => ({
    title: 'There is nothing to undo',
    body: 'No decision was changed.',
  }),
  'review/not-alone': () => ({
    title: 'These two can’t be linked',
    body: 'A link needs one person who stands alone in Salesforce and one who stands alone in Voyage. Nothing was linked. Look at the rows again.',
  }),
  'review/no-pair': () => ({
    title: 'There is nothing to unlink',
    body: 'This row has a record on one side only. Nothing was changed. Look at the rows again.',
  }),
  'review/no-duplicate': () => ({
    title: 'There is nothing to choose between',
    body: 'This row is no duplicate of another any more. Nothing was changed. Look at the rows again.',
  }),
  'plan/unknown': ({ digest }) => ({
    title: 'There is no such plan',
    body: `The journal has no plan ${digest}. ${NOTHING_CHANGED} Make a plan, then push that one.`,
  }),
  'plan/superseded': ({ digest }) => ({
    title: 'The plan is no longer what would be sent',
    body: `Rows, decisions or rules changed since plan ${digest} was made. ${NOTHING_CHANGED} Look at the new plan.`,
  }),
  'plan/unmapped-status': ({ unmapped }) => ({
    title: 'Some statuses are not mapped',
    body: `${unmapped.map(({ side, label, rows }) => `${SIDE_NAMES[side]} “${label}” (${rows} ${rows === 1 ? 'row' : 'rows'})`).join(', ')}. ${NOTHING_CHANGED} Map them, or skip their rows.`,
  }),
  'plan/guard-tripped': ({ guards }) => ({
    title: 'The plan changes more than this pairing allows',
    body: `${guards
      .filter(({ isTripped, isWaived }) => isTripped && !isWaived)
      .map(
        ({ name, side, count, of }) =>
          `${name}${side === null ? '' : ` (${SIDE_NAMES[side]})`}: ${count} of ${of} rows`,
      )
      .join('; ')}. ${NOTHING_CHANGED} Look at the rows; if they are right, waive this one guard.`,
  }),
  'plan/not-confirmed': ({ expected }) => ({
    title: 'The push is not confirmed',
    body: `Type “${expected}” to confirm it. ${NOTHING_CHANGED}`,
  }),
  'report/unwritable': ({ path, detail }) => ({
    title: 'The report cannot be written',
    body: `${path}:${sentence(detail)} The run itself is recorded in full. Choose another place.`,
  }),
  internal: ({ incidentId }) => ({
    title: 'Something went wrong that should not',
    body: `It is a fault of the app. ${RECORDED} The log has the details under ${incidentId}; start again, and report it if it comes back.`,
  }),
};
