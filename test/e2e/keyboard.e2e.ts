import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import { nextOpened, press } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { forgetAll } from './kept-sign-ins.ts';
import { newestRun, waitingRows } from './journal.ts';
import { goToRow, mapWay, rowInFocus, tabTo } from './steps.ts';

test('from start to outcomes with the keyboard alone', async ({ openApp, far, engine }) => {
  const waiting = await engine(waitingRows);
  const [one, two, three] = waiting.filter(
    ({ isSimple, asksForTitle }) => isSimple && !asksForTitle,
  );
  const title = waiting.find(({ asksForTitle }) => asksForTitle);
  const afterTheFirst = waiting.find(({ position }) => position > 1);
  const { page, close } = await openApp();
  const keys = page.keyboard;
  const press = async (...names: readonly string[]) => {
    for (const name of names) await keys.press(name);
  };
  await expect(page.getByTestId('way-on')).toBeVisible();

  await test.step('the map, by Tab and the keys of its controls', async () => {
    await press('Control+1');
    const map = page.getByTestId('salesforce-member-status-map');
    await tabTo(page, map.getByTestId('map-skip'));
    await press('Enter');
    await expect(map.getByTestId('map-skip')).toHaveCount(0);
    await tabTo(page, mapWay(page, 'To Salesforce'));
    await press('Space');
    const open = map.getByTestId('map-skip');
    await expect(open).toHaveCount(2);
    await tabTo(page, open);
    await press('Enter');
    await expect(open).toHaveCount(1);
    await tabTo(page, open);
    await press('Enter');
    await expect(map).toContainText('Every status has a place');
  });

  await test.step('review, by its own keys', async () => {
    await press('Control+2');
    await expect(page.getByTestId('review-grid')).toBeFocused();
    await expect(rowInFocus(page)).toHaveText(/^Row 1 of /);
    await press('j', 'j', 'j', 'k');
    await expect(rowInFocus(page)).toHaveText(/^Row 3 of /);
    const left = page.getByTestId('undecided-left');
    const all = Number(await left.locator('b').textContent());
    await press('Home');
    await expect(rowInFocus(page)).toHaveText(/^Row 1 of /);
    await press('n');
    await expect(rowInFocus(page)).toHaveText(
      new RegExp(`^Row ${String(afterTheFirst?.position)} of `),
    );
    await goToRow(page, one?.position ?? 0);
    await press('1');
    await expect(left.locator('b')).toHaveText(String(all - 1));
    await goToRow(page, two?.position ?? 0);
    await press('2');
    await expect(left.locator('b')).toHaveText(String(all - 2));
    await press('u');
    await expect(left.locator('b')).toHaveText(String(all - 1));
    await goToRow(page, three?.position ?? 0);
    await press('s');
    await expect(left.locator('b')).toHaveText(String(all - 2));

    await press('Home', ' ', 'j', ' ');
    await expect(page.getByTestId('bulk-count')).toHaveText('2 selected');
    await press('Shift+ArrowDown');
    await expect(page.getByTestId('bulk-count')).toHaveText('3 selected');
    await press('Escape');
    await expect(page.getByTestId('bulk-bar')).toHaveCount(0);

    await press('/');
    await expect(page.getByTestId('review-search')).toBeFocused();
    await keys.type('zz-nobody');
    await expect(page.getByTestId('review-no-match')).toBeVisible();
    await press('Control+a', 'Backspace', 'Escape');
    await expect(page.getByTestId('review-row').first()).toBeVisible();
    await tabTo(page, page.getByTestId('review-grid'));
    await press('?');
    await expect(page.getByTestId('keys-dialog')).toBeVisible();
    await press('Escape');
    await expect(page.getByTestId('keys-dialog')).toHaveCount(0);
  });

  await test.step('a value of one’s own', async () => {
    await goToRow(page, title?.position ?? 0);
    await press('e');
    await expect(page.getByTestId('typed-title')).toBeFocused();
    await press('Control+a');
    await keys.type('Keeper of the keys');
    await press('Enter');
    await expect(page.getByTestId('type-dialog')).toHaveCount(0);
    await expect(page.getByTestId('toast')).toContainText('Set your own value for 1 person');
  });

  await test.step('plan and push', async () => {
    await tabTo(page, page.getByTestId('review-grid'));
    await press('p');
    await expect(page.getByTestId('plan-title')).toBeVisible();
    for (const guard of await page.locator('[data-test^="waive-"]').all()) {
      await tabTo(page, guard);
      await press('Space');
    }
    await tabTo(page, page.getByTestId('push-cta'));
    await press('Enter');
    await expect(page.getByTestId('outcomes-sentence')).toBeVisible({ timeout: 60_000 });
    await tabTo(page, page.getByTestId('salesforce-row-outcome-table'));
    await press('End', 'Home', 'j');
    await expect(page.getByTestId('outcome-detail')).toBeVisible();
  });
  await close();

  const typed = (await far.registrations()).filter(({ title }) => title === 'Keeper of the keys');
  expect(typed).toHaveLength(1);
  const run = await engine(newestRun);
  expect(run.audit).toMatchObject({ direction: 'both', failed: 0 });
});

test.describe('signing in', () => {
  test.use({ kind: 'sandbox', isPrepared: false, rows: 70 });

  test('with the keyboard alone', async ({ openApp, world, dataDir }) => {
    try {
      const { app, page } = await openApp({ isSignedIn: false });
      const keys = page.keyboard;
      await tabTo(page, page.getByRole('button', { name: 'My Domain' }));
      await keys.press('Space');
      await tabTo(page, page.getByTestId('domain'));
      await keys.type(world.salesforce.url);
      await keys.press('Enter');
      await expect(page.getByTestId('client-id')).toBeFocused();
      await keys.type(DEMO_CLIENT_ID);
      const opened = await nextOpened(app);
      await keys.press('Enter');
      await opened.url;
      await tabTo(page, page.getByTestId('sign-in-cancel'));
      await keys.press('Enter');
      await expect(page.getByTestId('toast')).toContainText('nothing was stored');

      const again = await nextOpened(app);
      await tabTo(page, page.getByTestId('salesforce-browser'));
      await keys.press('Enter');
      await press(await again.url, 'allow');
      await expect(page.getByTestId('account')).toHaveCount(1);
      await tabTo(page, page.getByTestId('voyage-address'));
      await keys.type(world.voyage.url);
      await tabTo(page, page.getByTestId('voyage-token'));
      await keys.type(world.voyage.token);
      await keys.press('Enter');
      await expect(page.getByTestId('salesforce-campaign-picker')).toBeVisible();
    } finally {
      await forgetAll(dataDir);
    }
  });
});
