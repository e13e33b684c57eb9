/** Sign-ins: through the form into the keychain, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIDES } from '../../shared/domain/side.ts';
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
