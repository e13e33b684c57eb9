/** A sign-in through the browser that outlives its access tokens. */
import { readAccount, forgetAll } from './kept-sign-ins.ts';
import { signInByBrowser } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { newestRun } from './journal.ts';
import { goTo, pasteToken, skipOpenStatuses, startPush } from './steps.ts';

// More than one collection of 200, so that a push has a middle.
test.use({ kind: 'sandbox', rows: 400 });

test('oauth-refresh-on-expired-token', async ({ openApp, world, far, engine, dataDir }) => {
  test.setTimeout(240_000);
  try {
    const { app, page, close } = await openApp({ isSignedIn: false });
    await test.step('signing in, in the browser', async () => {
      await signInByBrowser(app, page, world.salesforce.url);
      await expect(page.getByTestId('salesforce-card').getByTestId('account')).toContainText(
        'renewed by itself',
      );
      await pasteToken(page, 'voyage', world.voyage);
      await expect(page.getByTestId('step-connect')).toContainText('Both signed in');
      expect(await far.oauthCounts()).toMatchObject({ issued: 1, refreshed: 0 });
    });
    const first = await readAccount(dataDir, 'salesforce');

    await test.step('the access token ends before a pull, which goes on by itself', async () => {
      await goTo(page, 'sync');
      await far.expireAccess();
      await page.getByTestId('pull').click();
      await expect(page.getByTestId('last-pull')).toContainText('Nothing had changed');
      await expect(page.getByTestId('error-notice')).toHaveCount(0);
      expect(await far.oauthCounts()).toMatchObject({ refreshed: 1, reused: 0, revoked: 0 });
    });
    const second = await readAccount(dataDir, 'salesforce');
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.renewal?.refreshToken).not.toBe(first.renewal?.refreshToken);

    const before = { members: await far.members(), registrations: await far.registrations() };
    await test.step('and again in the middle of a push', async () => {
      await skipOpenStatuses(page);
      await goTo(page, 'review');
      await page.getByTestId('see-plan').click();
      await expect(page.getByTestId('plan-title')).toBeVisible();
      const schedule = [{ kind: 'hang', ms: 1_500, on: ['collection-write', 'record-write'] }];
      await far.faults('salesforce', { schedule });
      const { write } = await far.requests('salesforce');
      await startPush(page);
      await expect
        .poll(async () => (await far.requests('salesforce')).write)
        .toBeGreaterThan(write);
      await far.expireAccess();
      await expect(page.getByTestId('outcomes-sentence')).toBeVisible({ timeout: 120_000 });
    });
    expect(await far.oauthCounts()).toMatchObject({
      issued: 1,
      refreshed: 2,
      reused: 0,
      revoked: 0,
    });
    const third = await readAccount(dataDir, 'salesforce');
    expect(third.renewal?.refreshToken).not.toBe(second.renewal?.refreshToken);
    await close();

    const run = await engine(newestRun);
    expect(run.audit).toMatchObject({ status: 'succeeded', failed: 0 });
    const members = await far.members();
    const registrations = await far.registrations();
    expect(members.length - before.members.length).toBe(run.audit.exported);
    expect(registrations.length - before.registrations.length).toBe(run.audit.imported);
    expect(await far.doubles('salesforce')).toEqual([]);
    expect(await far.doubles('voyage')).toEqual([]);

    await test.step('the keychain alone signs in at the next start', async () => {
      const again = await openApp({ isSignedIn: false });
      await expect(again.page.getByTestId('step-connect')).toContainText('Both signed in');
      await again.page.getByTestId('step-connect').click();
      await again.page.getByTestId('salesforce-card').getByTestId('account-sign-out').click();
      await again.page.getByTestId('sign-out-confirm').click();
      await expect(again.page.getByTestId('salesforce-standing')).toHaveText('not signed in');
      expect(await far.oauthCounts()).toMatchObject({ issued: 1, revoked: 1 });
      await again.close();
    });
  } finally {
    await forgetAll(dataDir);
  }
});
