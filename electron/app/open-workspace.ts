/** One open workspace: its credentials, its engine in a worker and, for the demo, its two servers. */
import { userInfo } from 'node:os';
import { SIDES } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Account } from '../../shared/ipc/contract.ts';
import type { TokenVault } from '../auth/token-vault.ts';
import { prepareDemo } from '../demo/prepare-demo.ts';
import { Refusal } from '../engine/refusal.ts';
import type { Addresses } from '../workspace/connect-sides.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import { isSignedIn, openAccess } from './access.ts';
import type { DemoServers } from './demo-worker.ts';
import { startEngineWorker } from './engine-worker.ts';
import type { EngineWorker } from './engine-worker.ts';
import type { Log } from './log.ts';

const CALLBACKS_EVERY_MS = 60_000;

export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly engine: EngineWorker | null;
  /** To both sides. */
  isSignedIn(): boolean;
  addresses(): Addresses;
  accounts(): readonly Account[];
  settings(): Settings;
  /** Why there is no engine, or why the demo could not be filled. */
  trouble(): AppError | null;
  isPreparing(): boolean;
  /** Takes the credentials up anew, after a sign-in, a sign-out or a renewal. */
  reconnect(): Promise<void>;
  /** Takes the settings up anew, and asks nobody. */
  takeSettings(): Promise<void>;
  /** The demo's own way to sign in again; false where a person must. */
  renew(): Promise<boolean>;
  close(): Promise<void>;
}

export interface OpenWorkspaceOptions {
  readonly version: string;
  readonly workspace: Workspace;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly vault: TokenVault;
  readonly scripts: { readonly engine: URL; readonly demo: URL };
  readonly demo: { readonly rows: number; readonly isFresh: boolean };
  /** A backup to be put in the place of the journal first. */
  readonly restore: string | null;
  readonly log: Log;
  readonly onChange: () => void;
}

export async function openWorkspace(options: OpenWorkspaceOptions): Promise<OpenWorkspace> {
  const { workspace, dataDir, log, onChange } = options;
  let trouble: AppError | null = null;
  let isPreparing = false;
  const access = await openAccess({
    ...options,
    demoScript: options.scripts.demo,
    clock: () => new Date(),
  });
  const started = await startEngineWorker({
    script: options.scripts.engine,
    open: {
      workspace,
      dataDir,
      version: options.version,
      actor: userName(),
      destinations: access.destinations(),
      callbackEveryMs: callbackEveryMs(options.env),
      restore: options.restore,
    },
    token: (side, refused) => access.credentials().token(side, refused),
    log,
    onCrash: () => {
      trouble = {
        code: 'internal',
        incidentId: log.defect('engine worker', 'It ended by itself.'),
      };
      onChange();
    },
  });
  const engine = 'engine' in started ? started.engine : null;
  trouble = 'error' in started ? started.error : access.credentials().trouble;

  async function prepare(to: EngineWorker, demo: DemoServers): Promise<void> {
    isPreparing = true;
    try {
      await prepareDemo(to, demo);
    } catch (cause) {
      trouble =
        cause instanceof Refusal
          ? cause.error
          : { code: 'internal', incidentId: log.defect('prepare demo', cause) };
    } finally {
      isPreparing = false;
      onChange();
    }
  }
  const demo = access.demo();
  let preparing: Promise<void> = Promise.resolve();
  if (engine && demo) preparing = prepare(engine, demo);
  else if (engine && SIDES.some((side) => isSignedIn(access, side))) {
    void engine.call('engine:connect', null).then(onChange);
  }

  async function takeUp(): Promise<void> {
    await access.takeUp();
    trouble = engine ? access.credentials().trouble : trouble;
    engine?.setDestinations(access.destinations());
  }

  return {
    workspace,
    engine,
    isSignedIn: () => SIDES.every((side) => isSignedIn(access, side)),
    addresses: () => access.credentials().addresses,
    accounts: () => access.credentials().accounts,
    settings: access.settings,
    trouble: () => trouble,
    isPreparing: () => isPreparing,
    async reconnect() {
      await takeUp();
      await engine?.call('engine:connect', null);
      onChange();
    },
    async takeSettings() {
      await takeUp();
      onChange();
    },
    renew: access.renewDemo,
    async close() {
      await engine?.close();
      await preparing;
      await access.close();
    },
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Tests can't wait for a minute. */
function callbackEveryMs(env: NodeJS.ProcessEnv): number {
  const given = Number(env['VOYAGE_RECONCILE_CALLBACK_MS']);
  return given > 0 ? given : CALLBACKS_EVERY_MS;
}
