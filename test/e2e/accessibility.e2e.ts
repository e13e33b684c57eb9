import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
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
