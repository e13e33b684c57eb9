import type { JSHandle } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import AxeBuilder from '@axe-core/playwright';
import './page-api.ts';
import { expect, test } from './fixtures.ts';
import { APP } from './launch.ts';

test('the first window is the page itself, titled, styled, and never about:blank', async ({
  app,
  page,
}) => {
  expect(app.windows()).toHaveLength(1);
  expect(page.url()).toMatch(/^(app:\/\/bundle|https:\/\/bundle\.app\..*)\/index\.html$/);
  await expect(page).toHaveTitle('Conformance App');
  await expect(page.getByRole('heading')).toHaveCSS('color', 'rgb(0, 90, 60)');
});

test('a click and the keyboard reach the page', async ({ page }) => {
  await page.getByRole('button', { name: 'Count 0' }).click();
  await expect(page.getByRole('button', { name: 'Count 1' })).toBeVisible();
  await page.getByLabel('Name').focus();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Backspace');
  await expect(page.locator('#echo')).toHaveText('Ad');
});

test('the content has the size that was asked for, on the page, in a screenshot and in capturePage', async ({
  app,
  page,
}) => {
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 700]);
  const png = await page.screenshot();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1000, 700]);
  const window = (await app.browserWindow(page)) as JSHandle<BrowserWindow>;
  expect(await window.evaluate((it) => it.getContentSize())).toEqual([1000, 700]);
  expect(
    await window.evaluate(async (it) => (await it.webContents.capturePage()).getSize()),
  ).toEqual({ width: 1000, height: 700 });
});

test('the window takes new bounds', async ({ app, page }) => {
  const window = (await app.browserWindow(page)) as JSHandle<BrowserWindow>;
  const before = await window.evaluate((it) => it.getBounds());
  await window.evaluate(
    (it, bounds) => it.setBounds({ width: bounds.width - 200, height: bounds.height - 100 }),
    before,
  );
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([800, 600]);
  await window.evaluate(
    (it, bounds) => it.setBounds({ width: bounds.width, height: bounds.height }),
    before,
  );
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 700]);
});

test('main can be evaluated: name, version, paths, arguments', async ({ app, running }) => {
  const facts = await app.evaluate(({ app: it }) => ({
    name: it.getName(),
    version: it.getVersion(),
    isPackaged: it.isPackaged,
    userData: it.getPath('userData'),
    folder: it.getAppPath(),
    args: process.argv.slice(1),
    isElectron: typeof process.versions.electron,
  }));
  expect(facts).toEqual({
    name: 'Conformance App',
    version: '0.3.0',
    isPackaged: false,
    userData: running.userData,
    folder: APP,
    args: [APP],
    isElectron: 'string',
  });
});

test('the page is told to be shown once, and loaded', async ({ running }) => {
  const told = (name: string) => running.journal().filter((line) => line === name).length;
  await expect.poll(() => told('ready-to-show')).toBe(1);
  await expect.poll(() => told('did-finish-load')).toBeGreaterThan(0);
  expect(told('ready-to-show')).toBe(1);
});

test('console lines and uncaught errors of the page arrive', async ({ page }) => {
  const line = page.waitForEvent('console', (message) => message.text() === 'hello');
  await page.evaluate('console.log("hello")');
  await line;
  const error = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('boom');
    });
  });
  expect((await error).message).toBe('boom');
});

test('the theme source reaches the page', async ({ page }) => {
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect(await page.evaluate(() => window.api.call('theme', 'dark'))).toBe(true);
  await expect.poll(isDark).toBe(true);
  expect(await page.evaluate(() => window.api.call('theme', 'light'))).toBe(false);
  await expect.poll(isDark).toBe(false);
});

test('a menu item runs when clicked, and by its accelerator, after a reload too', async ({
  app,
  page,
}) => {
  await page.bringToFront();
  await app.evaluate(({ Menu }) => {
    globalThis.menuClicks = 0;
    Menu.getApplicationMenu()?.getMenuItemById('new')?.click();
  });
  expect(await app.evaluate(() => globalThis.menuClicks)).toBe(1);
  await page.keyboard.press('Control+Shift+N');
  await expect.poll(() => app.evaluate(() => globalThis.menuClicks)).toBe(2);
});

test('a dialog is what the test makes of it, and the app sees the answer', async ({
  app,
  page,
}) => {
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/some/where.csv' });
  });
  expect(await page.evaluate(() => window.api.call('save'))).toEqual({
    canceled: false,
    filePath: '/some/where.csv',
  });
});

test('the clipboard gives back what was written', async ({ app }) => {
  const text = await app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('row 7');
    return clipboard.readText();
  });
  expect(text).toBe('row 7');
});

test('a refused permission is denied to the page', async ({ page }) => {
  const state = await page.evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
  );
  expect(state).toBe('denied');
});

test('power events can be emitted', async ({ app, running }) => {
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expect.poll(() => running.journal()).toContain('suspend');
});

test('a worker thread of main uses SQLite', async ({ page }) => {
  expect(await page.evaluate(() => window.api.call('sqlite', 1000))).toBe(1000);
});

test('axe can look at the page', async ({ page }) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations).toEqual([]);
});

test('a trace can be taken', async ({ app, page }, testInfo) => {
  const { tracing } = app.context();
  await tracing.start({ screenshots: true, snapshots: true });
  await page.getByRole('button').click();
  const path = testInfo.outputPath('trace.zip');
  await tracing.stop({ path });
  testInfo.attachments.push({ name: 'trace', path, contentType: 'application/zip' });
});
