/** Opens a workspace for one command: the engine in this process, with the credentials that are there. */
import { userInfo } from 'node:os';
import { v7 as uuidv7 } from 'uuid';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import packageFacts from '../../package.json' with { type: 'json' };
import { credentialsFromVault } from '../auth/credentials.ts';
import type { Credentials } from '../auth/credentials.ts';
import { credentialsOfDemo } from '../auth/demo-credentials.ts';
import { createTokenVault } from '../auth/token-vault.ts';
import { DEMO_ROWS, DEMO_SEED } from '../demo/size.ts';
import { prepareDemo } from '../demo/prepare-demo.ts';
import { startDemo } from '../demo/start-demo.ts';
import type { Demo } from '../demo/start-demo.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { Refusal } from '../engine/refusal.ts';
import { connectSides } from '../workspace/connect-sides.ts';
import type { Addresses, TokenSource } from '../workspace/connect-sides.ts';
import {
  credentialsFromEnvironment,
  readEnvironment,
} from '../workspace/environment-credentials.ts';
import type { EnvironmentSignIn, TokenStore } from '../workspace/environment-credentials.ts';
import { readSettings } from '../workspace/settings.ts';
import { admit } from '../workspace/tie.ts';
import { demoDir, findWorkspace, gatePath, journalPath } from '../workspace/workspaces.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import type { Output } from './output.ts';

export interface CommandSession {
  readonly workspace: Workspace;
  readonly engine: Engine;
  readonly demo: Demo | null;
  /** Null for a side nobody is signed in to, and where nothing goes online. */
  readonly addresses: Addresses;
  readonly ask: <K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ) => Promise<EngineRequests[K]['output']>;
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  readonly dataDir: string;
  readonly workspaceName: string;
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
  readonly demo?: { readonly rows: number | null; readonly isFresh: boolean };
  /** False for commands that only read the journal: no server is started and no keychain asked. */
  readonly isOnline: boolean;
  /** Where a refresh token goes that takes the place of the environment's. */
  readonly tokenStore?: TokenStore;
}

const NOWHERE_TO_KEEP =
  'SF_REFRESH_TOKEN is set, and --token-store keychain is not: if Salesforce gives a new refresh token when this one is renewed, it can be kept nowhere, and the run stops there. Add --token-store keychain.';

export async function openSession(options: SessionOptions): Promise<CommandSession> {
  const { dataDir, isOnline, output } = options;
  const workspace = findWorkspace(dataDir, options.workspaceName);
  const given = isOnline ? readEnvironment(options.env) : null;
  const demo =
    isOnline && workspace.kind === 'demo' && !given ? await openDemo(options, workspace) : null;
  let engine: Engine;
  let addresses: Addresses = { salesforce: null, voyage: null };
  try {
    const credentials = isOnline ? await findCredentials(options, workspace, given, demo) : null;
    addresses = credentials?.addresses ?? addresses;
    const { callsPercent } = readSettings(dataDir, workspace.name);
    engine = await createEngine({
      workspace,
      journalPath: journalPath(dataDir, workspace.name),
      actor: userName(),
      clock: () => new Date(),
      newId: () => uuidv7(),
      log: () => undefined,
      sides: () =>
        credentials === null
          ? null
          : connectSides({
              kind: workspace.kind,
              addresses: credentials.addresses,
              tiedTo: credentials.tiedTo,
              tokens: tokensOf(credentials),
              gatePath: gatePath(dataDir),
              callsPercent: () => callsPercent,
              version: packageFacts.version,
              log: () => undefined,
            }),
      admit: ({ side, id, name }) =>
        admit(dataDir, workspace, side, { id, name, url: credentials?.addresses[side] ?? '' }),
    });
  } catch (cause) {
    await demo?.close();
    throw cause;
  }
  engine.on('progress', (now) => output.progress(now));
  engine.on('push', (now) => output.push(now));

  async function ask<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<EngineRequests[K]['output']> {
    const reply = await engine.call(channel, input);
    if (!reply.ok) throw new Refusal(reply.error);
    return reply.value;
  }
  async function close(): Promise<void> {
    await engine.close();
    await demo?.close();
  }

  try {
    if (demo) {
      await prepareDemo(engine, {
        campaignId: demo.campaignId,
        eventId: demo.eventId,
        chapter: () => demo.chapter(),
        advance: () => {
          demo.advance();
          return Promise.resolve();
        },
      });
    } else if (options.isOnline) await ask('engine:connect', null);
  } catch (cause) {
    await close();
    throw cause;
  }
  return { workspace, engine, demo, addresses, ask, close };
}

function openDemo(options: SessionOptions, workspace: Workspace): Promise<Demo> {
  return startDemo({
    dir: demoDir(options.dataDir, workspace.name),
    rows: options.demo?.rows ?? DEMO_ROWS,
    seed: DEMO_SEED,
    fresh: options.demo?.isFresh ?? false,
    clock: () => new Date(),
  });
}

async function findCredentials(
  options: SessionOptions,
  workspace: Workspace,
  given: EnvironmentSignIn | null,
  demo: Demo | null,
): Promise<Credentials> {
  const { dataDir, tokenStore = null } = options;
  const clock = () => new Date();
  if (demo !== null) {
    return credentialsOfDemo({ endpoints: demo, dir: demoDir(dataDir, workspace.name), clock });
  }
  const from = { vault: createTokenVault(), dataDir, workspace, clock };
  if (given !== null) {
    const canRotate = given.salesforce.renewal !== undefined && tokenStore === null;
    if (canRotate) options.output.say(NOWHERE_TO_KEEP);
    return credentialsFromEnvironment(given, { ...from, tokenStore });
  }
  const kept = await credentialsFromVault(from);
  if (kept.trouble !== null) throw new Refusal(kept.trouble);
  return kept;
}

function tokensOf({ token }: Credentials): TokenSource {
  return {
    async accessToken(side) {
      const current = await token(side, null);
      if (current === null) throw new Refusal({ code: 'auth/not-signed-in', side });
      return current;
    },
    refresh: token,
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
