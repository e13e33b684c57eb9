/** The Chromium process: its profile, its start, its end. It ends by itself when our end of the pipe closes. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { HostSettings, Say } from '../host-settings.ts';
import { CdpConnection } from './cdp.ts';
import { findChromium } from './find-chromium.ts';
import { chromiumFlags } from './flags.ts';

const KEPT_LINES = 50;
const CLOSE_WITHIN_MS = 3000;

export interface ChromiumProcess {
  readonly executable: string;
  readonly profile: string;
  readonly version: string;
  readonly connection: CdpConnection;
  /** Of the port that was asked for; never settles when none was. */
  readonly devtoolsUrl: Promise<string>;
  close(): Promise<void>;
  kill(): void;
}

export interface ChromiumStart {
  readonly profile: string;
  readonly headless: boolean;
  readonly devtoolsPort: string | undefined;
  readonly switches: ReadonlyMap<string, string>;
  readonly settings: HostSettings;
  readonly log: Say;
}

export async function startChromium(start: ChromiumStart): Promise<ChromiumProcess> {
  const executable = findChromium(start.settings.browser, start.headless);
  const inUse = isProfileInUse(start.profile);
  const profile = inUse ? mkdtempSync(join(tmpdir(), 'chromium-host-profile-')) : start.profile;
  mkdirSync(profile, { recursive: true });
  const flags = chromiumFlags({ ...start, profile });
  start.log([executable, ...flags].join(' '));

  const child = spawn(executable, flags, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(String(code ?? signal));
    });
    child.once('error', (error) => {
      resolve(error.message);
    });
  });
  const lines: string[] = [];
  const devtools = Promise.withResolvers<string>();
  createInterface({ input: child.stdio[2] as Readable }).on('line', (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    const url = /^DevTools listening on (ws:\/\/.*)$/.exec(line)?.[1];
    if (url === undefined) start.log(`chromium: ${line}`);
    else devtools.resolve(url);
  });

  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const version = await Promise.race([
    connection.root.send('Browser.getVersion'),
    ended.then((how) => {
      throw new Error(`chromium-host: Chromium ended at its start (${how})\n${lines.join('\n')}`);
    }),
  ]);
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  return {
    executable,
    profile,
    version: version.product.split('/')[1] ?? '',
    connection,
    devtoolsUrl: devtools.promise,
    kill,
    close: async () => {
      connection.root.post('Browser.close');
      const timer = new AbortController();
      const late = delay(CLOSE_WITHIN_MS, undefined, { signal: timer.signal }).then(
        kill,
        () => undefined,
      );
      await Promise.race([ended, late]);
      timer.abort();
      await ended;
      if (inUse) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A second Chromium on one profile would hand over to the first and end. */
function isProfileInUse(profile: string): boolean {
  try {
    const owner = /-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1];
    process.kill(Number(owner), 0);
    return true;
  } catch {
    return false;
  }
}
