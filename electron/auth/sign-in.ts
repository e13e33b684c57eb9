/**
 * Keeps a sign-in: only once the far side itself has said whose it is, and that is right for the workspace.
 *
 * Law: a token that is refused is in no keychain and no file, and has been used for nothing but the question
 * whose it is; where it can be taken back it is.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { takeLockWhenFree } from '../engine/journal/lock.ts';
import { Refusal } from '../engine/refusal.ts';
import { refuseHost, refuseLoginHost } from '../engine/sides/allowed-host.ts';
import type { Reach } from '../engine/sides/allowed-host.ts';
import { refuseEnvironment } from '../engine/sides/refuse-environment.ts';
import type { SideIdentity } from '../engine/sides/side-port.ts';
import { readSettings, updateSettings, withoutAccount } from '../workspace/settings.ts';
import type { AccountKey, KeptAccount } from '../workspace/settings.ts';
import { admit, isSameId, refuseOther } from '../workspace/tie.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import { accountLockPath } from './account-renewal.ts';
import type { VaultOptions } from './credentials.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { openLoopbackRedirect } from './loopback-redirect.ts';
import { signInByBrowser } from './browser-sign-in.ts';
import { revokeGrant } from './oauth-client.ts';
import type { OAuthApp, OAuthTokens } from './oauth-client.ts';
import type { Renewal, SignInEntry, TokenVault } from './token-vault.ts';

/** Asks a side who it is, with a token that is not kept. */
export type Identify = (
  side: Side,
  at: { readonly workspace: Workspace; readonly url: string; readonly accessToken: string },
) => Promise<SideIdentity>;

export interface SignInOptions extends VaultOptions {
  readonly identify: Identify;
}

export interface BrowserOptions extends SignInOptions {
  readonly loginUrl: string;
  /** As registered with Salesforce; 0 takes a free one. */
  readonly port: number;
  readonly timeLimitMs: number;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly cancelled: AbortSignal;
}

/** Salesforce through the browser, from the first look at the keychain to the page that says how it went. */
export async function signInToSalesforce(options: BrowserOptions): Promise<void> {
  const { workspace } = options;
  const settings = readSettings(options.dataDir, workspace.name);
  const clientId = settings.salesforceClientId;
  if (clientId === null) throw new Refusal({ code: 'auth/no-client-id', side: 'salesforce' });
  // A tied org's host may have been renamed: its id decides, once it is known.
  const anyHost: Reach = { workspaceKind: workspace.kind, url: null };
  stopAt(refuseLoginHost(options.loginUrl, anyHost));
  await needKeychain(options.vault);
  const app: OAuthApp = { loginUrl: new URL(options.loginUrl).origin, clientId };
  const fetch = createGuardedFetch((url) => refuseLoginHost(url, anyHost));
  const redirect = await openLoopbackRedirect(options.port);
  let outcome: AppError | null = null;
  try {
    const tokens = await signInByBrowser({ ...options, app, redirect, fetch });
    await keepOrRevoke(options, app, tokens, fetch);
  } catch (failure) {
    if (failure instanceof Refusal) outcome = failure.error;
    else outcome = { code: 'internal', incidentId: 'sign-in' };
    throw failure;
  } finally {
    await redirect.close(outcome);
    await fetch.close();
  }
}

async function keepOrRevoke(
  options: SignInOptions,
  app: OAuthApp,
  tokens: OAuthTokens,
  fetch: GuardedFetch,
): Promise<void> {
  const { workspace, dataDir } = options;
  const { orgId, userId, instanceUrl: url, accessToken, refreshToken } = tokens;
  const anyHost: Reach = { workspaceKind: workspace.kind, url: null };
  let replaced: Renewal | null;
  try {
    const { tied } = readSettings(dataDir, workspace.name);
    stopAt(refuseLoginHost(new URL(tokens.identityUrl).origin, anyHost));
    stopAt(refuseHost('salesforce', url, anyHost));
    stopAt(refuseOther('salesforce', { id: orgId, name: new URL(url).host }, tied.salesforce));
    const identity = await options.identify('salesforce', { workspace, url, accessToken });
    stopAt(refuseEnvironment(identity, workspace.kind));
    if (!isSameId('salesforce', identity.id, orgId)) {
      stopAt(refuseOther('salesforce', identity, { id: orgId, name: orgId, url }));
    }
    const renewal = refreshToken === null ? undefined : { ...app, refreshToken };
    const entry: SignInEntry = { url, accessToken, renewal };
    replaced = await keep(options, identity, { orgId: identity.id, userId }, entry, app);
  } catch (failure) {
    await revokeQuietly(app, refreshToken ?? accessToken, fetch);
    throw failure;
  }
  if (replaced !== null && replaced.refreshToken !== refreshToken) {
    await revokeQuietly(replaced, replaced.refreshToken, fetch);
  }
}

