import { accessSync, constants } from 'node:fs';

/** Debian's `/usr/bin/chromium` is a shell script with output of its own: the binary behind it comes first. */
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** `named` is CHROMIUM_HOST_BROWSER. Errors: throws when no Chromium is here, with the way out. */
export function findChromium(named: string | undefined): string {
  const found = (named === undefined ? PLACES : [named]).find(isExecutable);
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
