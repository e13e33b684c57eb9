/** The sign-ins of the window: one at a time through the browser, and all that is done with kept ones. */
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { OAUTH_REDIRECT_PORT } from '../../shared/ipc/contract.ts';
import type { ShellState, WorkspaceSettings } from '../../shared/ipc/contract.ts';
import { keyOf } from '../auth/credentials.ts';
import { keepPasted, signInToSalesforce } from '../auth/sign-in.ts';
import type { Identify } from '../auth/sign-in.ts';
import { signOut } from '../auth/sign-out.ts';
import type { Unrevoked } from '../auth/sign-out.ts';
import type { TokenVault } from '../auth/token-vault.ts';
import { Refusal } from '../engine/refusal.ts';
import { refuseLoginHost } from '../engine/sides/allowed-host.ts';
import { isSameAccount, updateSettings } from '../workspace/settings.ts';
import type { AccountKey } from '../workspace/settings.ts';
import { findWorkspace } from '../workspace/workspaces.ts';

export interface SignIns {
  /** Null unless Salesforce's page is open in the browser. */
  readonly pending: () => ShellState['signIn'];
  byBrowser(workspace: string, loginUrl: string): Promise<void>;
  cancel(): Promise<void>;
  paste(workspace: string, side: Side, pasted: Pasted): Promise<void>;
  use(workspace: string, side: Side, account: AccountKey): Promise<void>;
  signOut(
    workspace: string,
    side: Side | null,
    account: AccountKey | null,
  ): Promise<readonly Unrevoked[]>;
  set(workspace: string, settings: WorkspaceSettings): Promise<void>;
}

interface Pasted {
  readonly url: string;
  readonly accessToken: string;
}

const TIME_LIMIT_MS = 5 * 60_000;

export function createSignIns(options: {
  readonly vault: TokenVault;
  readonly dataDir: string;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly clock: () => Date;
  readonly onChange: () => void;
}): SignIns {
  const { vault, dataDir, clock, onChange } = options;
  let pending: ShellState['signIn'] = null;
  let cancelling = new AbortController();
  let running: Promise<void> = Promise.resolve();

  /** The demo's tokens are its own. */
  function forSignIn(name: string) {
    const workspace = findWorkspace(dataDir, name);
    if (workspace.kind === 'demo') refuse(DEMO_BY_ITSELF);
    return { vault, dataDir, workspace, clock, identify };
  }

  async function cancel(): Promise<void> {
    cancelling.abort();
    await running.catch(() => undefined);
  }

  function show(now: ShellState['signIn']): void {
    pending = now;
    onChange();
  }

  async function openBrowser(url: string): Promise<void> {
    try {
      await options.openBrowser(url);
    } catch {
      refuse(NO_BROWSER);
    }
  }

  async function signIn(name: string, loginUrl: string): Promise<void> {
    const facts = forSignIn(name);
    show({
      side: 'salesforce',
      expiresAt: new Date(clock().getTime() + TIME_LIMIT_MS).toISOString(),
    });
    try {
      await signInToSalesforce({
        ...facts,
        loginUrl,
        port: OAUTH_REDIRECT_PORT,
        timeLimitMs: TIME_LIMIT_MS,
        openBrowser,
        cancelled: cancelling.signal,
      });
    } finally {
      show(null);
    }
  }

  return {
    pending: () => pending,
    async byBrowser(name, loginUrl) {
      await cancel();
      cancelling = new AbortController();
      running = signIn(name, loginUrl);
      await running;
    },
    cancel,
    async paste(name, side, pasted) {
      await keepPasted(forSignIn(name), side, pasted);
    },
    async use(name, side, account) {
      await updateSettings(dataDir, name, (settings) => {
        const found = settings.accounts.find(
          (each) => each.side === side && isSameAccount(each, account),
        );
        if (found === undefined || keyOf(account) === null) return settings;
        const { orgId, userId } = found;
        return { ...settings, current: { ...settings.current, [side]: { orgId, userId } } };
      });
    },
    signOut: (name, side, account) =>
      signOut({ vault, dataDir, workspace: findWorkspace(dataDir, name), clock }, side, account),
    async set(name, { salesforceClientId, salesforceLoginUrl, callsPercent }) {
      const { kind } = findWorkspace(dataDir, name);
      const refused =
        salesforceLoginUrl === null
          ? null
          : refuseLoginHost(salesforceLoginUrl, { workspaceKind: kind, url: null });
      if (refused !== null) refuse(refused);
      await updateSettings(dataDir, name, (settings) => ({
        ...settings,
        salesforceClientId,
        salesforceLoginUrl,
        callsPercent,
      }));
    },
  };
}

/** Loaded when it is wanted: a window that opens does not wait for what speaks with Salesforce. */
const identify: Identify = async (side, at) => {
  const { identifySide } = await import('../workspace/identify-side.ts');
  return identifySide(side, at);
};

const DEMO_BY_ITSELF: AppError = {
  code: 'usage/invalid',
  detail: 'The demo signs in by itself, to its own two servers.',
};
const NO_BROWSER: AppError = {
  code: 'auth/sign-in-failed',
  side: 'salesforce',
  reason: 'no-browser',
  detail: null,
};

function refuse(error: AppError): never {
  throw new Refusal(error);
}
