import { accessSync, constants } from 'node:fs';

/** Chromium without its windows: the same engine, and a page in it costs half the CPU. */
const WITHOUT_WINDOWS = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium-headless-shell',
];

/** Debian's `/usr/bin/chromium` is a shell script with output of its own: the binary behind it comes first. */
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * `named` is CHROMIUM_HOST_BROWSER. `headless`: nobody looks at its windows.
 *
 * Errors: throws when no Chromium is here, with the way out.
 */
export function findChromium(named: string | undefined, headless: boolean): string {
  const places = headless ? [...WITHOUT_WINDOWS, ...PLACES] : PLACES;
  const found = (named === undefined ? places : [named]).find(isExecutable);
  if (found === undefined) {
    throw new Error(
      'chromium-host: no Chromium found. Install it (apt-get install chromium) or name it in CHROMIUM_HOST_BROWSER.',
    );
  }
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
