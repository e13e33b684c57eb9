/** One running app for the tests that leave it as they found it; each gets a freshly loaded page. */
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { electronExecutable } from '../../electron-executable.ts';
import { end, launch, type Running } from './launch.ts';

export const isStandIn = electronExecutable().kind === 'stand-in';

export const test = base.extend<{ app: ElectronApplication; page: Page }, { running: Running }>({
  running: [
    async ({}, use) => {
      const running = await launch();
      await use(running);
      await end(running);
    },
    { scope: 'worker' },
  ],
  app: async ({ running }, use) => {
    await use(running.app);
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    // A reload in the moment of the first commit meets a page that is still changing its process.
    await page.waitForLoadState();
    await page.reload();
    await use(page);
  },
});

export { expect } from '@playwright/test';
