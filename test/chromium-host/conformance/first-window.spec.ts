import { expect, test } from '@playwright/test';
import { end, launch } from './launch.ts';

test('the first window shows the page, with its preload', async () => {
  const running = await launch();
  const page = await running.app.firstWindow();
  await expect(page).toHaveTitle('Conformance App');
  await expect(page.getByRole('heading')).toBeVisible();
  expect(await page.evaluate(() => 'api' in window)).toBe(true);
  await end(running);
});
