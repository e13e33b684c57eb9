import { defineConfig } from '@playwright/test';
import { electronExecutable } from './electron-executable.ts';

const electron = electronExecutable();
const isWorker = process.env.TEST_WORKER_INDEX !== undefined;
const description = isWorker ? '' : electron.describe();
if (!isWorker) process.stderr.write(`${description}\n`);

// Playwright adds its loader, which holds `ready` back, only to an executable it finds itself: through the electron package,
// which honours this variable. So tests launch with no executablePath, on both.
if (electron.kind === 'stand-in') process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.dir;

export default defineConfig({
  outputDir: '../test-results',
  // A second worker gains nothing on two cores.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { testIdAttribute: 'data-test' },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['html', { outputFolder: '../playwright-report', open: 'never' }]],
  metadata: { electron: electron.kind, description },
  projects: [
    { name: 'conformance', testDir: 'chromium-host', testMatch: 'conformance/*.spec.ts' },
    { name: 'e2e', testDir: 'e2e', testMatch: '*.e2e.ts' },
  ],
});
