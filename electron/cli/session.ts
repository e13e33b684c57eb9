/** Opens a workspace for one command: the engine in this process, with the credentials that are there. */
import { userInfo } from 'node:os';
import { v7 as uuidv7 } from 'uuid';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';
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
import { credentialsFromEnvironment } from '../workspace/environment-credentials.ts';
import { demoDir, findWorkspace, journalPath } from '../workspace/workspaces.ts';
import type { Workspace } from '../workspace/workspaces.ts';
import type { Output } from './output.ts';

export interface CommandSession {
  readonly workspace: Workspace;
  readonly engine: Engine;
  readonly demo: Demo | null;
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
}

export async function openSession(options: SessionOptions): Promise<CommandSession> {
  const workspace = findWorkspace(options.dataDir, options.workspaceName);
  const given = options.isOnline ? credentialsFromEnvironment(options.env) : null;
  const demo =
    options.isOnline && workspace.kind === 'demo' && !given
      ? await openDemo(options, workspace)
      : null;
  const credentials =
    given ?? (demo ? credentialsOf(demo) : options.isOnline ? await fromVault(workspace) : null);
  let engine: Engine;
  try {
    engine = await createEngine({
      workspace,
      journalPath: journalPath(options.dataDir, workspace.name),
      actor: userName(),
      clock: () => new Date(),
      newId: () => uuidv7(),
      log: () => undefined,
      sides: () =>
        credentials === null
          ? null
          : connectSides({ kind: workspace.kind, ...credentials, log: () => undefined }),
    });
  } catch (cause) {
    await demo?.close();
    throw cause;
  }
  engine.on('progress', (now) => options.output.progress(now));
  engine.on('push', (now) => options.output.push(now));

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
  return { workspace, engine, demo, ask, close };
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

interface Given {
  readonly addresses: Addresses;
  readonly tokens: TokenSource;
}

function credentialsOf(demo: Demo): Given {
  const token: Readonly<Record<Side, string>> = {
    salesforce: demo.salesforce.token,
    voyage: demo.voyage.token,
  };
  return {
    addresses: { salesforce: demo.salesforce.url, voyage: demo.voyage.url },
    tokens: {
      accessToken: (side) => Promise.resolve(token[side]),
      refresh: () => Promise.resolve(null),
    },
  };
}

async function fromVault(workspace: Workspace): Promise<Given> {
  const vault = createTokenVault();
  const urls: Partial<Record<Side, string>> = {};
  for (const side of SIDES) {
    const read = await vault.read(workspace.name, side);
    if (!read.ok) throw new Refusal(read.error);
    if (!read.value) throw new Refusal({ code: 'auth/not-signed-in', side });
    urls[side] = read.value.url;
  }
  return {
    addresses: { salesforce: urls.salesforce ?? '', voyage: urls.voyage ?? '' },
    tokens: {
      async accessToken(side) {
        const read = await vault.read(workspace.name, side);
        if (read.ok && read.value) return read.value.accessToken;
        throw new Refusal({ code: 'auth/not-signed-in', side });
      },
      refresh: () => Promise.resolve(null),
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
