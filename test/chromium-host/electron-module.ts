/** Puts the `electron` module together and starts what is behind it. */
import { join } from 'node:path';
import { createApp } from './api/app.ts';
import { createBrowserWindow } from './api/browser-window.ts';
import { createProtocol, CustomSchemes } from './api/custom-schemes.ts';
import { createClipboard, createDialog, createShell } from './api/desktop.ts';
import type { Host, OpenWindow } from './api/host.ts';
import { IpcMain } from './api/ipc-main.ts';
import { createApplicationMenu, MenuItem } from './api/menu.ts';
import { createNativeTheme } from './api/native-theme.ts';
import { createSession } from './api/session.ts';
import type { WebRequestRules } from './api/web-request.ts';
import { Browser } from './browser/browser.ts';
import type { CommandLine } from './command-line.ts';
import { say, type HostSettings } from './host-settings.ts';
import { absent, StrictEmitter, strict } from './not-implemented.ts';

const ABSENT_EXPORTS = [
  ...[
    'autoUpdater',
    'BaseWindow',
    'BrowserView',
    'contentTracing',
    'crashReporter',
    'desktopCapturer',
  ],
  ...[
    'globalShortcut',
    'ImageView',
    'inAppPurchase',
    'MessageChannelMain',
    'nativeImage',
    'net',
    'netLog',
    'Notification',
  ],
  ...[
    'powerSaveBlocker',
    'pushNotifications',
    'safeStorage',
    'screen',
    'ShareMenu',
    'sharedTexture',
    'systemPreferences',
  ],
  ...[
    'TouchBar',
    'Tray',
    'utilityProcess',
    'View',
    'WebContentsView',
    'webFrameMain',
    'parentPort',
  ],
];

export interface AppManifest {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

export interface ElectronHost {
  readonly electron: Readonly<Record<string, unknown>>;
  isReady(): boolean;
  /** Called when the app's entry has run to its end: its paths, schemes and switches are set by then. */
  start(): Promise<void>;
  readonly kill: () => void;
}

export function createElectronHost(
  manifest: AppManifest,
  commandLine: CommandLine,
  settings: HostSettings,
): ElectronHost {
  const windows = new Set<OpenWindow>();
  const schemes = new CustomSchemes();
  const webRequest: WebRequestRules = { beforeRequest: undefined, headersReceived: undefined };
  const ipcMain = new IpcMain();
  let browser: Browser | undefined;
  let lastId = 0;

  const lifecycle = createApp({
    ...manifest,
    switches: commandLine.switches,
    openWindows: () => [...windows],
    closeBrowser: () => browser?.close() ?? Promise.resolve(),
  });
  const eachPage = (act: (entry: OpenWindow) => unknown): (() => void) => {
    return () => {
      for (const entry of windows) act(entry);
    };
  };
  const refreshGates = eachPage(({ page }) => page.refreshGate());
  const protocol = createProtocol(schemes, lifecycle.isReady, refreshGates);
  const theme = createNativeTheme(eachPage(({ page }) => page.applyTheme()));
  const entryOf = (window: unknown): OpenWindow | undefined =>
    [...windows].find((entry) => entry.window === window);
  const menu = createApplicationMenu(
    {
      quit: lifecycle.quit,
      focusedWindow: () => [...windows].find((entry) => entry.isFocused())?.window,
      targetOf: (window) => {
        const entry = entryOf(window);
        return (
          entry && {
            close: () => void entry.tryClose(),
            minimize: entry.minimize,
            reload: () => {
              entry.contents.reload();
            },
            edit: (command) => {
              entry.page.edit(command);
            },
          }
        );
      },
    },
    eachPage(({ page }) => {
      page.post(['accelerators', menu.accelerators()]);
    }),
  );
  const running = (): Browser => {
    if (!browser) throw new Error('chromium-host: Chromium has not started');
    return browser;
  };
  const session = createSession({
    rules: webRequest,
    protocol,
    isReady: lifecycle.isReady,
    rulesChanged: refreshGates,
    setPermission: async (name, granted) => {
      const setting = granted ? 'granted' : 'denied';
      await running().root.send('Browser.setPermission', { permission: { name }, setting });
    },
  });
  const host: Host = {
    settings,
    schemes,
    webRequest,
    windows,
    app: lifecycle.app,
    appFolder: manifest.folder,
    ipcMain,
    answerInvoke: (event, channel, args) => ipcMain.answer(event, channel, args),
    isReady: lifecycle.isReady,
    windowClosed: lifecycle.windowClosed,
    defaultSession: () => (session as { defaultSession: unknown }).defaultSession,
    nextId: () => ++lastId,
    browser: running,
    menu: () => menu,
    theme: () => theme,
  };
  const contentsOf = (targetId: string): unknown =>
    [...windows].find(({ page }) => page.targetId === targetId)?.contents;
  const electron = {
    app: lifecycle.app,
    BrowserWindow: createBrowserWindow(host),
    clipboard: createClipboard(),
    dialog: createDialog(),
    ipcMain,
    Menu: menu.Menu,
    MenuItem,
    nativeTheme: theme.nativeTheme,
    powerMonitor: new StrictEmitter('powerMonitor'),
    protocol,
    session,
    shell: createShell(settings.hasDisplay && commandLine.devtoolsPort === undefined),
    webContents: strict('webContents', {
      getAllWebContents: () => [...windows].map(({ contents }) => contents),
      fromDevToolsTargetId: contentsOf,
    }),
    ...Object.fromEntries(ABSENT_EXPORTS.map((name) => [name, absent(name)])),
  };

  return {
    electron,
    isReady: lifecycle.isReady,
    kill: () => browser?.kill(),
    start: async () => {
      const port = commandLine.devtoolsPort ?? (settings.headless ? '0' : undefined);
      if (port === undefined && !settings.hasDisplay) {
        throw new Error(
          'Missing X server or $DISPLAY: no window can be shown here. Use "xvfb-run npm start", or CHROMIUM_HOST_HEADLESS=1 to run without one.',
        );
      }
      browser = await Browser.start({
        profile: join(lifecycle.paths.get('sessionData'), 'Chromium'),
        devtoolsPort: port,
        switches: commandLine.switches,
        settings,
        log: settings.log ? say : () => undefined,
        onStray: (opener, url) => {
          [...windows].find(({ page }) => page === opener)?.contents.windowOpened(url, '', '');
        },
      });
      Object.assign(process.versions, { chrome: browser.version });
      browser.onGone(lifecycle.browserGone);
      if (port !== undefined)
        process.stderr.write(`\nDevTools listening on ${await browser.devtoolsUrl}\n`);
      lifecycle.announceReady();
    },
  };
}
