/** The composition root of main: builds everything, opens the window, and ends it in order. */
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, shell } from 'electron';
import { Refusal } from './engine/refusal.ts';
import type { Channel, Reply, Requests } from '../shared/ipc/contract.ts';
import { ENGINE_CHANNELS } from '../shared/ipc/contract.ts';
import type { EngineChannel } from '../shared/ipc/engine-contract.ts';
import { openLog } from './app/log.ts';
import { readOptions } from './app/options.ts';
import { DEMO_ROWS } from './demo/size.ts';
import { registerRendererScheme, RENDERER_ORIGIN, serveRenderer } from './app/renderer-protocol.ts';
import { createSession } from './app/session.ts';
import { createSignIns } from './app/sign-ins.ts';
import { createWindow, lockSession } from './app/window.ts';
import { createTokenVault } from './auth/token-vault.ts';
import { registerChannels } from './ipc/register.ts';
import { shellHandlers } from './ipc/shell-handlers.ts';

const here = import.meta.dirname;
const options = readOptions(process.argv, app.getPath('userData'));
app.setPath('userData', options.dataDir);
registerRendererScheme();

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const log = openLog(join(options.dataDir, 'logs'), () => new Date());
  const vault = createTokenVault();
  let window: BrowserWindow | null = null;

  const signIns = createSignIns({
    vault,
    dataDir: options.dataDir,
    openBrowser: (url) => shell.openExternal(url),
    clock: () => new Date(),
    onChange: () => session.announceState(),
  });
  const session = createSession({
    version: app.getVersion(),
    dataDir: options.dataDir,
    env: process.env,
    vault,
    scripts: {
      engine: new URL('./engine-worker.js', import.meta.url),
      demo: new URL('./demo-worker.js', import.meta.url),
    },
    demoRows: options.rows ?? DEMO_ROWS,
    log,
    signInUnderWay: signIns.pending,
    announce: (event, payload) => {
      if (window && !window.isDestroyed()) window.webContents.send(`event:${event}`, payload);
    },
  });
  const own = shellHandlers({
    session,
    signIns,
    dataDir: options.dataDir,
    window: () => window,
  });

  async function handle<K extends Channel>(
    channel: K,
    input: Requests[K]['input'],
  ): Promise<Reply<K>> {
    if (isEngineChannel(channel)) return await session.call(channel, input as never);
    try {
      const answers = own as Record<
        Channel,
        (input: Requests[K]['input']) => Promise<Requests[K]['output']>
      >;
      return { ok: true, value: await answers[channel](input) };
    } catch (cause) {
      if (cause instanceof Refusal) return { ok: false, error: cause.error };
      throw cause;
    }
  }
  registerChannels(handle, log);
  lockSession();
  serveRenderer(join(here, '..', 'renderer'));

  window = createWindow(join(here, '..', 'preload', 'index.cjs'));
  window.on('closed', () => (window = null));
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  endInOrder(async () => {
    await signIns.cancel();
    await session.close();
  });

  await Promise.all([
    window.loadURL(`${RENDERER_ORIGIN}/index.html`),
    session.open(options.workspace ?? session.lastWorkspace()),
  ]);
}

/** The engine stops at a safe point and closes its journal before the process ends. */
function endInOrder(close: () => Promise<void>): void {
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

function isEngineChannel(channel: Channel): channel is EngineChannel {
  return Object.hasOwn(ENGINE_CHANNELS, channel);
}
