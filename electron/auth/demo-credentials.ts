/** The demo's tokens live as long as its servers do, in memory alone. Its Salesforce renews them by itself. */
import { join } from 'node:path';
import type { Side } from '../../shared/domain/side.ts';
import { DEMO_CLIENT_ID } from '../demo/salesforce/oauth-settings.ts';
import { refuseLoginHost } from '../engine/sides/allowed-host.ts';
import type { Credentials } from './credentials.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { renewTokens } from './oauth-client.ts';
import { createRenewal } from './renew-token.ts';
import type { SignInEntry } from './token-vault.ts';

interface DemoEndpoint {
  readonly url: string;
  readonly token: string;
  readonly refreshToken?: string;
}

export interface DemoCredentials extends Credentials {
  /** Takes a token that the demo was asked for anew. */
  replace(side: Side, token: string): void;
}

export function credentialsOfDemo(options: {
  readonly endpoints: Readonly<Record<Side, DemoEndpoint>>;
  /** A folder of the demo's own. */
  readonly dir: string;
  readonly clock: () => Date;
}): DemoCredentials {
  const { salesforce, voyage } = options.endpoints;
  const tokens = { salesforce: salesforce.token, voyage: voyage.token };
  const fetch = createGuardedFetch((url) =>
    refuseLoginHost(url, { workspaceKind: 'demo', url: salesforce.url }),
  );
  let entry: SignInEntry = {
    url: salesforce.url,
    accessToken: salesforce.token,
    renewal:
      salesforce.refreshToken === undefined
        ? undefined
        : {
            refreshToken: salesforce.refreshToken,
            clientId: DEMO_CLIENT_ID,
            loginUrl: salesforce.url,
          },
  };
  const renew = createRenewal({
    place: {
      read: () => Promise.resolve(entry),
      write: (next) => {
        entry = next;
        return Promise.resolve();
      },
    },
    lockPath: join(options.dir, 'renewal.lock'),
    request: (app, refreshToken) => renewTokens(app, refreshToken, fetch),
    check: () => null,
    clock: options.clock,
  });
  return {
    addresses: { salesforce: salesforce.url, voyage: voyage.url },
    tiedTo: {},
    accounts: [],
    trouble: null,
    replace(side, token) {
      tokens[side] = token;
      if (side === 'salesforce') entry = { ...entry, accessToken: token };
    },
    async token(side, refused) {
      if (refused === null || tokens[side] !== refused) return tokens[side];
      const renewed = side === 'salesforce' ? await renew(refused) : null;
      if (renewed !== null) tokens[side] = renewed;
      return renewed;
    },
  };
}
