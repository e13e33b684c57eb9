import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import './page-api.ts';
import { expect, test } from './fixtures.ts';

test('window.open, _blank, Ctrl+click and middle click reach the handler, and no window appears', async ({
  app,
  page,
}) => {
  await app.evaluate(({ shell }) => {
    globalThis.openedLinks = [];
    shell.openExternal = (url) => {
      globalThis.openedLinks.push(url);
      return Promise.resolve();
    };
  });
  const help = page.getByRole('link', { name: 'Help' });
  expect(await page.evaluate(() => window.open('https://example.com/open'))).toBeNull();
  await help.click();
  await help.click({ modifiers: ['Control'] });
  await help.click({ button: 'middle' });
  const opened = ['open', 'help', 'help', 'help'].map((name) => `https://example.com/${name}`);
  await expect.poll(() => app.evaluate(() => globalThis.openedLinks)).toEqual(opened);
  expect(app.windows()).toHaveLength(1);
});

test('will-navigate refuses a link and a script, and the page stays', async ({ page, running }) => {
  const before = page.url();
  await page.getByRole('link', { name: 'Away' }).click();
  await expect.poll(() => running.journal()).toContain('will-navigate https://example.com/away');
  await page.evaluate(() => {
    location.href = 'https://example.com/script';
  });
  await expect.poll(() => running.journal()).toContain('will-navigate https://example.com/script');
  expect(page.url()).toBe(before);
  await expect(page.getByRole('heading')).toBeVisible();
});

test('the custom scheme is a secure origin of its own, and answers fetches', async ({
  app,
  page,
}) => {
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  const url = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
  expect(url).toBe('app://bundle/index.html');
  const answer = await page.evaluate(async () => (await fetch('/echo')).json() as Promise<unknown>);
  expect(answer).toEqual({ url: 'app://bundle/echo', method: 'GET' });
  expect(await page.evaluate(async () => (await fetch('/nowhere.css')).status)).toBe(404);
});

test("the policy on the scheme's documents is enforced", async ({ page }) => {
  const violated = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener(
          'securitypolicyviolation',
          (event) => resolve(event.effectiveDirective),
          { once: true },
        );
        const script = document.createElement('script');
        script.textContent = 'document.title = "owned"';
        document.head.append(script);
      }),
  );
  expect(violated).toBe('script-src-elem');
  await expect(page).toHaveTitle('Conformance App');
});

test('a second window has a world of its own, and closes alone', async ({ app, page }) => {
  const opening = app.waitForEvent('window');
  await app.evaluate(() => {
    globalThis.openWindow('#two');
  });
  const second = await opening;
  await expect(second.getByRole('heading')).toBeVisible();
  expect(second.url()).toContain('#two');
  const contents = (of: typeof page) =>
    of.evaluate(async () => (await window.api.call<{ contents: number }>('sender')).contents);
  expect(await contents(second)).not.toBe(await contents(page));
  await second.close();
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(1);
  await expect(page.getByRole('heading')).toBeVisible();
});

test('a file that is not there rejects its load', async ({ app }) => {
  const failure = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const message = await window
      .loadFile('/nowhere/page.html')
      .catch((error: unknown) => String(error));
    window.destroy();
    return message;
  });
  expect(failure).toMatch(
    /^Error: ERR_FILE_NOT_FOUND \(-6\) loading 'file:\/\/\/nowhere\/page\.html'$/,
  );
});

test.describe('with a server', () => {
  let server: Server;
  let address: string;

  test.beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', request.url === '/page' ? 'text/html' : 'text/plain');
      response.end(request.url === '/page' ? '<title>Served</title><h1>Served</h1>' : 'data');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  test.afterAll(() => {
    server.close();
  });

  test('onBeforeRequest cancels what matches and lets the rest pass', async ({ app, page }) => {
    await page.goto(`${address}/page`);
    await app.evaluate(({ session }, blocked) => {
      session.defaultSession.webRequest.onBeforeRequest({ urls: [blocked] }, (_details, answer) => {
        answer({ cancel: true });
      });
    }, `${address}/data*`);
    const status = (path: string) =>
      page.evaluate(
        (url) =>
          fetch(url).then(
            (response) => response.status,
            () => 'cancelled',
          ),
        path,
      );
    expect(await status('/data')).toBe('cancelled');
    expect(await status('/other')).toBe(200);
    await app.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest(null));
    await leave(app, page);
  });

  test('a policy added in onHeadersReceived is enforced, and goto asks no will-navigate', async ({
    app,
    page,
    running,
  }) => {
    await app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onHeadersReceived((details, answer) => {
        answer({
          responseHeaders: {
            ...details.responseHeaders,
            'content-security-policy': ["connect-src 'none'"],
          },
        });
      });
    });
    const asked = running.journal().length;
    // On the stand-in a handler takes hold a moment after it is set.
    await expect(async () => {
      await page.goto(`${address}/page`);
      expect(await page.evaluate(violatedBy, '/data')).toBe('connect-src');
    }).toPass();
    expect(
      running
        .journal()
        .slice(asked)
        .filter((line) => line.startsWith('will-navigate')),
    ).toEqual([]);
    await app.evaluate(({ session }) => session.defaultSession.webRequest.onHeadersReceived(null));
    await leave(app, page);
  });
});

/** In the page: the directive that keeps it from fetching this; empty where none does. */
async function violatedBy(url: string): Promise<string> {
  const violated = new Promise<string>((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      resolve(event.effectiveDirective);
    });
  });
  // An event of the policy comes after the refusal.
  return fetch(url).then(
    () => '',
    () => violated,
  );
}

/** Back to the app's own page, as the next test expects it; its reload would take a late commit for its own. */
async function leave(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }) => {
    await BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/index.html');
  });
  await page.waitForURL(/index\.html$/);
}
