/** Far sides that go away, and sign-ins that end: states to work in, not ends of it. */
import { SIDES } from '../../shared/domain/side.ts';
import { expect, test } from './fixtures.ts';
import { newestRun, waitingRows } from './journal.ts';
import { forgetAll } from './kept-sign-ins.ts';
import { goTo, goToRow, pasteToken, skipOpenStatuses, startPush } from './steps.ts';

test('offline: a pull tries for a while and says so, and review goes on', async ({
  openApp,
  world,
  engine,
}) => {
  test.setTimeout(240_000);
  const simple = (await engine(waitingRows)).find(({ isSimple }) => isSimple);
  // Else the look for notifications may be what finds out first, and the pull is told at once.
  const { page, close } = await openApp({ env: { VOYAGE_RECONCILE_CALLBACK_MS: '600000' } });
  await goTo(page, 'sync');
  await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();
  await world.close();
  await page.getByTestId('pull').click();
  await expect(page.getByTestId('error-notice')).toContainText('cannot be reached', {
    timeout: 60_000,
  });
  await expect(page.getByTestId('pull-bar')).toBeVisible();
  await expect(page.getByTestId('salesforce-member-status-map')).toBeVisible();

  await goTo(page, 'review');
  const left = page.getByTestId('undecided-left').locator('b');
  const total = Number(await left.textContent());
  await goToRow(page, simple?.position ?? 0);
  await page.keyboard.press('2');
  await expect(left).toHaveText(String(total - 1));
  await close();

  const again = await openApp();
  await expect(again.page.getByTestId('review-grid')).toBeVisible();
  await expect(again.page.getByTestId('undecided-left').locator('b')).toHaveText(String(total - 1));
  await goTo(again.page, 'sync');
  await expect(again.page.getByTestId('pull')).toHaveAttribute('aria-disabled', 'true');
  await again.page.getByTestId('step-connect').click();
  for (const side of SIDES) {
    await expect(again.page.getByTestId(`side-unreachable-${side}`)).toBeVisible({
      timeout: 90_000,
    });
  }
  await again.close();
  await engine(async (ask) => {
    const state = await ask('engine:state', null);
    expect(state).toMatchObject({ hasDiff: true, undecided: total - 1 });
  });
});

test('what a side refused is said until it is asked again', async ({ openApp, far }) => {
  const { page } = await openApp();
  await goTo(page, 'sync');
  await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();
  await far.faults('salesforce', { schedule: [{ kind: 'daily-limit' }] });
  await page.getByTestId('pull').click();
  const notice = page.getByTestId('error-notice');
  await expect(notice).toContainText('Today’s calls to Salesforce are used up');
  await far.faults('salesforce', null);
  await page.getByTestId('pull').click();
  await expect(notice).toHaveCount(0);
  await expect(page.getByTestId('last-pull')).toContainText('Nothing had changed');
});

test.describe('in a sandbox', () => {
  test.use({ kind: 'sandbox' });

  test('a sign-in that ends pauses the push, and signing in again goes on where it stopped', async ({
    openApp,
    world,
    far,
    engine,
    dataDir,
  }) => {
    try {
      const { page, close } = await openApp({ isSignedIn: false });
      for (const side of SIDES) await pasteToken(page, side, world[side]);
      await expect(page.getByTestId('salesforce-campaign-sync-panel')).toBeVisible();
      await skipOpenStatuses(page);
      await goTo(page, 'review');
      await page.getByTestId('see-plan').click();
      await expect(page.getByTestId('plan-title')).toBeVisible();
      const before = { members: await far.members(), registrations: await far.registrations() };
      await far.faults('salesforce', { expireToken: true });
      await startPush(page);
      const waits = page.getByTestId('push-waits');
      await expect(waits).toContainText('The sign-in to Salesforce has expired');
      await expect(page.getByTestId('push-title')).toHaveText('Paused');

      await waits.getByTestId('sign-in-again').click();
      await expect(page.getByTestId('salesforce-token')).toBeFocused();
      const token = await far.renewToken('salesforce');
      await pasteToken(page, 'salesforce', { url: world.salesforce.url, token });
      await expect(page.getByTestId('outcomes-sentence')).toBeVisible({ timeout: 60_000 });
      await close();

      const run = await engine(newestRun);
      expect(run.audit).toMatchObject({ status: 'succeeded', direction: 'both', failed: 0 });
      const members = await far.members();
      const registrations = await far.registrations();
      expect(run.audit.exported).toBeGreaterThan(0);
      expect(members.length - before.members.length).toBe(run.audit.exported);
      expect(registrations.length - before.registrations.length).toBe(run.audit.imported);
    } finally {
      await forgetAll(dataDir);
    }
  });
});
