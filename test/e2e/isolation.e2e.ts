/** A live org and a live account, played on loopback: no other workspace may learn anything of them but their kind. */
import type { ElectronApplication, Page } from '@playwright/test';
import { fillBrowserForm, nextOpened, press } from './browser.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { listenBefore } from './far-listener.ts';
import type { FarListener } from './far-listener.ts';
import { startFarSides } from './far-sides.ts';
import { expect, test } from './fixtures.ts';
import { forgetAll } from './kept-sign-ins.ts';
import { pasteToken } from './steps.ts';

/** Questions whose it is, which come before everything else. */
const WHO = [
  /^GET \/services\/data\/?$/,
  /^GET \/services\/data\/v[\d.]+\/query\/?\?q=SELECT[ +]Id,[ +]Name,[ +]IsSandbox[ +]FROM[ +]Organization/,
  /^GET \/services\/oauth2\/userinfo/,
  /^GET \/id\//,
  /^GET \/v1\/(?:me|capabilities)$/,
  /^(?:GET|POST) \/services\/oauth2\/(?:authorize|token|revoke)/,
];

function dataRequests(listener: FarListener): readonly string[] {
  return listener.heard().filter((request) => !WHO.some((question) => question.test(request)));
}

async function liveWorld() {
  const world = await startFarSides({ kind: 'production', rows: 70, seed: 11 });
  const salesforce = await listenBefore(world.salesforce.url);
  const voyage = await listenBefore(world.voyage.url);
  return {
    salesforce,
    voyage,
    tokens: { salesforce: world.salesforce.token, voyage: world.voyage.token },
    async close() {
      await Promise.all([salesforce.close(), voyage.close(), world.close()]);
    },
  };
}

/** Lifts the browser's own bar between a page and this machine, so that ours alone are left to be tried. */
async function letPagesReachThisMachine(app: ElectronApplication, page: Page): Promise<void> {
  const session = await app.context().newCDPSession(page);
  for (const name of ['local-network-access', 'local-network', 'loopback-network']) {
    const permission = { permission: { name }, setting: 'granted' } as const;
    // A browser that has no such bar does not know its name.
    await session.send('Browser.setPermission', permission).catch(() => undefined);
  }
}

/** Everything a page could reach the network with, each tried on an address of its own. */
async function tryTheNetwork(app: ElectronApplication, page: Page, url: string): Promise<void> {
  await letPagesReachThisMachine(app, page);
  await page.evaluate(async (base) => {
    const settled = (work: Promise<unknown>) => work.catch(() => undefined);
    const loads = (tag: 'img' | 'script' | 'iframe' | 'link', address: string) =>
      new Promise<void>((resolve) => {
        const element = document.createElement(tag);
        element.addEventListener('load', () => {
          resolve();
        });
        element.addEventListener('error', () => {
          resolve();
        });
        setTimeout(resolve, 2_000);
        if (element instanceof HTMLLinkElement) {
          element.rel = 'stylesheet';
          element.href = address;
        } else element.src = address;
        document.body.append(element);
      });
    const closes = (source: EventSource | WebSocket) =>
      new Promise<void>((resolve) => {
        source.onerror = () => {
          source.close();
          resolve();
        };
        setTimeout(resolve, 2_000);
      });
    const guarded = (make: () => Promise<unknown>) => {
      try {
        return settled(make());
      } catch {
        return Promise.resolve();
      }
    };
    await Promise.all([
      guarded(() => fetch(`${base}/fetch`)),
      guarded(() => fetch(`${base}/no-cors`, { mode: 'no-cors' })),
      guarded(() => loads('img', `${base}/img`)),
      guarded(() => loads('script', `${base}/script`)),
      guarded(() => loads('iframe', `${base}/iframe`)),
      guarded(() => loads('link', `${base}/link`)),
      guarded(() => closes(new EventSource(`${base}/events`))),
      guarded(() => closes(new WebSocket(`${base.replace('http', 'ws')}/socket`))),
      guarded(() => Promise.resolve(navigator.sendBeacon(`${base}/beacon`))),
      guarded(() => import(/* @vite-ignore */ `${base}/module.js`)),
    ]);
  }, url);
}

test.describe('sandbox-vs-prod-isolation', () => {
  test.use({ isPrepared: false, rows: 70 });

  test.describe('a sandbox workspace', () => {
    test.use({ kind: 'sandbox' });

    test('refuses a live org and a live account, and reads nothing of them', async ({
      openApp,
      world,
      dataDir,
    }) => {
      test.setTimeout(180_000);
      const live = await liveWorld();
      try {
        const { app, page, close } = await openApp({ isSignedIn: false });
        for (const side of SIDES) {
          const { url } = live[side];
          await pasteToken(page, side, { url, token: live.tokens[side] });
          await expect(page.getByTestId(`sign-in-failure-${side}`)).toContainText(
            'This is a sandbox workspace',
          );
          await expect(page.getByTestId(`${side}-card`).getByTestId('account')).toHaveCount(0);
        }
        const opened = await nextOpened(app);
        await fillBrowserForm(page, live.salesforce.url);
        await page.getByTestId('salesforce-browser').click();
        const shown = await press(await opened.url, 'allow');
        expect(shown).toContain('is production');
        const failure = page.getByTestId('sign-in-failure-salesforce');
        await expect(failure).toContainText('no member and no registration was read');
        await expect(failure.getByTestId('sign-in-remedy')).toHaveText(
          'Open the production workspace',
        );
        await expect(page.getByTestId('salesforce-standing')).toHaveText('not signed in');

        // The right one is let in by the same form, so it is the org that was refused.
        await pasteToken(page, 'salesforce', world.salesforce);
        await pasteToken(page, 'voyage', world.voyage);
        await expect(page.getByTestId('step-connect')).toContainText('Both signed in');
        await expect(page.getByTestId('salesforce-campaign-sync-panel')).toBeVisible();
        await tryTheNetwork(app, page, live.voyage.url);
        await close();
        for (const side of SIDES) {
          expect(live[side].heard().length, side).toBeGreaterThan(0);
          expect(dataRequests(live[side]), side).toEqual([]);
        }
      } finally {
        await live.close();
        await forgetAll(dataDir);
      }
    });
  });

  test.describe('the demo', () => {
    test('reads nothing of a live org either, whatever its environment says', async ({
      openApp,
    }) => {
      const live = await liveWorld();
      try {
        const { page, close } = await openApp({
          env: {
            SF_INSTANCE_URL: live.salesforce.url,
            SF_ACCESS_TOKEN: live.tokens.salesforce,
            VOYAGE_URL: live.voyage.url,
            VOYAGE_TOKEN: live.tokens.voyage,
          },
        });
        await expect(page.getByText('This is a demo workspace').first()).toBeVisible();
        await close();
        for (const side of SIDES) expect(dataRequests(live[side]), side).toEqual([]);
      } finally {
        await live.close();
      }
    });

    test('has a page that reaches nobody, by whatever means', async ({ openApp }) => {
      const live = await liveWorld();
      try {
        const { app, page, close } = await openApp();
        await expect(page.getByTestId('connect-screen')).toBeVisible();
        await tryTheNetwork(app, page, live.salesforce.url);
        await close();
        expect(live.salesforce.heard()).toEqual([]);
      } finally {
        await live.close();
      }
    });
  });
});
