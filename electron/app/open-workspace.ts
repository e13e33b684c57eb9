/** One open workspace: its credentials, its engine in a worker and, for the demo, its two servers. */
import { userInfo } from 'node:os';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { TokenVault } from '../auth/token-vault.ts';
import { prepareDemo } from '../demo/prepare-demo.ts';
import { DEMO_SEED } from '../demo/size.ts';
import { Refusal } from '../engine/refusal.ts';
import { credentialsFromEnvironment } from '../workspace/environment-credentials.ts';
import { demoDir, journalPath } from '../workspace/workspaces.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import { credentialsFromVault, credentialsOfDemo } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { startDemoServers } from './demo-worker.ts';
import type { DemoServers } from './demo-worker.ts';
import { startEngineWorker } from './engine-worker.ts';
import type { EngineWorker } from './engine-worker.ts';
import type { Log } from './log.ts';

export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly engine: EngineWorker | null;
  isSignedIn(): boolean;
  /** Why there is no engine, or why the demo could not be filled. */
  trouble(): AppError | null;
  isPreparing(): boolean;
  /** Takes the credentials up anew, after a sign-in, a sign-out or a renewal. */
  reconnect(): Promise<void>;
  /** The demo's own way to sign in again; false where a person must. */
  renew(): Promise<boolean>;
  close(): Promise<void>;
}

export interface OpenWorkspaceOptions {
  readonly workspace: Workspace;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly vault: TokenVault;
  readonly scripts: { readonly engine: URL; readonly demo: URL };
  readonly demo: { readonly rows: number; readonly isFresh: boolean };
  readonly log: Log;
  readonly onChange: () => void;
}

export async function openWorkspace(options: OpenWorkspaceOptions): Promise<OpenWorkspace> {
  const { workspace, dataDir, log, onChange } = options;
  let trouble: AppError | null = null;
  let isPreparing = false;
  const servers: { demo: DemoServers | null } = { demo: null };

  async function credentials(): Promise<Credentials> {
    const given = credentialsFromEnvironment(options.env);
    if (given) {
      return {
        addresses: given.addresses,
        trouble: null,
        token: (side, refused) =>
          refused === null ? given.tokens.accessToken(side) : given.tokens.refresh(side, refused),
      };
    }
    if (workspace.kind !== 'demo') return credentialsFromVault(options.vault, workspace.name);
    servers.demo ??= await startDemoServers(options.scripts.demo, {
      dir: demoDir(dataDir, workspace.name),
      rows: options.demo.rows,
      seed: DEMO_SEED,
      fresh: options.demo.isFresh,
    });
    return credentialsOfDemo(servers.demo.entries);
  }

  let current: Credentials;
  try {
    current = await credentials();
  } catch (cause) {
    current = {
      addresses: null,
      trouble:
        cause instanceof Refusal
          ? cause.error
          : { code: 'internal', incidentId: log.defect('demo servers', cause) },
      token: () => Promise.resolve(null),
    };
  }
  const started = await startEngineWorker({
    script: options.scripts.engine,
    open: {
      workspace,
      journalPath: journalPath(dataDir, workspace.name),
      actor: userName(),
      addresses: current.addresses,
    },
    token: (side, refused) => current.token(side, refused),
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
  trouble = 'error' in started ? started.error : current.trouble;

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
  let preparing: Promise<void> = Promise.resolve();
  if (engine && servers.demo) preparing = prepare(engine, servers.demo);
  else if (engine && current.addresses) void engine.call('engine:connect', null).then(onChange);

  return {
    workspace,
    engine,
    isSignedIn: () => current.addresses !== null,
    trouble: () => trouble,
    isPreparing: () => isPreparing,
    async reconnect() {
      current = await credentials();
      trouble = engine ? current.trouble : trouble;
      engine?.setAddresses(current.addresses);
      await engine?.call('engine:connect', null);
      onChange();
    },
    async renew() {
      if (!servers.demo) return false;
      await servers.demo.renew('salesforce');
      await servers.demo.renew('voyage');
      return true;
    },
    async close() {
      await engine?.close();
      await preparing;
      await servers.demo?.close();
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