/** A token that a person pasted. */
export async function keepPasted(
  options: SignInOptions,
  side: Side,
  pasted: { readonly url: string; readonly accessToken: string },
): Promise<void> {
  const { workspace, dataDir } = options;
  const tie = readSettings(dataDir, workspace.name).tied[side];
  const reach = { workspaceKind: workspace.kind, url: null, tiedTo: tie?.url ?? null };
  stopAt(refuseHost(side, pasted.url, reach));
  await needKeychain(options.vault);
  const url = new URL(pasted.url).origin;
  const identity = await options.identify(side, {
    workspace,
    url,
    accessToken: pasted.accessToken,
  });
  stopAt(refuseEnvironment(identity, workspace.kind));
  const account = { orgId: identity.id, userId: identity.userId ?? '' };
  const entry = { url, accessToken: pasted.accessToken };
  const replaced = await keep(options, identity, account, entry, null);
  if (replaced === null) return;
  const fetch = createGuardedFetch((address) =>
    refuseLoginHost(address, { workspaceKind: workspace.kind, url: null }),
  );
  await revokeQuietly(replaced, replaced.refreshToken, fetch);
  await fetch.close();
}

/** Answers what renewed the entry that was there before. */
async function keep(
  options: SignInOptions,
  identity: SideIdentity,
  account: AccountKey,
  entry: SignInEntry,
  app: OAuthApp | null,
): Promise<Renewal | null> {
  const { vault, workspace, dataDir } = options;
  const { side, name } = identity;
  const found = { id: account.orgId, name, url: entry.url };
  stopAt(refuseOther(side, found, readSettings(dataDir, workspace.name).tied[side]));
  const before = await replace(options, side, account, entry);
  const kept: KeptAccount = {
    side,
    ...account,
    user: identity.user ?? (side === 'voyage' ? name : null),
    name: side === 'voyage' ? null : name,
    url: entry.url,
    isRenewable: entry.renewal !== undefined,
  };
  try {
    stopAt(await admit(dataDir, workspace, side, found));
    await updateSettings(dataDir, workspace.name, (settings) => ({
      ...settings,
      ...(app === null ? {} : { salesforceLoginUrl: app.loginUrl }),
      accounts: [...withoutAccount(settings, side, account), kept],
      current: { ...settings.current, [side]: account },
    }));
  } catch (failure) {
    await vault.forget(workspace.name, side, account);
    throw failure;
  }
  // The form from before accounts were told apart, of a person who has now said who they are.
  await vault.forget(workspace.name, side);
  return before?.renewal ?? null;
}

/** Answers the entry that was there; a renewal of it that is under way ends first. */
async function replace(
  { vault, workspace, dataDir }: SignInOptions,
  side: Side,
  account: AccountKey,
  entry: SignInEntry,
): Promise<SignInEntry | null> {
  const path = accountLockPath(dataDir, workspace, account);
  mkdirSync(dirname(path), { recursive: true });
  const letGo = await takeLockWhenFree(path, path);
  try {
    const before = await vault.read(workspace.name, side, account);
    if (!before.ok) throw new Refusal(before.error);
    const stored = await vault.store(workspace.name, side, entry, account);
    if (!stored.ok) throw new Refusal(stored.error);
    return before.value;
  } finally {
    letGo();
  }
}

async function revokeQuietly(app: OAuthApp, token: string, fetch: GuardedFetch): Promise<void> {
  try {
    await revokeGrant(app, token, fetch);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
  }
}

/** Without one nothing is asked of anybody. */
async function needKeychain(vault: TokenVault): Promise<void> {
  const { state: reason, platform } = await vault.state();
  if (reason !== 'available') stopAt({ code: 'auth/keychain-unavailable', reason, platform });
}

function stopAt(error: AppError | null): void {
  if (error !== null) throw new Refusal(error);
}
