/** The sign-ins a test leaves in the keychain, read and taken away past the app. */
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import type { SignInEntry } from '../../electron/auth/token-vault.ts';
import { readSettings } from '../../electron/workspace/settings.ts';
import type { AccountKey } from '../../electron/workspace/settings.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';

const WORKSPACE = 'sandbox';

export function accountInUse(dataDir: string, side: Side): AccountKey | null {
  return readSettings(dataDir, WORKSPACE).current[side];
}

/** What the keychain holds for an account; null for nothing. */
export async function readEntry(
  side: Side,
  account: AccountKey | null,
): Promise<SignInEntry | null> {
  const read = await createTokenVault().read(WORKSPACE, side, account);
  if (!read.ok) throw new Error(`The keychain of the test does not work: ${read.error.reason}.`);
  return read.value;
}

/** The entry of the account in use. */
export async function readAccount(dataDir: string, side: Side): Promise<SignInEntry> {
  const entry = await readEntry(side, accountInUse(dataDir, side));
  if (entry === null) throw new Error(`No sign-in to ${side} is kept.`);
  return entry;
}

/** Takes away whatever is kept in this folder's name. */
export async function forgetAll(dataDir: string): Promise<void> {
  const vault = createTokenVault();
  const { accounts } = readSettings(dataDir, WORKSPACE);
  for (const account of accounts) await vault.forget(WORKSPACE, account.side, account);
  for (const side of SIDES) await vault.forget(WORKSPACE, side);
}
