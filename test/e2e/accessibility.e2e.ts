import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { fillBrowserForm, nextOpened, press } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { forgetAll } from './kept-sign-ins.ts';
import { commit, goTo, push, skipOpenStatuses, startPush } from './steps.ts';

/** Nothing that axe calls serious or critical; in dark, where colours alone are others, its rule for those. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const theme of ['Light', 'Dark'] as const) {
    await page.getByTestId('view-menu').click();
    await page.getByRole('button', { name: theme, exact: true }).click();
    await page.getByTestId('view-menu').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
    // Colours that are still on their way from one theme to the other are nobody's colours.
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    if (theme === 'Dark') axe.withRules(['color-contrast']);
    const { violations } = await axe.analyze();
    const bad = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    expect.soft(bad, `${screen}, ${theme}`).toEqual([]);
  }
}

test('no screen has a serious fault that axe can see, in light and dark', async ({
  openApp,
  far,
}) => {
  test.setTimeout(240_000);
  const { page } = await openApp();
  await expect(page.getByTestId('way-on')).toBeVisible();
  await expectAccessible(page, 'Connect');
  await goTo(page, 'sync');
  await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();
  await expectAccessible(page, 'Sync');
  await goTo(page, 'review');
  await expect(page.getByTestId('person-drawer')).toBeVisible();
  await expectAccessible(page, 'Review');
  await goTo(page, 'sync');
  await skipOpenStatuses(page);
  await commit(page, 'import');
  await expectAccessible(page, 'Plan');
  await push(page);
  await expect(page.getByTestId('outcome-detail')).toBeVisible();
  await expectAccessible(page, 'Outcomes');
  await goTo(page, 'audit');
  await expect(page.getByTestId('audit-row')).toHaveCount(2);
  await expectAccessible(page, 'Audit');
  await goTo(page, 'sync');
  await commit(page, 'export');
  await far.faults('salesforce', { expireToken: true });
  await startPush(page);
  await expect(page.getByTestId('push-waits')).toBeVisible();
  await expectAccessible(page, 'Push');
});

test('nor have the people who may be one, and the addresses of several', async ({
  openApp,
  engine,
  far,
}) => {
  const lead = {
    FirstName: 'Bob',
    LastName: 'Lindqvist',
    Company: 'Northwind',
    Phone: '+49 30 5550101',
  };
  await far.addMember({ ...lead, Email: 'bob@example.com' }, 'Sent');
  const robert = { firstName: 'Robert', lastName: 'Lindqvist', company: 'Northwind' };
  await far.register({ ...robert, phone: lead.Phone, email: 'rob@example.net', status: 'invited' });
  await engine(async (ask) => {
    await ask('engine:connect', null);
    await ask('pull:start', { isFull: true });
    await ask('suggestions:find', null);
  });
  const { page } = await openApp();
  await goTo(page, 'review');
  await page.getByTestId('open-pairs').click();
  await expect(page.getByTestId('suggestion')).toHaveCount(2);
  await expectAccessible(page, 'Who is who');
  await page.getByRole('button', { name: /^Shared addresses/ }).click();
  await expect(page.getByTestId('shared-address').first()).toBeVisible();
  await expectAccessible(page, 'Who is who, shared addresses');
});

test.describe('signing in', () => {
  test.use({ kind: 'sandbox', isPrepared: false, rows: 70 });

  test('has no serious fault that axe can see either', async ({ openApp, world, dataDir }) => {
    test.setTimeout(240_000);
    try {
      const { app, page } = await openApp({ isSignedIn: false });
      await page.getByTestId('paste-token').click();
      await page.getByTestId('connect-salesforce').click();
      await expect(page.getByText('Type the address of your org')).toBeVisible();
      await expectAccessible(page, 'Connect, nobody signed in');
      await page.getByTestId('show-guide').click();
      await expect(page.getByTestId('admin-guide')).toBeVisible();
      const axe = await new AxeBuilder({ page }).setLegacyMode(true).include('dialog').analyze();
      expect(axe.violations.map(({ id }) => id)).toEqual([]);
      await page.keyboard.press('Escape');

      await fillBrowserForm(page, world.salesforce.url);
      const opened = await nextOpened(app);
      await page.getByTestId('salesforce-browser').click();
      const url = await opened.url;
      await expectAccessible(page, 'Connect, waiting for the browser');
      await press(url, 'deny');
      await expect(page.getByTestId('sign-in-failure-salesforce')).toBeVisible();
      await expectAccessible(page, 'Connect, a sign-in that failed');
      const again = await nextOpened(app);
      await page.getByTestId('sign-in-remedy').click();
      await press(await again.url, 'allow');
      await expect(page.getByTestId('account')).toHaveCount(1);
      await page.getByTestId('another-salesforce').click();
      await expectAccessible(page, 'Connect, one side signed in');
    } finally {
      await forgetAll(dataDir);
    }
  });
});
