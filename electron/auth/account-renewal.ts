/** Renews the Salesforce sign-in of one account that is in the keychain. */
import { join } from 'node:path';
import { Refusal } from '../engine/refusal.ts';
import { refuseHost, refuseLoginHost } from '../engine/sides/allowed-host.ts';
import type { Reach } from '../engine/sides/allowed-host.ts';
import type { AccountKey } from '../workspace/settings.ts';
import { isSameId } from '../workspace/tie.ts';
import { workspaceDir } from '../workspace/workspaces.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { renewTokens } from './oauth-client.ts';
import { createRenewal } from './renew-token.ts';
import type { RenewToken } from './renew-token.ts';
import type { TokenVault } from './token-vault.ts';

export function createAccountRenewal(options: {
  readonly vault: TokenVault;
  readonly dataDir: string;
  readonly workspace: Workspace;
  readonly account: AccountKey;
  readonly tiedTo: string | null;
  readonly clock: () => Date;
}): RenewToken {
  const { vault, workspace, account, tiedTo } = options;
  const reach: Reach = { workspaceKind: workspace.kind, url: null, tiedTo };
  const fetch = createGuardedFetch((url) => refuseLoginHost(url, reach));
  return createRenewal({
    place: {
      async read() {
        const read = await vault.read(workspace.name, 'salesforce', account);
        if (!read.ok) throw new Refusal(read.error);
        return read.value;
      },
      async write(entry) {
        const stored = await vault.store(workspace.name, 'salesforce', entry, account);
        if (!stored.ok) throw new Refusal(stored.error);
      },
    },
    lockPath: accountLockPath(options.dataDir, workspace, account),
    request: (app, refreshToken) => renewTokens(app, refreshToken, fetch),
    check: ({ instanceUrl, orgId }) =>
      refuseHost('salesforce', instanceUrl, reach) ??
      (isSameId('salesforce', orgId, account.orgId)
        ? null
        : {
            code: 'auth/wrong-org',
            side: 'salesforce',
            expected: account.orgId,
            found: orgId,
            name: new URL(instanceUrl).host,
          }),
    clock: options.clock,
  });
}

/** Held by whoever changes the tokens of an account; the file holds nothing. */
export function accountLockPath(
  dataDir: string,
  { name }: Workspace,
  { orgId, userId }: AccountKey,
): string {
  const account = [orgId, userId].join('-').replace(/[^A-Za-z0-9-]/g, '_');
  return join(workspaceDir(dataDir, name), `account-${account}.lock`);
}
