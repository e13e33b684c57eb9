/**
 * `app`: names, paths, switches and the life from `ready` to the process's end.
 *
 * Order:  before-quit, each window's close (which may veto), will-quit, quit, Chromium closed, exit.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { StrictEmitter, strict } from '../not-implemented.ts';
import { preventable } from '../preventable.ts';
import { createAppPaths, type AppPaths } from './app-paths.ts';
import { createSingleInstance } from './single-instance.ts';

const TELL_WITHIN_MS = 500;

export interface AppHost {
  readonly switches: Map<string, string>;
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  openWindows(): readonly { tryClose(): Promise<boolean>; destroy(): void }[];
  closeBrowser(): Promise<void>;
}

/** What the host, and nobody else, tells the app. */
export interface Lifecycle {
  readonly app: StrictEmitter;
  readonly paths: AppPaths;
  readonly isReady: () => boolean;
  readonly quit: () => void;
  announceReady(): void;
  readonly windowClosed: () => void;
  readonly browserGone: () => void;
}

type Phase = 'starting' | 'running' | 'quitting' | 'ending';

export function createApp(host: AppHost): Lifecycle {
  const app = new StrictEmitter('app');
  const ready = Promise.withResolvers<void>();
  const paths = createAppPaths(() => name, host.switches.get('user-data-dir'));
  const lock = createSingleInstance(
    () => paths.get('userData'),
    ({ argv, workingDirectory, additionalData }) =>
      app.emit('second-instance', preventable({}), argv, workingDirectory, additionalData),
  );
  let { name } = host;
  let phase: Phase = 'starting';
  let isReady = false;
  let exitCode = 0;

  const finish = async (): Promise<void> => {
    if (phase === 'ending') return;
    phase = 'ending';
    await Promise.race([lock.told(), delay(TELL_WITHIN_MS)]);
    app.emit('quit', preventable({}), exitCode);
    lock.release();
    await host.closeBrowser();
    process.exit(exitCode);
  };

  const stay = (): void => {
    if (phase === 'quitting') phase = isReady ? 'running' : 'starting';
  };

  const quit = async (): Promise<void> => {
    if (phase === 'quitting' || phase === 'ending') return;
    phase = 'quitting';
    const before = preventable({});
    app.emit('before-quit', before);
    if (before.defaultPrevented) {
      stay();
      return;
    }
    for (const window of host.openWindows()) {
      if (!(await window.tryClose())) {
        stay();
        return;
      }
    }
    const last = preventable({});
    app.emit('will-quit', last);
    if (last.defaultPrevented) stay();
    else await finish();
  };

  const exit = (code = 0): void => {
    exitCode = code;
    for (const window of host.openWindows()) window.destroy();
    void finish();
  };

  const members = {
    isPackaged: false,
    dock: undefined,
    commandLine: createCommandLine(host.switches),
    whenReady: () => ready.promise,
    isReady: () => isReady,
    quit: () => void quit(),
    exit,
    getName: () => name,
    setName: (value: string) => {
      name = value;
    },
    getVersion: () => host.version,
    getAppPath: () => host.folder,
    getPath: (key: string) => paths.get(key),
    setPath: (key: string, path: string) => {
      paths.set(key, path);
    },
    getLocale: () => host.switches.get('lang') ?? 'en-US',
    requestSingleInstanceLock: (additionalData?: unknown) => lock.request(additionalData),
    hasSingleInstanceLock: () => lock.has(),
    releaseSingleInstanceLock: () => {
      lock.release();
    },
    setAppUserModelId: () => undefined,
    enableSandbox: () => undefined,
  };
  Object.assign(app, members);
  Object.defineProperty(app, 'name', { get: () => name, set: members.setName });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, members.quit);
  process.on('exit', () => {
    lock.release();
  });

  return {
    app,
    paths,
    isReady: () => isReady,
    quit: members.quit,
    announceReady: () => {
      isReady = true;
      if (phase === 'starting') phase = 'running';
      // Through `app.emit` as it is now: Playwright's loader has put itself there and keeps the arguments for later.
      app.emit('ready', preventable({}), {});
      ready.resolve();
    },
    windowClosed: () => {
      if (host.openWindows().length > 0 || phase !== 'running') return;
      if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
      else void quit();
    },
    browserGone: () => {
      if (phase === 'ending') return;
      // Ctrl+C reaches Chromium as well: its end while quitting is no error.
      if (phase !== 'quitting') {
        process.stderr.write('chromium-host: Chromium went away\n');
        exitCode = 1;
      }
      void finish();
    },
  };
}

function createCommandLine(switches: Map<string, string>): object {
  return strict('app.commandLine', {
    appendSwitch: (name: string, value = '') => {
      const earlier = name.endsWith('-features') ? switches.get(name) : undefined;
      switches.set(name, earlier === undefined ? value : `${earlier},${value}`);
    },
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
    removeSwitch: (name: string) => {
      switches.delete(name);
    },
  });
}
