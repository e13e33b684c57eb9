/** Which Electron runs here: the only place that knows of the stand-in. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium-host/browser/find-chromium.ts';

export interface ElectronExecutable {
  readonly path: string;
  /** The folder `ELECTRON_OVERRIDE_DIST_PATH` takes. */
  readonly dir: string;
  readonly kind: 'electron' | 'stand-in';
  /** One line for people: which, and which version. */
  describe(): string;
}

const STAND_IN = join(import.meta.dirname, 'chromium-host');
const PACKAGE = join(import.meta.dirname, '../node_modules/electron');

/**
 * In order: a folder a person named in ELECTRON_OVERRIDE_DIST_PATH; the binary the `electron` package has downloaded; the
 * stand-in. Never calls `require('electron')`, which would start that download.
 *
 * Errors: throws when REQUIRE_ELECTRON=1 and only the stand-in is left.
 */
export function electronExecutable(env: NodeJS.ProcessEnv = process.env): ElectronExecutable {
  const named = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named !== undefined && named !== '' && named !== STAND_IN)
    return real(named, readText('path.txt') ?? 'electron');
  const downloaded = readText('path.txt');
  if (downloaded !== undefined && isExecutable(join(PACKAGE, 'dist', downloaded)))
    return real(join(PACKAGE, 'dist'), downloaded);
  if (env.REQUIRE_ELECTRON === '1') {
    throw new Error(
      'REQUIRE_ELECTRON=1, and no Electron binary is here: run "npx install-electron", or unset it to use the stand-in.',
    );
  }
  const path = join(STAND_IN, 'electron');
  return {
    path,
    dir: STAND_IN,
    kind: 'stand-in',
    describe: () => `electron: stand-in on ${chromiumVersion()} (no Electron binary here)`,
  };
}

function real(dir: string, file: string): ElectronExecutable {
  const path = join(dir, file);
  const { version } = JSON.parse(readText('package.json') ?? '{}') as { version?: string };
  return { path, dir, kind: 'electron', describe: () => `electron: ${version ?? path} (real)` };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(join(PACKAGE, file), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function chromiumVersion(): string {
  const full = execFileSync(findChromium(process.env.CHROMIUM_HOST_BROWSER, true), ['--version'], {
    encoding: 'utf8',
  });
  return /Chrom\w+ \d+/.exec(full)?.[0] ?? full.trim();
}
