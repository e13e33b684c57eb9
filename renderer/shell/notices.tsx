import { SIDES } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { ActionKind } from '../../shared/errors/user-message.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import { en } from '../../shared/texts/en.ts';
import { SignInFailure } from '../sign-in/sign-in-failure.tsx';
import { SignInWaiting } from '../sign-in/sign-in-waiting.tsx';
import { askForForm, signInAgain } from '../sign-in/sign-in.ts';
import { Button } from '../ui/button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { checkKeychain, go, pull, restoreBackup } from './ask.ts';
import { CopyDetails } from './copy-details.tsx';
import type { Screen } from './routes.ts';
import type { ShellNotice } from './shell-store.ts';
import { dismissNotice, useShell } from './shell-store.ts';

/** What failed, above the screen: each with the one next step, until it is dismissed. */
export function Notices({ screen }: { screen: Screen }) {
  const notices = useShell((shell) => shell.notices);
  return (
    <div className="notices">
      {screen !== 'connect' && <SignInNews />}
      {notices.map((notice) => (
        <ErrorNotice key={notice.error.code} {...notice} />
      ))}
    </div>
  );
}

/** A sign-in that was started from another screen than Connect, whose card says it there. */
function SignInNews() {
  const shell = useShell(({ state }) => state);
  if (shell === null) return null;
  return (
    <>
      {shell.signIn !== null && <SignInWaiting signIn={shell.signIn} />}
      {SIDES.map((side) => (
        <SignInFailure key={side} side={side} shell={shell} />
      ))}
    </>
  );
}

function ErrorNotice({ error, retry }: ShellNotice) {
  const message = userMessage(error);
  const { action } = message;
  const dismiss = () => {
    dismissNotice(error.code);
  };
  return (
    <Notice
      tone={isWaiting(error) ? 'ask' : 'bad'}
      icon={iconOf(error)}
      title={message.title}
      isNew
      data-test="error-notice"
      badge={
        <Button
          variant="bare"
          size="s"
          icon="close"
          isIconOnly
          aria-label={en.shell.dismiss}
          onClick={dismiss}
        />
      }
      actions={
        <>
          {action !== null && action.kind !== 'close' && (
            <Button
              variant="primary"
              data-test="notice-action"
              onClick={() => {
                dismiss();
                act(action.kind, error, retry);
              }}
            >
              {action.label}
            </Button>
          )}
          <CopyDetails error={error} />
        </>
      }
    >
      <p>{message.body}</p>
    </Notice>
  );
}

export function act(kind: ActionKind, error: AppError, retry: (() => void) | null): void {
  switch (kind) {
    case 'retry':
      retry?.();
      break;
    case 'sign-in':
      if ('side' in error) void signInAgain(error.side, retry);
      break;
    case 'unlock-keychain':
      void checkKeychain();
      break;
    case 'pull':
      go('/sync');
      void pull(false);
      break;
    case 'choose':
    case 'map':
      go('/sync');
      break;
    case 'open-settings':
      openSettings(error);
      break;
    case 'review':
      go('/review');
      break;
    case 'plan':
      go('/plan');
      break;
    case 'audit':
      go('/audit');
      break;
    case 'restore':
      if (error.code === 'journal/damaged' && error.backup !== undefined) {
        void restoreBackup(error.backup.name);
      }
      break;
    case 'close':
      break;
  }
}

function openSettings(error: AppError): void {
  if (error.code === 'auth/no-client-id') askForForm(error.side, 'client-id');
  else if (error.code === 'side/call-reserve') askForForm(error.side, 'calls');
  else go('/connect');
}

const WAITING: ReadonlySet<AppError['code']> = new Set<AppError['code']>([
  'auth/expired',
  'auth/not-signed-in',
  'auth/revoked',
  'side/unreachable',
  'side/unavailable',
  'side/rate-limited',
  'side/daily-limit',
  'side/call-reserve',
  'engine/busy',
  'run/busy',
  'run/cancelled',
  'plan/superseded',
  'review/superseded',
]);

function isWaiting(error: AppError): boolean {
  return WAITING.has(error.code);
}

function iconOf(error: AppError): IconName {
  if (error.code === 'auth/keychain-unavailable') return 'lock';
  if (error.code.startsWith('auth/')) return 'key';
  if (error.code === 'side/unreachable') return 'offline';
  if (isWaiting(error)) return 'clock';
  return 'warning';
}
