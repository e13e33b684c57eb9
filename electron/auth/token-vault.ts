/**
 * Sign-ins in the keychain of the operating system: the only module that knows keytar, and the only
 * place a token is kept. There is no plaintext mode: without a keychain every call fails with its reason.
 *
 * One entry per workspace, side and account; one without an account is the form of a token that was pasted
 * before accounts were told apart, and is read for good. The address is part of the secret, so that nobody
 * can point a kept token at another host by editing a file.
 */
import type * as keytarModule from 'keytar';
import { z } from 'zod';
import type { AppErrorOf } from '../../shared/errors/app-error.ts';
import type { KeychainState } from '../../shared/ipc/contract.ts';
import type { Side } from '../../shared/domain/side.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { AccountKey } from '../workspace/settings.ts';

const renewalSchema = z.object({
  refreshToken: z.string(),
  clientId: z.string(),
  loginUrl: z.string(),
});
const entrySchema = z.object({
  url: z.string(),
  accessToken: z.string(),
  /** Absent for a token that was pasted. */
  renewal: renewalSchema.optional(),
  /** SHA-256 of the refresh token of the environment that this entry goes on from. */
  seed: z.string().optional(),
});

export type Renewal = Readonly<z.infer<typeof renewalSchema>>;
export type SignInEntry = Readonly<z.infer<typeof entrySchema>>;

type VaultError = AppErrorOf<'auth/keychain-unavailable'>;
type Answer<T> = Promise<Result<T, VaultError>>;

export interface TokenVault {
  state(): Promise<KeychainState>;
  read(workspace: string, side: Side, account?: AccountKey | null): Answer<SignInEntry | null>;
  store(
    workspace: string,
    side: Side,
    entry: SignInEntry,
    account?: AccountKey | null,
  ): Answer<null>;
  forget(workspace: string, side: Side, account?: AccountKey | null): Answer<null>;
}

const SERVICE = 'Voyage Reconcile';
const PROBE = 'probe';

type Keytar = typeof keytarModule;

export function createTokenVault(): TokenVault {
  let loading: Promise<Keytar> | undefined;
  const load = () => (loading ??= loadKeytar());

  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: libsecret does not take two threads well. */
  function attempt<T>(work: (keytar: Keytar) => Promise<T>): Promise<Result<T, VaultError>> {
    const next = last.then(() => attemptNow(work));
    last = next;
    return next;
  }

  async function attemptNow<T>(
    work: (keytar: Keytar) => Promise<T>,
  ): Promise<Result<T, VaultError>> {
    try {
      return ok(await work(await load()));
    } catch (cause) {
      return err({
        code: 'auth/keychain-unavailable',
        reason: reasonOf(cause),
        platform: platform(),
      });
    }
  }

  /** A locked keychain says nothing when it is read or told to delete; it does when it is written to. */
  async function probe(keytar: Keytar): Promise<void> {
    await keytar.setPassword(SERVICE, PROBE, PROBE);
    await keytar.deletePassword(SERVICE, PROBE);
  }

  return {
    async state() {
      const probed = await attempt(probe);
      return { state: probed.ok ? 'available' : probed.error.reason, platform: platform() };
    },
    read(workspace, side, account = null) {
      return attempt(async (keytar) => {
        const secret = await keytar.getPassword(SERVICE, nameOf(workspace, side, account));
        if (secret !== null) return parseEntry(secret);
        await probe(keytar);
        return null;
      });
    },
    store(workspace, side, entry, account = null) {
      return attempt(async (keytar) => {
        const secret = JSON.stringify(entry);
        await keytar.setPassword(SERVICE, nameOf(workspace, side, account), secret);
        return null;
      });
    },
    forget(workspace, side, account = null) {
      return attempt(async (keytar) => {
        const isGone = await keytar.deletePassword(SERVICE, nameOf(workspace, side, account));
        if (!isGone) await probe(keytar);
        return null;
      });
    },
  };
}

async function loadKeytar(): Promise<Keytar> {
  const loaded = (await import('keytar')) as Keytar & { default?: Keytar };
  return loaded.default ?? loaded;
}

function nameOf(workspace: string, side: Side, account: AccountKey | null): string {
  const parts = account === null ? [] : [account.orgId, account.userId];
  return [workspace, side, ...parts.map(encodeURIComponent)].join('/');
}

function parseEntry(secret: string): SignInEntry | null {
  try {
    return entrySchema.parse(JSON.parse(secret));
  } catch {
    return null;
  }
}

/** What the platforms' keychains say when they can't be used, by the words they use for it. */
function reasonOf(cause: unknown): VaultError['reason'] {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/libsecret|cannot open shared object|MODULE_NOT_FOUND|Cannot find module/i.test(text)) {
    return 'missing';
  }
  if (/autolaunch|D-?Bus|org\.freedesktop\.secrets|Could not connect|bus/i.test(text)) {
    return 'no-bus';
  }
  if (/locked|collection|prompt|dismissed|Object does not exist/i.test(text)) return 'locked';
  return 'refused';
}

function platform(): VaultError['platform'] {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}
