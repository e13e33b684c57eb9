/**
 * Sign-ins in the keychain of the operating system: the only module that knows keytar, and the only
 * place a token is kept. There is no plaintext mode: without a keychain every call fails with its reason.
 *
 * One entry per workspace and side. The address is part of the secret, so that nobody can point a kept
 * token at another host by editing a file.
 */
import type * as keytarModule from 'keytar';
import type { AppErrorOf } from '../../shared/errors/app-error.ts';
import type { KeychainState } from '../../shared/ipc/contract.ts';
import type { Side } from '../../shared/domain/side.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export interface SignInEntry {
  readonly url: string;
  readonly accessToken: string;
}

type VaultError = AppErrorOf<'auth/keychain-unavailable'>;

export interface TokenVault {
  state(): Promise<KeychainState>;
  read(workspace: string, side: Side): Promise<Result<SignInEntry | null, VaultError>>;
  store(workspace: string, side: Side, entry: SignInEntry): Promise<Result<null, VaultError>>;
  forget(workspace: string, side: Side): Promise<Result<null, VaultError>>;
}

const SERVICE = 'Voyage Reconcile';
const PROBE = 'probe';

type Keytar = typeof keytarModule;

export function createTokenVault(): TokenVault {
  let loading: Promise<Keytar> | undefined;
  const load = () => (loading ??= loadKeytar());

  async function attempt<T>(work: (keytar: Keytar) => Promise<T>): Promise<Result<T, VaultError>> {
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

  return {
    async state() {
      const probed = await attempt(async (keytar) => {
        await keytar.setPassword(SERVICE, PROBE, PROBE);
        await keytar.deletePassword(SERVICE, PROBE);
      });
      return { state: probed.ok ? 'available' : probed.error.reason, platform: platform() };
    },
    read(workspace, side) {
      return attempt(async (keytar) => {
        const secret = await keytar.getPassword(SERVICE, account(workspace, side));
        return secret === null ? null : parseEntry(secret);
      });
    },
    store(workspace, side, entry) {
      return attempt(async (keytar) => {
        await keytar.setPassword(SERVICE, account(workspace, side), JSON.stringify(entry));
        return null;
      });
    },
    forget(workspace, side) {
      return attempt(async (keytar) => {
        await keytar.deletePassword(SERVICE, account(workspace, side));
        return null;
      });
    },
  };
}

async function loadKeytar(): Promise<Keytar> {
  const loaded = (await import('keytar')) as Keytar & { default?: Keytar };
  return loaded.default ?? loaded;
}

function account(workspace: string, side: Side): string {
  return `${workspace}/${side}`;
}

function parseEntry(secret: string): SignInEntry | null {
  try {
    const entry = JSON.parse(secret) as Partial<SignInEntry>;
    return typeof entry.url === 'string' && typeof entry.accessToken === 'string'
      ? { url: entry.url, accessToken: entry.accessToken }
      : null;
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
