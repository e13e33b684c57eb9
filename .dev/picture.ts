/** Takes a picture of the review screen of a demo, in a window nobody sees. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable } from '../test/electron-executable.ts';

const ROOT = join(import.meta.dirname, '..');
const FIRST_FILL_MS = 120_000;

export async function takePicture(
  path: string,
  dataArgs: readonly string[],
  theme: 'light' | 'dark' = 'light',
): Promise<void> {
  const electron = electronExecutable();
  if (electron.kind === 'stand-in') process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dir;
  mkdirSync(dirname(path), { recursive: true });
  const app = await _electron.launch({ args: ['.', ...dataArgs], cwd: ROOT });
  try {
    const page = await app.firstWindow();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await page.locator('[data-test="mess-conflict"]').waitFor({ timeout: FIRST_FILL_MS });
    await page.locator('[data-test="way-on"]').click();
    await page.locator('[data-test="review-row"]').first().waitFor();
    await page.screenshot({ path });
  } finally {
    await app.close();
  }
}
