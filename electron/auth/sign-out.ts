/** Signing out: the grant is ended over there, and the tokens go from the keychain whether or not it could be. */
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';
import { refuseLoginHost } from '../engine/sides/allowed-host.ts';
import {
  isSameAccount,
  readSettings,
  updateSettings,
  withoutAccount,
} from '../workspace/settings.ts';
import type { AccountKey } from '../workspace/settings.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import { keyOf } from './credentials.ts';
import type { VaultOptions } from './credentials.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { revokeGrant } from './oauth-client.ts';
import type { Renewal } from './token-vault.ts';

/** Why a grant may still be good over there, although nobody has its tokens any more. */
export interface Unrevoked {
  readonly side: Side;
  readonly error: AppError;
}

/**
 * Of one side or both; of one account, or of all that are kept. Errors: a Refusal with
 * auth/keychain-unavailable, and then the entry is still there.
 */
export async function signOut(
  options: VaultOptions,
  only: Side | null,
  account: AccountKey | null,
): Promise<readonly Unrevoked[]> {
  const { workspace, dataDir } = options;
  const unrevoked: Unrevoked[] = [];
  for (const side of only === null ? SIDES : [only]) {
    const { accounts } = readSettings(dataDir, workspace.name);
    const meant: readonly (AccountKey | null)[] =
      account === null
        ? [null, ...accounts.filter((each) => each.side === side)]
        : [keyOf(account)];
    for (const key of meant) {
      const error = await signOutOne(options, side, key);
      if (error !== null) unrevoked.push({ side, error });
    }
  }
  return unrevoked;
}

async function signOutOne(
  { vault, workspace, dataDir }: VaultOptions,
  side: Side,
  key: AccountKey | null,
): Promise<AppError | null> {
  const read = await vault.read(workspace.name, side, key);
  if (!read.ok) throw new Refusal(read.error);
  const renewal = read.value?.renewal;
  const error = renewal === undefined ? null : await revoke(workspace, renewal);
  const forgotten = await vault.forget(workspace.name, side, key);
  if (!forgotten.ok) throw new Refusal(forgotten.error);
  if (key === null) return error;
  await updateSettings(dataDir, workspace.name, (settings) => ({
    ...settings,
    accounts: withoutAccount(settings, side, key),
    current: isSameAccount(settings.current[side], key)
      ? { ...settings.current, [side]: null }
      : settings.current,
  }));
  return error;
}

async function revoke(workspace: Workspace, renewal: Renewal): Promise<AppError | null> {
  const reach = { workspaceKind: workspace.kind, url: null };
  const fetch = createGuardedFetch((url) => refuseLoginHost(url, reach));
  try {
    await revokeGrant(renewal, renewal.refreshToken, fetch);
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error;
    throw failure;
  } finally {
    await fetch.close();
  }
}
