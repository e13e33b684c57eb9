/** A workspace on disk, a real keychain, orgs on real sockets, and a person with a browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { credentialsFromVault } from '../../electron/auth/credentials.ts';
import type { Credentials, Renewals } from '../../electron/auth/credentials.ts';
import { signInToSalesforce } from '../../electron/auth/sign-in.ts';
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import type { SignInEntry, TokenVault } from '../../electron/auth/token-vault.ts';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import type { TokenSource } from '../../electron/workspace/connect-sides.ts';
import { identifySide } from '../../electron/workspace/identify-side.ts';
import { readSettings, updateSettings } from '../../electron/workspace/settings.ts';
import type { Workspace } from '../../electron/workspace/workspaces.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Side } from '../../shared/domain/side.ts';
import { browse } from './oauth-browser.ts';
import type { Visit } from './oauth-browser.ts';
import { ask, idOf, seedOf, startOrg } from './salesforce-org.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

export function atEnd(close: () => Promise<void> | void): void {
  closing.push(close);
}

/** Org number n; each has another Organization. */
export async function anOrg(
  options: {
    readonly number?: number;
    readonly isSandbox?: boolean;
    readonly members?: number;
  } = {},
): Promise<FakeSalesforce> {
  const { number = 1, isSandbox = true, members = 3 } = options;
  const seed = seedOf(members);
  const org = await startOrg({
    ...seed,
    organization: {
      ...seed.organization,
      Id: idOf('00D', number),
      Name: `Test Org ${number}`,
      IsSandbox: isSandbox,
    },
  });
  closing.push(() => org.close());
  return org;
}

export interface AuthWorld {
  readonly dataDir: string;
  readonly workspace: Workspace;
  readonly vault: TokenVault;
  signIn(org: FakeSalesforce, options?: SignInMoves): Promise<SignInResult>;
  credentials(): Promise<Credentials>;
  /** Salesforce's side of the workspace, as its engine has it. */
  side(credentials: Credentials): SidePort;
  /** What the keychain holds for the account in use. */
  entry(side?: Side): Promise<SignInEntry | null>;
}

export interface SignInMoves {
  readonly decision?: 'allow' | 'deny';
  readonly username?: string;
  readonly timeLimitMs?: number;
  readonly cancelled?: AbortSignal;
  readonly port?: number;
  readonly loginUrl?: string;
  /** What the browser does, instead of what a person would do. */
  readonly browser?: (authorizeUrl: string) => Promise<unknown>;
}

export interface SignInResult {
  readonly error: AppError | null;
  readonly authorizeUrl: string | null;
  /** What the browser shows in the end. */
  readonly page: Visit | null;
}

export async function aWorkspace(
  kind: Workspace['kind'] = 'sandbox',
  vault: TokenVault = createTokenVault(),
): Promise<AuthWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'auth-'));
  const workspace: Workspace = { name: `${kind}-${dataDir.slice(-6).toLowerCase()}`, kind };
  closing.push(async () => {
    for (const account of readSettings(dataDir, workspace.name).accounts) {
      await createTokenVault().forget(workspace.name, account.side, account);
    }
    rmSync(dataDir, { recursive: true, force: true });
  });
  await updateSettings(dataDir, workspace.name, (settings) => ({
    ...settings,
    salesforceClientId: DEMO_CLIENT_ID,
  }));
  const clock = () => new Date();
  const facts = { dataDir, workspace, vault, clock };
  const renewals: Renewals = new Map();

  return {
    dataDir,
    workspace,
    vault,
    async signIn(org, moves = {}) {
      const seen: { authorizeUrl: string | null; page: Promise<Visit> | null } = {
        authorizeUrl: null,
        page: null,
      };
      const error = await errorOf(
        signInToSalesforce({
          ...facts,
          identify: identifySide,
          loginUrl: moves.loginUrl ?? org.url,
          port: moves.port ?? 0,
          timeLimitMs: moves.timeLimitMs ?? 10_000,
          cancelled: moves.cancelled ?? new AbortController().signal,
          async openBrowser(url) {
            seen.authorizeUrl = url;
            await registerRedirect(org, url);
            if (moves.browser) await moves.browser(url);
            else seen.page = browse(url, moves.decision, moves.username ?? null);
          },
        }),
      );
      return { error, authorizeUrl: seen.authorizeUrl, page: await seen.page };
    },
    credentials: () => credentialsFromVault({ ...facts, renewals }),
    side(credentials) {
      const sides = connectSides({
        kind: workspace.kind,
        addresses: credentials.addresses,
        tiedTo: credentials.tiedTo,
        tokens: tokensOf(credentials),
        log: () => undefined,
      });
      if (sides.salesforce === null) throw new Error('Nobody is signed in to Salesforce.');
      closing.push(() => sides.salesforce?.close());
      return sides.salesforce;
    },
    async entry(side = 'salesforce') {
      const current = readSettings(dataDir, workspace.name).current[side];
      const read = await createTokenVault().read(workspace.name, side, current);
      if (!read.ok) throw new Refusal(read.error);
      return read.value;
    },
  };
}

export function tokensOf({ token }: Credentials): TokenSource {
  return {
    async accessToken(side) {
      const current = await token(side, null);
      if (current === null) throw new Refusal({ code: 'auth/not-signed-in', side });
      return current;
    },
    refresh: token,
  };
}

/** As an administrator registers the address of the app: the test's has any port. */
async function registerRedirect(org: FakeSalesforce, authorizeUrl: string): Promise<void> {
  const uri = new URL(authorizeUrl).searchParams.get('redirect_uri');
  await control(org, '', { redirectUris: [uri] });
}

export async function control(
  org: FakeSalesforce,
  path: '' | '/expire' | '/revoke-all' | '/user',
  body: unknown = {},
): Promise<unknown> {
  const answer = await ask(org.url, `/__demo/oauth${path}`, { method: 'POST', body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

export async function grantCounts(org: FakeSalesforce): Promise<Readonly<Record<string, number>>> {
  const { body } = await ask(org.url, '/__demo/oauth');
  return (body as { counts: Readonly<Record<string, number>> }).counts;
}

/** The expected failure; null when it went well. Anything else is thrown on. */
export async function errorOf(work: Promise<unknown>): Promise<AppError | null> {
  try {
    await work;
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error;
    throw failure;
  }
}
