import { useState } from 'react';
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import type { Account } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { showToast, takeShellState, useShell } from '../shell/shell-store.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Mark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';

const texts = en.signIn;

/** The sign-ins kept for a side: who, in which org, and which of them is in use. */
export function Accounts({
  side,
  accounts,
  kind,
}: {
  side: Side;
  accounts: readonly Account[];
  kind: WorkspaceKind;
}) {
  const [leaving, setLeaving] = useState<Account | null>(null);
  const [unrevoked, setUnrevoked] = useState<string | null>(null);
  if (accounts.length === 0 && unrevoked === null) return null;
  return (
    <>
      {unrevoked !== null && (
        <Notice
          tone="ask"
          icon="key"
          title={texts.unrevokedTitle(unrevoked)}
          isNew
          data-test="unrevoked"
          actions={
            <Button
              onClick={() => {
                setUnrevoked(null);
              }}
            >
              {en.shell.dismiss}
            </Button>
          }
        >
          <p>{texts.unrevokedBody}</p>
        </Notice>
      )}
      <ul className="accounts" aria-label={texts.accounts(side)}>
        {accounts.map((account) => (
          <li key={`${account.orgId} ${account.userId}`} data-test="account">
            <span className="state">{account.isCurrent && <Mark name="tick" />}</span>
            <span className="grow">
              <b className="strong">{whoOf(account)}</b>{' '}
              {account.name !== null && <span className="ink-2">{account.name}</span>}
              <small className="mut">{factsOf(account)}</small>
            </span>
            {side === 'salesforce' && <Badge>{en.words.kindPlain[kind]}</Badge>}
            {!account.isCurrent && (
              <Button
                size="s"
                aria-label={texts.useOne(whoOf(account))}
                data-test="account-use"
                onClick={() => void use(account)}
              >
                {texts.use}
              </Button>
            )}
            <Button
              size="s"
              variant="bare"
              aria-label={texts.signOutOne(whoOf(account))}
              data-test="account-sign-out"
              onClick={() => {
                setLeaving(account);
              }}
            >
              {texts.signOut}
            </Button>
          </li>
        ))}
      </ul>
      {leaving !== null && (
        <SignOutDialog
          account={leaving}
          onUnrevoked={setUnrevoked}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </>
  );
}

function SignOutDialog({
  account,
  onClose,
  onUnrevoked,
}: {
  account: Account;
  onClose: () => void;
  onUnrevoked: (who: string) => void;
}) {
  const who = whoOf(account);
  return (
    <Dialog
      title={texts.signOutTitle(who)}
      lead={texts.signOutLead[account.isRenewable ? 'renewable' : 'pasted']}
      onClose={onClose}
      data-test="sign-out-dialog"
      actions={
        <>
          <Button onClick={onClose}>{texts.signOutKeep}</Button>
          <Button
            variant="primary"
            data-test="sign-out-confirm"
            onClick={() => {
              onClose();
              void signOut(account, onUnrevoked);
            }}
          >
            {texts.signOut}
          </Button>
        </>
      }
    />
  );
}

async function use(account: Account): Promise<void> {
  const { side, orgId, userId } = account;
  const state = await ask('auth:use', { workspace: openName(), side, orgId, userId });
  if (state === undefined) return;
  takeShellState(state);
  showToast(texts.nowUsed(whoOf(account)));
}

/** `onUnrevoked`: it is gone from here, and may be good over there. */
async function signOut(account: Account, onUnrevoked: (who: string) => void): Promise<void> {
  const { side, orgId, userId } = account;
  const state = await ask('auth:sign-out', {
    workspace: openName(),
    side,
    account: { orgId, userId },
  });
  if (state === undefined) return;
  takeShellState(state);
  if (state.unrevoked.length === 0) showToast(texts.signedOut(whoOf(account)));
  else onUnrevoked(whoOf(account));
}

function openName(): string {
  return useShell.getState().state?.workspace.name ?? '';
}

function whoOf(account: Account): string {
  return account.user ?? account.userId;
}

function factsOf(account: Account): string {
  return [
    URL.parse(account.url)?.host ?? account.url,
    account.isRenewable ? texts.renewable : texts.pasted,
    ...(account.isCurrent ? [texts.isCurrent] : []),
  ].join(' · ');
}
