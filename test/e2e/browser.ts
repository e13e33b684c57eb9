/** Stands in for the system browser: what the app opens is fetched here, and its buttons are pressed. */
import { expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';

/** The address the app has the browser open next, once it does. */
export async function nextOpened(app: ElectronApplication): Promise<{ url: Promise<string> }> {
  await app.evaluate(({ shell }) => {
    const held = globalThis as { opened?: Promise<string> };
    held.opened = new Promise((resolve) => {
      shell.openExternal = (url) => {
        resolve(url);
        return Promise.resolve();
      };
    });
  });
  const url = app.evaluate(() => (globalThis as { opened?: Promise<string> }).opened ?? '');
  return { url };
}

/** Presses a button of Salesforce's page and follows it back to the app; what the browser then shows. */
export async function press(authorizeUrl: string, decision: 'allow' | 'deny'): Promise<string> {
  const page = await (await fetch(authorizeUrl)).text();
  const form = new URLSearchParams({ decision });
  for (const [, name = '', value = ''] of page.matchAll(
    /<input[^>]* name="([^"]+)" value="([^"]*)"/g,
  )) {
    form.set(name, unescapeHtml(value));
  }
  const answer = await fetch(authorizeUrl.replace(/\?.*$/u, ''), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const back = answer.headers.get('location');
  if (back === null)
    throw new Error(`No way back: ${String(answer.status)} ${await answer.text()}`);
  return (await fetch(back)).text();
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/gu, (_, code: string) => String.fromCharCode(Number(code)));
}

/** On Connect: where to sign in and as which app. */
export async function fillBrowserForm(page: Page, loginUrl: string): Promise<void> {
  await page.getByRole('button', { name: 'My Domain' }).click();
  await page.getByTestId('domain').fill(loginUrl);
  await page.getByTestId('client-id').fill(DEMO_CLIENT_ID);
}

/** On Connect: fills the form and presses the button; then, in the browser, Allow or Deny. */
export async function signInByBrowser(
  app: ElectronApplication,
  page: Page,
  loginUrl: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<void> {
  const opened = await nextOpened(app);
  await fillBrowserForm(page, loginUrl);
  await page.getByTestId('salesforce-browser').click();
  const url = await opened.url;
  await expect(page.getByTestId('sign-in-waiting')).toBeVisible();
  await press(url, decision);
  await expect(page.getByTestId('sign-in-waiting')).toHaveCount(0);
}
