import type { AppError } from '../../shared/errors/app-error.ts';
import type { ActionKind } from '../../shared/errors/user-message.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { Button } from '../ui/button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { checkKeychain, go, pull, signInAgain } from './ask.ts';
import type { ShellNotice } from './shell-store.ts';
import { dismissNotice, showToast, useShell } from './shell-store.ts';

/** What failed, above the screen: each with the one next step, until it is dismissed. */
export function Notices() {
  const notices = useShell((shell) => shell.notices);
  if (notices.length === 0) return null;
  return (
    <div className="notices">
      {notices.map((notice) => (
        <ErrorNotice key={notice.error.code} {...notice} />
      ))}
    </div>
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
                act(action.kind, retry);
              }}
            >
              {action.label}
            </Button>
          )}
          <Button
            variant="bare"
            icon="copy"
            onClick={() => {
              copyDetails(error);
            }}
          >
            {en.shell.copyDetails}
          </Button>
        </>
      }
    >
      <p>{message.body}</p>
    </Notice>
  );
}

/** For support: the code and where it was, nothing of a person and nothing secret. */
export function copyDetails(error: AppError): void {
  const { state, route } = useShell.getState();
  const lines = [
    `${en.shell.appName} ${state?.version ?? ''}`,
    `code: ${error.code}`,
    'side' in error ? `side: ${error.side}` : '',
    error.code === 'internal' ? `incident: ${error.incidentId}` : '',
    `workspace: ${state?.workspace.kind ?? ''}`,
    `screen: ${route.split('?')[0] ?? ''}`,
    `at: ${new Date().toISOString()}`,
  ];
  void call('shell:copy', { text: lines.filter((line) => line !== '').join('\n') }).then(() => {
    showToast(en.shell.copied);
  });
}

export function act(kind: ActionKind, retry: (() => void) | null): void {
  switch (kind) {
    case 'retry':
      retry?.();
      break;
    case 'sign-in':
      void signInAgain();
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
      go('/connect');
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
    case 'close':
      break;
  }
}

const WAITING: ReadonlySet<AppError['code']> = new Set<AppError['code']>([
  'auth/expired',
  'auth/not-signed-in',
  'side/unreachable',
  'side/rate-limited',
  'side/daily-limit',
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
