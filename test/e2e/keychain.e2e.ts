/** Sign-ins: through the form into the keychain, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIDES } from '../../shared/domain/side.ts';
import { nextOpened, press, signInByBrowser } from './browser.ts';
import { farSidesOf, startFarSides } from './far-sides.ts';
import { expect, test } from './fixtures.ts';
import { accountInUse, forgetAll, readAccount, readEntry } from './kept-sign-ins.ts';
import { pasteToken } from './steps.ts';

test.use({ kind: 'sandbox', isPrepared: false, rows: 70 });

/** The files below a folder that hold a text, in UTF-8 or UTF-16. */
function filesWith(dir: string, text: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return bytes.includes(text, 0, 'utf8') || bytes.includes(text, 0, 'utf16le');
    });
}

test('signing in puts the tokens into the keychain and nowhere else', async ({
  openApp,
  world,
  dataDir,
}) => {
  try {
    const first = await openApp({ isSignedIn: false });
    await expect(first.page.getByTestId('workspace-kind')).toHaveText('SANDBOX');
    for (const side of SIDES) await pasteToken(first.page, side, world[side]);
    await expect(first.page.getByTestId('salesforce-campaign-picker')).toBeVisible();
    await expect(first.page.getByTestId('step-connect')).toContainText('Both signed in');
    for (const side of SIDES) {
      const { url, token } = world[side];
      expect(await readAccount(dataDir, side)).toEqual({ url, accessToken: token });
      expect(filesWith(dataDir, token)).toEqual([]);
    }
    await first.close();
    for (const side of SIDES) expect(filesWith(dataDir, world[side].token)).toEqual([]);

    const second = await openApp({ isSignedIn: false });
    await expect(second.page.getByTestId('step-connect')).toContainText('Both signed in');
    await second.page.getByTestId('step-connect').click();
    for (const side of SIDES) {
      const account = accountInUse(dataDir, side);
      expect(account).not.toBeNull();
      await second.page.getByTestId(`${side}-card`).getByTestId('account-sign-out').click();
      await second.page.getByTestId('sign-out-confirm').click();
      await expect(second.page.getByTestId('toast')).toContainText('Signed out');
      await expect(second.page.getByTestId(`${side}-standing`)).toHaveText('not signed in');
      expect(await readEntry(side, account)).toBeNull();
    }
    await second.close();
  } finally {
    await forgetAll(dataDir);
  }
});

test('without a keychain nobody can sign in, and nothing is stored', async ({
  openApp,
  world,
  far,
  dataDir,
}) => {
  const { page, close } = await openApp({
    isSignedIn: false,
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
  });
  const notice = page.getByTestId('keychain-notice');
  await expect(notice).toContainText('The keychain can’t be reached');
  await expect(notice).toContainText('Sign-ins are kept there and nowhere else');
  await expect(page.getByTestId('salesforce-browser')).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('paste-token').click();
  for (const side of SIDES) {
    const submit = page.getByTestId(`connect-${side}`);
    await expect(submit).toHaveAttribute('aria-disabled', 'true');
    await expect(submit).toHaveAccessibleDescription(/keychain .*first/);
    await page.getByTestId(`${side}-address`).fill(world[side].url);
    await page.getByTestId(`${side}-token`).fill(world[side].token);
    await page.getByTestId(`${side}-token`).press('Enter');
    await submit.click({ force: true });
  }
  const reply = await page.evaluate(
    ([salesforce, voyage]) => {
      const { reconcile } = window as unknown as {
        reconcile: { call(channel: string, input: unknown): Promise<unknown> };
      };
      const entry = (side: { url: string; token: string }) => ({
        url: side.url,
        accessToken: side.token,
      });
      return reconcile.call('auth:sign-in', {
        workspace: 'sandbox',
        salesforce: entry(salesforce),
        voyage: entry(voyage),
      });
    },
    [world.salesforce, world.voyage] as const,
  );
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'auth/keychain-unavailable', reason: 'no-bus' },
  });
  await close();
  for (const side of SIDES) expect(filesWith(dataDir, world[side].token)).toEqual([]);
  expect(await far.allWrites()).toBe(0);
});

test('two orgs lie side by side: each is taken up, and signed out, alone', async ({
  openApp,
  world,
  dataDir,
}) => {
  test.setTimeout(180_000);
  const org = { Id: '00DVz0000099999AAA', Name: 'Fjordlight Training' };
  const other = await startFarSides({ kind: 'sandbox', rows: 70, seed: 3, org });
  try {
    const { app, page, close } = await openApp({ isSignedIn: false });
    const card = page.getByTestId('salesforce-card');
    const accounts = card.getByTestId('account');
    await signInByBrowser(app, page, world.salesforce.url);
    await expect(accounts).toHaveCount(1);
    const first = accountInUse(dataDir, 'salesforce');

    await page.getByTestId('another-salesforce').click();
    const opened = await nextOpened(app);
    await page.getByTestId('domain').fill(other.salesforce.url);
    await page.getByTestId('salesforce-browser').click();
    await press(await opened.url, 'allow');
    await expect(accounts).toHaveCount(2);
    await expect(accounts.filter({ hasText: 'in use' })).toContainText('Fjordlight Training');
    const second = accountInUse(dataDir, 'salesforce');
    expect(second).not.toEqual(first);
    expect((await readEntry('salesforce', first))?.url).toBe(world.salesforce.url);
    expect((await readEntry('salesforce', second))?.url).toBe(other.salesforce.url);

    await accounts.filter({ hasText: 'Fjordlight Software' }).getByTestId('account-use').click();
    await expect(page.getByTestId('toast')).toContainText('is in use now');
    await expect(accounts.filter({ hasText: 'in use' })).toContainText('Fjordlight Software');
    expect(accountInUse(dataDir, 'salesforce')).toEqual(first);

    await accounts.filter({ hasText: 'Training' }).getByTestId('account-sign-out').click();
    await page.getByTestId('sign-out-confirm').click();
    await expect(accounts).toHaveCount(1);
    expect(await readEntry('salesforce', second)).toBeNull();
    expect(await readEntry('salesforce', first)).not.toBeNull();
    await expect(page.getByTestId('salesforce-standing')).toHaveText('answers');
    expect(await farSidesOf(other).oauthCounts()).toMatchObject({ issued: 1, revoked: 1 });
    await close();
  } finally {
    await other.close();
    await forgetAll(dataDir);
  }
});
