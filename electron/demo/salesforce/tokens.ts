import { randomBytes } from 'node:crypto';
import { createGrants } from './grants.ts';
import type { Grants } from './grants.ts';
import { OAUTH_AS_USUAL } from './oauth-settings.ts';
import type { OAuthSettings } from './oauth-settings.ts';

/** The tokens the org takes: one that is handed out, and those of OAuth grants. */
export interface Tokens {
  isCurrent(token: string): boolean;
  /** True for each token that was ever handed out: the control routes take those too. */
  isKnown(token: string): boolean;
  /** Makes the one handed out before useless for data. */
  renew(): string;
  reset(): void;
  readonly grants: Grants;
  /** Whose token it is; null for the one handed out, which is the first user's. */
  userOf(token: string): string | null;
  oauth(): OAuthSettings;
  setOAuth(changes: Partial<OAuthSettings>): void;
}

export function createTokens(
  first: string,
  options: { readonly orgId: () => string; readonly clock: () => Date },
): Tokens {
  const known = new Set([first]);
  let current = first;
  let oauth = OAUTH_AS_USUAL;
  const grants = createGrants({ ...options, accessLifetimeMs: () => oauth.accessLifetimeMs });
  return {
    isCurrent: (token) => token === current || grants.ownerOf(token) !== null,
    isKnown: (token) => known.has(token),
    renew() {
      current = `00DVz0!${randomBytes(24).toString('base64url')}`;
      known.add(current);
      return current;
    },
    reset() {
      current = first;
      oauth = { ...OAUTH_AS_USUAL, redirectUris: oauth.redirectUris };
    },
    grants,
    userOf: (token) => grants.ownerOf(token)?.userId ?? null,
    oauth: () => oauth,
    setOAuth(changes) {
      oauth = { ...oauth, ...changes };
    },
  };
}
