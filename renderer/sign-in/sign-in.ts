/** Signing in, from wherever it is asked for; afterwards what waited for it goes on. */
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { waitsForSignIn } from '../push/push-model.ts';
import { resume } from '../push/push-store.ts';
import { ask, go } from '../shell/ask.ts';
import { showToast, takeShellState, useShell } from '../shell/shell-store.ts';
import { isConnected } from '../shell/steps.ts';
import { defaultLoginUrl } from './login-host.ts';
import type { FormPart } from './sign-in-store.ts';
import { setFailure, useSignIn } from './sign-in-store.ts';

const texts = en.signIn;

/**
 * The right way for the side: the demo by itself, the browser where the app is registered, else the form
 * on Connect. `then` is what failed for want of it.
 */
export async function signInAgain(side: Side, then: (() => void) | null = null): Promise<void> {
  const { state } = useShell.getState();
  if (state === null) return;
  useSignIn.setState({ then: then === null ? null : { side, run: then } });
  const { kind } = state.workspace;
  if (kind === 'demo') {
    const renewed = await ask('auth:renew', null);
    if (renewed !== undefined) goOn(side, renewed);
    return;
  }
  if (side === 'salesforce' && canUseBrowser(state)) {
    await signInByBrowser(state.settings.salesforceLoginUrl ?? defaultLoginUrl(kind));
    return;
  }
  askForForm(side, side === 'salesforce' && !state.workspace.isSignedIn ? 'browser' : 'token');
}

/** Shows Connect with the focus on the part that is missing. */
export function askForForm(side: Side, part: FormPart): void {
  useSignIn.setState({ asked: { side, part } });
  go('/connect');
}

/** Settles when Salesforce's page was finished, cancelled, or timed out. */
export async function signInByBrowser(loginUrl: string): Promise<void> {
  const workspace = useShell.getState().state?.workspace.name;
  if (workspace === undefined) return;
  setFailure('salesforce', null);
  const reply = await call('auth:browser', { workspace, loginUrl });
  if (reply.ok) goOn('salesforce', reply.value);
  else if (isCancelled(reply.error)) showToast(texts.cancelled);
  else setFailure('salesforce', reply.error);
}

export function cancelSignIn(): void {
  void ask('auth:browser-cancel', null);
}

/** Keeps a pasted token; the error, where there is one, is the caller's to show. */
export async function signInByToken(
  side: Side,
  pasted: { readonly url: string; readonly accessToken: string },
): Promise<AppError | null> {
  const workspace = useShell.getState().state?.workspace.name;
  if (workspace === undefined) return null;
  setFailure(side, null);
  useSignIn.setState({ trying: side });
  const reply = await call('auth:sign-in', {
    workspace,
    salesforce: null,
    voyage: null,
    [side]: pasted,
  });
  useSignIn.setState({ trying: null });
  if (!reply.ok) return reply.error;
  goOn(side, reply.value);
  return null;
}

function goOn(side: Side, state: ShellState): void {
  takeShellState(state);
  setFailure(side, null);
  const { then } = useSignIn.getState();
  if (then?.side === side) useSignIn.setState({ then: null });
  const run = state.engine?.activeRun ?? null;
  if (state.engine?.connections[side].state !== 'connected') return;
  if (isStill(run) && waitsForSignIn(run) === side) {
    go('/push');
    showToast(texts.signedInGoesOn);
    void resume(run);
  } else if (then?.side === side) {
    then.run();
  } else if (useShell.getState().route === '/connect' && isConnected(state.engine)) {
    go('/sync');
  }
}

function isStill(run: PushProgress | null): run is PushProgress {
  return run?.state === 'paused' || run?.state === 'interrupted';
}

function canUseBrowser(state: ShellState): boolean {
  const inUse = state.accounts.find((one) => one.side === 'salesforce' && one.isCurrent);
  return state.settings.salesforceClientId !== null && inUse?.isRenewable !== false;
}

function isCancelled(error: AppError): boolean {
  return error.code === 'auth/sign-in-failed' && error.reason === 'cancelled';
}
