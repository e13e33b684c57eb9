/** The sign-ins of a workspace as its engine uses them: where each side is, and the tokens for it. */
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Account } from '../../shared/ipc/contract.ts';
import type { Addresses } from '../workspace/connect-sides.ts';
import { isSameAccount, readSettings } from '../workspace/settings.ts';
import type { AccountKey } from '../workspace/settings.ts';
import { tiedOrigins } from '../workspace/tie.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import { createAccountRenewal } from './account-renewal.ts';
import type { RenewToken } from './renew-token.ts';
import type { SignInEntry, TokenVault } from './token-vault.ts';

export interface Credentials {
  readonly addresses: Addresses;
  /** Where a production workspace is tied to. */
  readonly tiedTo: Readonly<Partial<Record<Side, string>>>;
  readonly accounts: readonly Account[];
  /** Why there are none, where that is not plainly "nobody signed in yet". */
  readonly trouble: AppError | null;
  /** The current token, or with a refused one another: see SideConnection. Throws a Refusal. */
  readonly token: (side: Side, refused: string | null) => Promise<string | null>;
}

/** Of each account, for as long as the process lives. */
export type Renewals = Map<string, RenewToken>;

export interface VaultOptions {
  readonly vault: TokenVault;
  readonly dataDir: string;
  readonly workspace: Workspace;
  readonly clock: () => Date;
}

/** A sign-in in use. Its token is kept in memory from the first use on, until it is refused. */
interface Held {
  readonly url: string;
  token: string;
  readonly renew: RenewToken | null;
}

/** Of an entry from before accounts were told apart: nobody knows whose it is. */
const UNKNOWN: AccountKey = { orgId: 'unknown', userId: '' };

export async function credentialsFromVault(
  options: VaultOptions & { readonly renewals?: Renewals },
): Promise<Credentials> {
  const { vault, workspace } = options;
  const { renewals = new Map<string, RenewToken>() } = options;
  const settings = readSettings(options.dataDir, workspace.name);
  const tiedTo = tiedOrigins(settings);
  const held: Record<Side, Held | null> = { salesforce: null, voyage: null };
  const accounts: Account[] = [];
  let trouble: AppError | null = null;

  for (const side of SIDES) {
    const kept = settings.accounts.filter((account) => account.side === side);
    const current = settings.current[side];
    const account = kept.find((each) => isSameAccount(each, current)) ?? null;
    for (const each of kept) accounts.push({ ...each, isCurrent: each === account });
    if (kept.length > 0 && account === null) continue;
    const read = await vault.read(workspace.name, side, account);
    if (!read.ok) trouble = read.error;
    else if (read.value !== null) {
      if (account === null) accounts.push(unknownAccount(side, read.value));
      held[side] = hold(side, account, read.value);
    }
  }

  function renewalOf(account: AccountKey): RenewToken {
    const key = `${account.orgId} ${account.userId} ${tiedTo.salesforce ?? ''}`;
    const renew =
      renewals.get(key) ??
      createAccountRenewal({ ...options, account, tiedTo: tiedTo.salesforce ?? null });
    renewals.set(key, renew);
    return renew;
  }

  function hold(side: Side, account: AccountKey | null, entry: SignInEntry): Held {
    const canRenew = side === 'salesforce' && account !== null && entry.renewal !== undefined;
    return {
      url: entry.url,
      token: entry.accessToken,
      renew: canRenew ? renewalOf(account) : null,
    };
  }

  return {
    addresses: { salesforce: held.salesforce?.url ?? null, voyage: held.voyage?.url ?? null },
    tiedTo,
    accounts,
    trouble,
    async token(side, refused) {
      const sign = held[side];
      if (sign === null) return null;
      if (refused === null || sign.token !== refused) return sign.token;
      const renewed = (await sign.renew?.(refused)) ?? null;
      if (renewed !== null) sign.token = renewed;
      return renewed;
    },
  };
}

/** The key by which the keychain has an account that the window names. */
export function keyOf(account: AccountKey): AccountKey | null {
  return isSameAccount(account, UNKNOWN) ? null : account;
}

function unknownAccount(side: Side, { url }: SignInEntry): Account {
  return { side, ...UNKNOWN, user: null, name: null, url, isRenewable: false, isCurrent: true };
}
