/** Nobody signed in, and a sign-in that was taken back: a button that helps, and no stack trace anywhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { nextOpened, press, signInByBrowser } from './browser.ts';
import { expect, test } from './fixtures.ts';
import { newestRun } from './journal.ts';
import { forgetAll, readAccount } from './kept-sign-ins.ts';
import { goTo, pasteToken, skipOpenStatuses, startPush } from './steps.ts';

test.use({ kind: 'sandbox', rows: 400 });

const STACK = /\bat [\w.<>]+ \(|\.[jt]sx?:\d+:\d+|node:internal|Error:/;

async function expectNoStack(page: Page): Promise<void> {
  expect(await page.locator('body').innerText()).not.toMatch(STACK);
}

test('missing-credential-graceful-error', async ({ openApp, world, far, engine, dataDir }) => {
  test.setTimeout(240_000);
  let said = '';
  try {
    const { app, page, close } = await openApp({ isSignedIn: false });
    app.process().stderr?.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')));

    await test.step('nobody is signed in: what was pulled can be reviewed, the rest leads to Connect', async () => {
      await goTo(page, 'review');
      await expect(page.getByTestId('review-row').first()).toBeVisible();
      await goTo(page, 'sync');
      await expect(page.getByTestId('pull')).toHaveAttribute('aria-disabled', 'true');
      await expect(page.getByTestId('commit-reason')).toContainText('Connect both sides first');
      await page.getByTestId('step-connect').click();
      await expect(page.getByTestId('salesforce-standing')).toHaveText('not signed in');
      await page.getByTestId('salesforce-browser').click();
      await expect(page.getByTestId('client-id')).toBeFocused();
      await expectNoStack(page);
    });

    await test.step('a sign-in that is refused says so, and its button starts another', async () => {
      await signInByBrowser(app, page, world.salesforce.url, 'deny');
      const failure = page.getByTestId('sign-in-failure-salesforce');
      await expect(failure).toContainText('The sign-in to Salesforce was not finished');
      await expect(failure).toContainText('Nothing was stored');
      const again = await nextOpened(app);
      await failure.getByTestId('sign-in-remedy').click();
      await press(await again.url, 'allow');
      await expect(failure).toHaveCount(0);
      await expect(page.getByTestId('salesforce-standing')).toHaveText('answers');
    });

    await pasteToken(page, 'voyage', world.voyage);
    await expect(page.getByTestId('step-connect')).toContainText('Both signed in');
    const first = await readAccount(dataDir, 'salesforce');
    const before = { members: await far.members(), registrations: await far.registrations() };

    await test.step('taken back in the middle of a push: it waits, and asks for a new sign-in', async () => {
      await goTo(page, 'sync');
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
      await far.revokeGrants();
      const waits = page.getByTestId('push-waits');
      await expect(waits).toContainText('Salesforce has ended this sign-in', { timeout: 60_000 });
      await expect(waits.getByTestId('sign-in-again')).toHaveText('Sign in again');
      await expectNoStack(page);
    });

    await test.step('signing in again goes on where it stopped, on the same screen', async () => {
      const opened = await nextOpened(app);
      await page.getByTestId('sign-in-again').click();
      const url = await opened.url;
      await expect(page.getByTestId('sign-in-waiting')).toBeVisible();
      await expect(page.getByTestId('push-screen')).toBeVisible();
      await far.faults('salesforce', null);
      await press(url, 'allow');
      await expect(page.getByTestId('outcomes-sentence')).toBeVisible({ timeout: 120_000 });
    });
    expect((await readAccount(dataDir, 'salesforce')).accessToken).not.toBe(first.accessToken);
    await close();

    const run = await engine(newestRun);
    expect(run.audit).toMatchObject({ status: 'succeeded', failed: 0 });
    expect((await far.members()).length - before.members.length).toBe(run.audit.exported);
    expect((await far.registrations()).length - before.registrations.length).toBe(
      run.audit.imported,
    );
    expect(await far.doubles('salesforce')).toEqual([]);
    expect(await far.doubles('voyage')).toEqual([]);
    expect(said).not.toMatch(STACK);
    for (const file of readdirSync(join(dataDir, 'logs'))) {
      expect(readFileSync(join(dataDir, 'logs', file), 'utf8'), file).not.toMatch(STACK);
    }
  } finally {
    await forgetAll(dataDir);
  }
});
