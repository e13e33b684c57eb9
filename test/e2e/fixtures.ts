/**
 * What each end-to-end test stands on: a data folder of its own, the demo's two servers in the test's
 * process, and the built app in a real window. The journal is read after the app has closed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { prepareDemo } from '../../electron/demo/prepare-demo.ts';
import { startDemo } from '../../electron/demo/start-demo.ts';
import type { Demo } from '../../electron/demo/start-demo.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { journalPath } from '../../electron/workspace/workspaces.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import { farSidesOf } from './far-sides.ts';
import type { FarSides } from './far-sides.ts';

const ROOT = join(import.meta.dirname, '../..');
const WORKSPACE = { name: 'demo', kind: 'demo' } as const;

export type AskEngine = <K extends EngineChannel>(
  channel: K,
  input: EngineRequests[K]['input'],
) => Promise<EngineRequests[K]['output']>;

export interface AppWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  close(): Promise<void>;
}

interface Fixtures {
  /** About how many people the demo has. */
  readonly rows: number;
  readonly seed: number;
  readonly dataDir: string;
  readonly demo: Demo;
  readonly far: FarSides;
  /** Works on the journal with the engine itself; only while the app is not open. */
  readonly engine: <T>(work: (ask: AskEngine, engine: Engine) => Promise<T>) => Promise<T>;
  /** First sync and chapter 2 done: there is something to reconcile. */
  readonly prepared: null;
  readonly openApp: (options?: { readonly env?: Readonly<Record<string, string>> }) => Promise<AppWindow>;
}

export const test = base.extend<Fixtures>({
  rows: [200, { option: true }],
  seed: [7, { option: true }],

  dataDir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'reconcile-e2e-'));
    await use(dir);
    rmSync(dir, { recursive: true, force: true });
  },

  demo: async ({ rows, seed }, use) => {
    const demo = await startDemo({ dir: null, rows, seed, clock: () => new Date() });
    await use(demo);
    await demo.close();
  },

  far: async ({ demo }, use) => {
    await use(farSidesOf(demo));
  },

  engine: async ({ dataDir, demo }, use) => {
    await use(async (work) => {
      const engine = await createEngine({
        workspace: WORKSPACE,
        journalPath: journalPath(dataDir, WORKSPACE.name),
        actor: 'test',
        clock: () => new Date(),
        newId: () => uuidv7(),
        log: () => undefined,
        sides: () =>
          connectSides({
            kind: WORKSPACE.kind,
            addresses: { salesforce: demo.salesforce.url, voyage: demo.voyage.url },
            tokens: {
              accessToken: (side) => Promise.resolve(demo[side].token),
              refresh: () => Promise.resolve(null),
            },
            log: () => undefined,
          }),
      });
      try {
        return await work(async (channel, input) => {
          const reply = await engine.call(channel, input);
          if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
          return reply.value;
        }, engine);
      } finally {
        await engine.close();
      }
    });
  },

  prepared: async ({ engine, demo }, use) => {
    await engine((_, opened) =>
      prepareDemo(opened, {
        campaignId: demo.campaignId,
        eventId: demo.eventId,
        chapter: () => demo.chapter(),
        advance: () => {
          demo.advance();
          return Promise.resolve();
        },
      }),
    );
    await use(null);
  },

  openApp: async ({ dataDir, demo }, use, info) => {
    const open: ElectronApplication[] = [];
    await use(async (options = {}) => {
      const app = await _electron.launch({
        args: ['.', '--data', dataDir, '--workspace', WORKSPACE.name],
        cwd: ROOT,
        env: {
          ...(process.env as Record<string, string>),
          SF_INSTANCE_URL: demo.salesforce.url,
          SF_ACCESS_TOKEN: demo.salesforce.token,
          VOYAGE_URL: demo.voyage.url,
          VOYAGE_TOKEN: demo.voyage.token,
          ...options.env,
        },
      });
      open.push(app);
      await app.context().tracing.start({ screenshots: true, snapshots: true });
      const page = await app.firstWindow();
      await page.setViewportSize({ width: 1440, height: 900 });
      return {
        app,
        page,
        close: async () => {
          open.splice(open.indexOf(app), 1);
          await keepTrace(app, info.outputPath('trace.zip'), false);
          await app.close();
        },
      };
    });
    for (const app of open) {
      await keepTrace(app, info.outputPath('trace.zip'), info.status !== info.expectedStatus);
      await app.close();
    }
  },
});

async function keepTrace(app: ElectronApplication, path: string, isWanted: boolean): Promise<void> {
  await app.context().tracing.stop(isWanted ? { path } : {});
}

export { expect } from '@playwright/test';
