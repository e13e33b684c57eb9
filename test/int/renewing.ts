/** The owner of the tokens as the app has it, but for the keychain: a sign-in that renews itself by OAuth. */
import { join } from 'node:path';
import { createGuardedFetch } from '../../electron/auth/guarded-fetch.ts';
import { renewTokens } from '../../electron/auth/oauth-client.ts';
import { createRenewal } from '../../electron/auth/renew-token.ts';
import type { SignInEntry } from '../../electron/auth/token-vault.ts';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { TokenSource } from '../../electron/workspace/connect-sides.ts';

export interface Renewing extends TokenSource {
  /** What a person does in the browser. */
  signIn(): void;
  /** The token in use is of no use any more. */
  endSignIn(): void;
  close(): Promise<void>;
}

export function createRenewing(options: {
  readonly salesforce: FakeSalesforce;
  readonly tokens: Readonly<Record<Side, string>>;
  readonly dir: string;
}): Renewing {
  const { salesforce } = options;
  const fetch = createGuardedFetch(() => null);
  let entry: SignInEntry = signedIn();

  function signedIn(): SignInEntry {
    const refreshToken = salesforce.newRefreshToken();
    return {
      url: salesforce.url,
      accessToken: options.tokens.salesforce,
      renewal: { loginUrl: salesforce.url, clientId: DEMO_CLIENT_ID, refreshToken },
    };
  }

  const renew = createRenewal({
    place: {
      read: () => Promise.resolve(entry),
      write(next) {
        entry = next;
        return Promise.resolve();
      },
    },
    lockPath: join(options.dir, 'renewal.lock'),
    request: (app, refreshToken) => renewTokens(app, refreshToken, fetch),
    check: () => null,
    clock: () => new Date(),
    busyWaitMs: 5,
  });

  return {
    accessToken: (side) =>
      Promise.resolve(side === 'salesforce' ? entry.accessToken : options.tokens.voyage),
    refresh: (side, refused) => (side === 'salesforce' ? renew(refused) : Promise.resolve(null)),
    signIn() {
      entry = signedIn();
    },
    endSignIn() {
      entry = { ...entry, accessToken: 'ended' };
    },
    close: () => fetch.close(),
  };
}
