import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { goTo } from './steps.ts';

test.use({ rows: 21_000, isPrepared: false });

async function firstShown(page: Page): Promise<number> {
  const rows = page.getByTestId('review-row');
  return Number(await rows.first().getAttribute('aria-rowindex')) - 2;
}

async function expectSmallPage(page: Page): Promise<void> {
  await expect(page.getByTestId('review-row').nth(5)).toBeVisible();
  const seen = await page.evaluate(() => ({
    rows: document.querySelectorAll('[data-test=review-row]').length,
    elements: document.querySelectorAll('*').length,
  }));
  expect(seen.rows).toBeGreaterThan(5);
  expect(seen.rows).toBeLessThan(80);
  expect(seen.elements).toBeLessThan(3_500);
}

test('more than 20,000 rows scroll by keys, wheel and scrollbar, and the page stays small', async ({
  openApp,
  engine,
  far,
}) => {
  test.setTimeout(240_000);
  const total = await engine(async (ask) => {
    await ask('engine:connect', null);
    await ask('pairing:choose', { campaignId: far.campaignId, eventId: far.eventId });
    await ask('pull:start', { isFull: true });
    return (await ask('review:facets', null)).rows;
  });
  expect(total).toBeGreaterThan(20_000);
  const last = total.toLocaleString('en');
  const { page } = await openApp();
  await goTo(page, 'review');
  const place = page.locator('footer.hints .n');
  await expect(place).toHaveText(`Row 1 of ${last}`);
  await expectSmallPage(page);

  await page.getByTestId('review-grid').focus();
  await page.keyboard.press('End');
  await expect(place).toHaveText(`Row ${last} of ${last}`);
  await expect(
    page.locator(`[data-test=review-row][aria-rowindex="${String(total + 2)}"]`),
  ).toBeVisible();
  await expectSmallPage(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await expect(place).not.toHaveText(/^Row 1 /);

  await page.getByTestId('review-row').nth(10).hover();
  await page.mouse.wheel(0, 3_000_000);
  await expect.poll(() => firstShown(page)).toBeGreaterThan(total - 100);
  await page.mouse.wheel(0, -3_000_000);
  await expect.poll(() => firstShown(page)).toBe(1);

  const bar = await page.getByTestId('map-scrollbar').boundingBox();
  if (bar === null) throw new Error('There is no scrollbar.');
  const x = bar.x + bar.width / 2;
  await page.mouse.move(x, bar.y + 8);
  await page.mouse.down();
  await page.mouse.move(x, bar.y + bar.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => firstShown(page)).toBeGreaterThan(total * 0.4);
  await expect.poll(() => firstShown(page)).toBeLessThan(total * 0.6);
  await expectSmallPage(page);
});
