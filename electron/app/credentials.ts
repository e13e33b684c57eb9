/** Who keeps the tokens of a workspace: its demo org in memory, everything else the keychain. */
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { SignInEntry, TokenVault } from '../auth/token-vault.ts';
import type { Addresses } from '../workspace/connect-sides.ts';

export interface Credentials {
  readonly addresses: Addresses | null;
  /** Why there are none, where that is not plainly "nobody signed in yet". */
  readonly trouble: AppError | null;
  token(side: Side, refused: string | null): Promise<string | null>;
}

/** A pasted token can't be renewed by us: after a 401 the person signs in again. */
export async function credentialsFromVault(
  vault: TokenVault,
  workspace: string,
): Promise<Credentials> {
  const entries = new Map<Side, SignInEntry>();
  let trouble: AppError | null = null;
  for (const side of SIDES) {
    const read = await vault.read(workspace, side);
    if (!read.ok) trouble = read.error;
    else if (read.value) entries.set(side, read.value);
  }
  const salesforce = entries.get('salesforce');
  const voyage = entries.get('voyage');
  return {
    addresses: salesforce && voyage ? { salesforce: salesforce.url, voyage: voyage.url } : null,
    trouble,
    async token(side, refused) {
      if (refused !== null) return null;
      const read = await vault.read(workspace, side);
      return read.ok ? (read.value?.accessToken ?? null) : null;
    },
  };
}

/** The demo's tokens live as long as its servers do, in memory alone. */
export function credentialsOfDemo(tokens: {
  readonly salesforce: SignInEntry;
  readonly voyage: SignInEntry;
}): Credentials {
  return {
    addresses: { salesforce: tokens.salesforce.url, voyage: tokens.voyage.url },
    trouble: null,
    token: (side, refused) => Promise.resolve(refused === null ? tokens[side].accessToken : null),
  };
}
