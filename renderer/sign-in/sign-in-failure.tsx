import { useState } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { OAUTH_REDIRECT_URI } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { checkKeychain, copyText, openWorkspace } from '../shell/ask.ts';
import { CopyDetails } from '../shell/copy-details.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { AdminGuide } from './admin-guide.tsx';
import { askForForm, signInAgain } from './sign-in.ts';
import { setFailure, useSignIn } from './sign-in-store.ts';

const texts = en.signIn;

interface Remedy {
  readonly label: string;
  readonly run: () => void;
}

/** Why a sign-in did not come to its end, and the one thing that helps. */
export function SignInFailure({ side, shell }: { side: Side; shell: ShellState }) {
  const error = useSignIn(({ failures }) => failures[side]);
  const [isShowingGuide, setIsShowingGuide] = useState(false);
  if (error === null) return null;
  const message = userMessage(error);
  const remedy = remedyOf(error, side, shell);
  return (
    <Notice
      tone="bad"
      icon="key"
      title={message.title}
      isNew
      data-test={`sign-in-failure-${side}`}
      badge={
        <Button
          variant="bare"
          size="s"
          icon="close"
          isIconOnly
          aria-label={en.shell.dismiss}
          onClick={() => {
            setFailure(side, null);
          }}
        />
      }
      actions={
        <>
          <Button variant="primary" data-test="sign-in-remedy" onClick={remedy.run}>
            {remedy.label}
          </Button>
          {needsAdministrator(error) && (
            <Button
              onClick={() => {
                setIsShowingGuide(true);
              }}
            >
              {texts.showGuide}
            </Button>
          )}
          <CopyDetails error={error} />
        </>
      }
    >
      <p>{message.body}</p>
      {isShowingGuide && (
        <AdminGuide
          onClose={() => {
            setIsShowingGuide(false);
          }}
        />
      )}
    </Notice>
  );
}

/** What nobody but an administrator of the org can put right. */
function needsAdministrator(error: AppError): boolean {
  return (
    error.code === 'auth/policy-blocked' ||
    (error.code === 'auth/sign-in-failed' &&
      (error.reason === 'redirect-mismatch' || error.reason === 'bad-client'))
  );
}

function remedyOf(error: AppError, side: Side, { workspaces }: ShellState): Remedy {
  const again: Remedy = {
    label: texts.signInAgain,
    run: () => {
      setFailure(side, null);
      void signInAgain(side);
    },
  };
  switch (error.code) {
    case 'auth/no-client-id':
      return ask(texts.enterClientId, side, 'client-id');
    case 'auth/host-refused':
      return ask(texts.correctAddress, side, 'domain');
    case 'auth/keychain-unavailable':
      return { label: en.shell.tryAgain, run: () => void checkKeychain() };
    case 'auth/wrong-environment': {
      const other = workspaces.find(({ kind }) => kind === error.foundKind);
      return other === undefined
        ? again
        : {
            label: texts.openKind(error.foundKind),
            run: () => void openWorkspace(other.name, '/connect'),
          };
    }
    case 'auth/sign-in-failed':
      if (error.reason === 'bad-client') {
        return ask(texts.failureAction['bad-client'], side, 'client-id');
      }
      if (error.reason === 'redirect-mismatch') {
        return {
          label: texts.failureAction['redirect-mismatch'],
          run: () => {
            copyText(OAUTH_REDIRECT_URI, texts.callbackCopied);
          },
        };
      }
      return { ...again, label: texts.failureAction[error.reason] };
    default:
      return again;
  }
}

function ask(label: string, side: Side, part: 'client-id' | 'domain'): Remedy {
  return {
    label,
    run: () => {
      setFailure(side, null);
      askForForm(side, part);
    },
  };
}
