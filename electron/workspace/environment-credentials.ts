/**
 * Credentials a scheduler (or a test) hands over in the environment. They are used as they are and never
 * written anywhere, the keychain included; only a refresh token that takes the place of theirs is, and only
 * where that was asked for.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';
import { refuseHost, refuseLoginHost } from '../engine/sides/allowed-host.ts';
import type { Reach } from '../engine/sides/allowed-host.ts';
import type { Credentials, VaultOptions } from '../auth/credentials.ts';
import { createGuardedFetch } from '../auth/guarded-fetch.ts';
import { renewTokens } from '../auth/oauth-client.ts';
import { createRenewal } from '../auth/renew-token.ts';
import type { EntryPlace, RenewToken } from '../auth/renew-token.ts';
import type { Renewal, SignInEntry } from '../auth/token-vault.ts';
import type { AccountKey } from './settings.ts';
import { readSettings } from './settings.ts';
import { tiedOrigins } from './tie.ts';
import { workspaceDir } from './workspaces.ts';

/** Where a renewed refresh token goes: the keychain, or nowhere. */
export type TokenStore = 'keychain' | null;

export interface EnvironmentSignIn {
  readonly salesforce: SignInEntry;
  readonly voyage: SignInEntry;
}

/** Null unless both addresses and both tokens are set. Errors: a Refusal with auth/no-client-id. */
export function readEnvironment(env: NodeJS.ProcessEnv): EnvironmentSignIn | null {
  const url = env['SF_INSTANCE_URL'];
  const accessToken = env['SF_ACCESS_TOKEN'];
  const voyageUrl = env['VOYAGE_URL'];
  const voyageToken = env['VOYAGE_TOKEN'];
  if (!url || !accessToken || !voyageUrl || !voyageToken) return null;
  return {
    salesforce: { url, accessToken, renewal: renewalIn(env, url) },
    voyage: { url: voyageUrl, accessToken: voyageToken },
  };
}

function renewalIn(env: NodeJS.ProcessEnv, instanceUrl: string): Renewal | undefined {
  const refreshToken = env['SF_REFRESH_TOKEN'];
  if (!refreshToken) return undefined;
  const clientId = env['SF_CLIENT_ID'];
  if (!clientId) throw new Refusal({ code: 'auth/no-client-id', side: 'salesforce' });
  return { refreshToken, clientId, loginUrl: env['SF_LOGIN_URL'] ?? instanceUrl };
}

export async function credentialsFromEnvironment(
  given: EnvironmentSignIn,
  options: VaultOptions & { readonly tokenStore: TokenStore },
): Promise<Credentials> {
  const tiedTo = tiedOrigins(readSettings(options.dataDir, options.workspace.name));
  const seed = seedOf(given.salesforce.renewal);
  const place = seed === null ? null : placeOf(given.salesforce, seed, options);
  const entry = (await place?.read()) ?? given.salesforce;
  const tokens: Record<Side, string> = {
    salesforce: entry.accessToken,
    voyage: given.voyage.accessToken,
  };
  const renew =
    place === null || seed === null
      ? null
      : createRenewalHere(given.salesforce.url, place, seed, tiedTo.salesforce ?? null, options);
  return {
    addresses: { salesforce: given.salesforce.url, voyage: given.voyage.url },
    tiedTo,
    accounts: [],
    trouble: null,
    async token(side, refused) {
      if (refused === null || tokens[side] !== refused) return tokens[side];
      const renewed = side === 'salesforce' ? ((await renew?.(refused)) ?? null) : null;
      if (renewed !== null) tokens[side] = renewed;
      return renewed;
    },
  };
}

/** What goes on from one refresh token of the environment; another one begins anew. */
function placeOf(
  given: SignInEntry,
  seed: string,
  { vault, workspace, tokenStore }: VaultOptions & { readonly tokenStore: TokenStore },
): EntryPlace {
  let inMemory = given;
  if (tokenStore === null) {
    return {
      read: () => Promise.resolve(inMemory),
      write: (entry) => {
        inMemory = entry;
        return Promise.resolve();
      },
    };
  }
  const account: AccountKey = { orgId: 'environment', userId: seed.slice(0, 16) };
  return {
    async read() {
      const read = await vault.read(workspace.name, 'salesforce', account);
      if (!read.ok) throw new Refusal(read.error);
      return read.value?.seed === seed ? read.value : given;
    },
    async write(entry) {
      const kept = { ...entry, seed };
      const stored = await vault.store(workspace.name, 'salesforce', kept, account);
      if (!stored.ok) throw new Refusal(stored.error);
    },
  };
}

const UNKEPT: AppError = { code: 'auth/rotation-unkept', side: 'salesforce' };

function createRenewalHere(
  instanceUrl: string,
  place: EntryPlace,
  seed: string,
  tiedTo: string | null,
  options: VaultOptions & { readonly tokenStore: TokenStore },
): RenewToken {
  const { workspace, dataDir, tokenStore, clock } = options;
  const here: Reach = { workspaceKind: workspace.kind, url: instanceUrl, tiedTo };
  const fetch = createGuardedFetch((url) =>
    refuseLoginHost(url, workspace.kind === 'demo' ? here : { ...here, url: null }),
  );
  // Sent a second time it would end the whole grant.
  let isUsedUp = false;
  return createRenewal({
    place,
    lockPath: join(workspaceDir(dataDir, workspace.name), `renewal-${seed.slice(0, 16)}.lock`),
    async request(app, refreshToken) {
      if (isUsedUp) throw new Refusal(UNKEPT);
      const tokens = await renewTokens(app, refreshToken, fetch);
      const isRotated =
        tokens !== 'busy' && tokens.refreshToken !== null && tokens.refreshToken !== refreshToken;
      isUsedUp = isRotated && tokenStore === null;
      if (isUsedUp) throw new Refusal(UNKEPT);
      return tokens;
    },
    check: (tokens) => refuseHost('salesforce', tokens.instanceUrl, here),
    clock,
  });
}

function seedOf(renewal: Renewal | undefined): string | null {
  return renewal === undefined
    ? null
    : createHash('sha256').update(renewal.refreshToken).digest('hex');
}
