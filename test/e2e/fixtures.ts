/**
 * What each end-to-end test stands on: a data folder of its own, both counterparts in the test's process,
 * and the built app in a real window. The journal is read after the app has closed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { prepareDemo } from '../../electron/demo/prepare-demo.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { journalPath } from '../../electron/workspace/workspaces.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import { farSidesOf, startFarSides } from './far-sides.ts';
import type { FarSides, FarWorld } from './far-sides.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Asked for alone: pictures and copies of the page at each step cost as much as the test itself. */
const isTraced = process.env['TRACE'] === '1';

export type AskEngine = <K extends EngineChannel>(
  channel: K,
  input: EngineRequests[K]['input'],
) => Promise<EngineRequests[K]['output']>;

interface AppWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

interface OpenOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** False: no credentials in its environment, so that a person has to sign in. */
  readonly isSignedIn?: boolean;
}

interface Fixtures {
  /** The workspace: the demo's, or a sandbox. */
  readonly kind: 'demo' | 'sandbox';
  /** About how many people there are. */
  readonly rows: number;
  readonly seed: number;
  readonly dataDir: string;
  readonly world: FarWorld;
  readonly far: FarSides;
  /** Works on the journal with the engine itself; only while the app is not open. */
  readonly engine: <T>(work: (ask: AskEngine, engine: Engine) => Promise<T>) => Promise<T>;
  /** Whether the first sync was done and the story went on, so that there is something to reconcile. */
  readonly isPrepared: boolean;
  readonly prepared: null;
  readonly openApp: (options?: OpenOptions) => Promise<AppWindow>;
}

export const test = base.extend<Fixtures>({
  kind: ['demo', { option: true }],
  // Each part of the story is told once from 70 people on.
  rows: [90, { option: true }],
  seed: [7, { option: true }],
  isPrepared: [true, { option: true }],

  dataDir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'reconcile-e2e-'));
    await use(dir);
    rmSync(dir, { recursive: true, force: true });
  },

  world: async ({ kind, rows, seed }, use) => {
    const world = await startFarSides({ kind, rows, seed });
    await use(world);
    await world.close();
  },

  far: async ({ world }, use) => {
    await use(farSidesOf(world));
  },

  engine: async ({ dataDir, kind, world }, use) => {
    await use(async (work) => {
      const engine = await createEngine({
        workspace: { name: kind, kind },
        journalPath: journalPath(dataDir, kind),
        actor: 'test',
        clock: () => new Date(),
        newId: () => uuidv7(),
        log: () => undefined,
        sides: () =>
          connectSides({
            kind,
            addresses: { salesforce: world.salesforce.url, voyage: world.voyage.url },
            tokens: {
              accessToken: (side) => Promise.resolve(world[side].token),
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

  prepared: [
    async ({ engine, isPrepared, world }, use) => {
      const story = {
        campaignId: world.campaignId,
        eventId: world.eventId,
        chapter: () => world.chapter(),
        advance: () => {
          world.advance();
          return Promise.resolve();
        },
      };
      if (isPrepared) await engine((_, opened) => prepareDemo(opened, story));
      await use(null);
    },
    { auto: true },
  ],

  openApp: async ({ dataDir, kind, world }, use, info) => {
    const open: ElectronApplication[] = [];
    await use(async ({ env = {}, isSignedIn = true } = {}) => {
      const credentials = {
        SF_INSTANCE_URL: world.salesforce.url,
        SF_ACCESS_TOKEN: world.salesforce.token,
        VOYAGE_URL: world.voyage.url,
        VOYAGE_TOKEN: world.voyage.token,
      };
      const app = await _electron.launch({
        args: ['.', '--data', dataDir, '--workspace', kind],
        cwd: ROOT,
        env: {
          ...(process.env as Record<string, string>),
          ...(isSignedIn ? credentials : {}),
          ...env,
        },
      });
      open.push(app);
      if (isTraced) await app.context().tracing.start({ screenshots: true, snapshots: true });
      const page = await app.firstWindow();
      await page.setViewportSize({ width: 1440, height: 900 });
      return {
        app,
        page,
        close: async () => {
          open.splice(open.indexOf(app), 1);
          await app.close();
        },
      };
    });
    for (const app of open) {
      if (isTraced) await app.context().tracing.stop({ path: info.outputPath('trace.zip') });
      if (info.status !== info.expectedStatus)
        await keepPicture(app, info.outputPath('failed.png'));
      await app.close();
    }
  },
});

/** What was there to see; a window that is gone or hangs has no picture, and the test has said why. */
async function keepPicture(app: ElectronApplication, path: string): Promise<void> {
  const page = app.windows()[0];
  await page?.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
}

export { expect } from '@playwright/test';
