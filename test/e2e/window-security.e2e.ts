/** The page is a stranger: sandboxed, isolated, without network, and heard only through main's door. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

test.use({ isPrepared: false, rows: 70 });
// A policy that forbids nothing is seen by what never comes.
test.describe.configure({ timeout: 45_000 });

interface Planted {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** The directive that forbade an element put into the page. */
async function forbiddenBy(page: Page, planted: Planted): Promise<string> {
  return page.evaluate(
    ({ tag, attributes, text }) =>
      new Promise<string>((resolve) => {
        const hear = (event: SecurityPolicyViolationEvent) => {
          resolve(event.effectiveDirective);
        };
        document.addEventListener('securitypolicyviolation', hear, { once: true });
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes ?? {})) {
          element.setAttribute(name, value);
        }
        element.textContent = text ?? '';
        document.body.append(element);
      }),
    planted,
  );
}

test('the page has the bridge and nothing of Node or Electron', async ({ openApp }) => {
  const { page } = await openApp();
  await expect(page.getByTestId('way-on')).toBeVisible();
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys((window as unknown as { reconcile: object }).reconcile).sort(),
    isFrozen: Object.isFrozen((window as unknown as { reconcile: object }).reconcile),
  }));
  expect(seen).toEqual({ node: [], bridge: ['call', 'on'], isFrozen: true });
});

test('the content security policy is enforced', async ({ openApp }) => {
  const { page } = await openApp();
  await expect(page.getByTestId('way-on')).toBeVisible();
  const script = { tag: 'script', text: 'window.wasHere = true' };
  expect(await forbiddenBy(page, script)).toMatch(/^script-src/);
  expect(await page.evaluate(() => 'wasHere' in window)).toBe(false);
  const style = { tag: 'style', text: 'body { display: none }' };
  expect(await forbiddenBy(page, style)).toMatch(/^style-src/);
  const attributes = { src: 'https://example.org/' };
  expect(await forbiddenBy(page, { tag: 'script', attributes })).toMatch(/^script-src/);
  expect(await forbiddenBy(page, { tag: 'img', attributes })).toBe('img-src');
  expect(await forbiddenBy(page, { tag: 'iframe', attributes })).toBe('frame-src');
});

test('the page can’t go elsewhere, open a window, or fetch', async ({ openApp, world }) => {
  const { app, page } = await openApp();
  await expect(page.getByTestId('way-on')).toBeVisible();
  const address = page.url();
  const fetched = await page.evaluate(async (url) => {
    try {
      await fetch(url);
      return 'fetched';
    } catch {
      return 'refused';
    }
  }, `${world.voyage.url}/v1/me`);
  expect(fetched).toBe('refused');
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
  });
  await page.evaluate((url) => {
    location.assign(url);
  }, world.voyage.url);
  await page.getByTestId('way-on').click();
  await expect(page.getByTestId('salesforce-campaign-sync-panel')).toBeVisible();
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
});

test('main’s door refuses what it does not understand', async ({ openApp, dataDir }) => {
  const { page } = await openApp();
  await expect(page.getByTestId('way-on')).toBeVisible();
  const ask = (channel: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      async ([name, payload]) => {
        const { reconcile } = window as unknown as {
          reconcile: { call(channel: unknown, input: unknown): Promise<unknown> };
        };
        try {
          return await reconcile.call(name, payload);
        } catch (cause) {
          return String(cause);
        }
      },
      [channel, input] as const,
    );
  const refused = (channel: string) => ({ ok: false, error: { code: 'ipc/bad-input', channel } });
  const bad: readonly (readonly [string, unknown])[] = [
    ['review:page', { viewId: 'one', from: 0, count: 10 }],
    ['review:page', { viewId: 0, from: 0, count: 1_000_000 }],
    ['lists:find', { side: 'elsewhere', query: '' }],
    ['pairing:choose', { campaignId: 'x', eventId: 'y', more: true }],
    ['shell:state', { anything: 1 }],
    ['shell:place', { route: 'https://example.org/', theme: 'light', density: 'regular' }],
    ['push:start', null],
  ];
  for (const [channel, input] of bad) expect(await ask(channel, input)).toEqual(refused(channel));
  // Files are written only where a person said so in a dialog.
  expect(await ask('audit:write', { path: `${dataDir}/planted.csv` })).toMatch(
    /No handler|Unknown/,
  );
  expect(await ask('no:such', null)).toMatch(/Unknown channel/);
  expect(await ask('lists:find', { side: 'voyage', query: '' })).toMatchObject({ ok: true });
});
