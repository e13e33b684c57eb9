/** What an open workspace reaches its two sides with: taken up at its start, and anew after each change. */
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';
import { credentialsFromVault } from '../auth/credentials.ts';
import type { Credentials, Renewals, VaultOptions } from '../auth/credentials.ts';
import { credentialsOfDemo } from '../auth/demo-credentials.ts';
import type { DemoCredentials } from '../auth/demo-credentials.ts';
import { DEMO_SEED } from '../demo/size.ts';
import { Refusal } from '../engine/refusal.ts';
import type { Destinations } from '../engine/worker-messages.ts';
import {
  credentialsFromEnvironment,
  readEnvironment,
} from '../workspace/environment-credentials.ts';
import { NO_SETTINGS, readSettings } from '../workspace/settings.ts';
import type { Settings } from '../workspace/settings.ts';
import { demoDir } from '../workspace/workspaces.ts';
import { startDemoServers } from './demo-worker.ts';
import type { DemoServers } from './demo-worker.ts';
import type { Log } from './log.ts';

export interface Access {
  readonly credentials: () => Credentials;
  readonly settings: () => Settings;
  readonly destinations: () => Destinations;
  readonly demo: () => DemoServers | null;
  takeUp(): Promise<void>;
  /** New tokens of the demo's own servers; false where there is no demo. */
  readonly renewDemo: () => Promise<boolean>;
  close(): Promise<void>;
}

export interface AccessOptions extends VaultOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly demoScript: URL;
  readonly demo: { readonly rows: number; readonly isFresh: boolean };
  readonly log: Log;
}

const NOBODY: Credentials = {
  addresses: { salesforce: null, voyage: null },
  tiedTo: {},
  accounts: [],
  trouble: null,
  token: () => Promise.resolve(null),
};

/** What can't be had is a trouble to be shown, and never keeps the journal from opening. */
export async function openAccess(options: AccessOptions): Promise<Access> {
  const { workspace, dataDir, log } = options;
  let settings = NO_SETTINGS;
  let credentials = NOBODY;
  let servers: DemoServers | null = null;
  // What a renewal has in hand must outlive the credentials that began it.
  const renewals: Renewals = new Map();
  let ofDemo: DemoCredentials | null = null;
  let ofEnvironment: Credentials | null = null;

  async function find(): Promise<Credentials> {
    const given = readEnvironment(options.env);
    if (given !== null) {
      ofEnvironment ??= await credentialsFromEnvironment(given, { ...options, tokenStore: null });
      return ofEnvironment;
    }
    if (workspace.kind !== 'demo') return credentialsFromVault({ ...options, renewals });
    const dir = demoDir(dataDir, workspace.name);
    const { rows, isFresh: fresh } = options.demo;
    servers ??= await startDemoServers(options.demoScript, { dir, rows, seed: DEMO_SEED, fresh });
    ofDemo ??= credentialsOfDemo({ endpoints: servers.endpoints, dir, clock: options.clock });
    return ofDemo;
  }

  async function takeUp(): Promise<void> {
    try {
      settings = readSettings(dataDir, workspace.name);
      credentials = await find();
    } catch (cause) {
      const trouble =
        cause instanceof Refusal
          ? cause.error
          : ({ code: 'internal', incidentId: log.defect('credentials', cause) } as const);
      credentials = { ...NOBODY, trouble };
    }
  }

  await takeUp();
  return {
    credentials: () => credentials,
    settings: () => settings,
    destinations: () => ({
      addresses: credentials.addresses,
      tiedTo: credentials.tiedTo,
      callsPercent: settings.callsPercent,
    }),
    demo: () => servers,
    takeUp,
    async renewDemo() {
      if (servers === null || ofDemo === null) return false;
      for (const side of SIDES) ofDemo.replace(side, await servers.newToken(side));
      return true;
    },
    async close() {
      await servers?.close();
    },
  };
}

export function isSignedIn(access: Access, side: Side): boolean {
  return access.credentials().addresses[side] !== null;
}
