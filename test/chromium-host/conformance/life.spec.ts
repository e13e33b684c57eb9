import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { electronExecutable } from '../../electron-executable.ts';
import './page-api.ts';
import { expect, isStandIn, test } from './fixtures.ts';
import { APP, commandLineOf, end, launch, processesOf, type Running } from './launch.ts';

const endings: readonly [name: string, end: (app: ElectronApplication, page: Page) => unknown][] = [
  ['app.quit', (app) => app.evaluate(({ app: it }) => it.quit())],
  ['closing the last window', (_app, page) => page.close()],
  [
    'window.close() by the page',
    (_app, page) => page.evaluate(() => window.close()).catch(() => undefined),
  ],
  ['SIGTERM', (app) => app.process().kill('SIGTERM')],
];

for (const [name, act] of endings) {
  test(`${name} ends the app in order, with code 0, and leaves no process`, async () => {
    const running = await launch();
    const page = await running.app.firstWindow();
    const main = running.app.process();
    const closed = running.app.waitForEvent('close');
    await act(running.app, page);
    await closed;
    expect(main.exitCode).toBe(0);
    expect(running.journal().filter((line) => line.endsWith('-quit'))).toEqual([
      'before-quit',
      'will-quit',
    ]);
    await expect.poll(() => processesOf(running.userData)).toEqual([]);
    await end(running);
  });
}

test('kill -9 of main leaves no Chromium', async () => {
  const running = await launch();
  await running.app.firstWindow();
  expect(processesOf(running.userData)).not.toEqual([]);
  const closed = running.app.waitForEvent('close');
  running.app.process().kill('SIGKILL');
  await closed;
  await expect.poll(() => processesOf(running.userData)).toEqual([]);
  await end(running);
});

test('before-quit, the window and the page may each refuse, and the app stays', async () => {
  const running = await launch();
  const { app } = running;
  const page = await app.firstWindow();
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

  const refusedQuit = await app.evaluate(({ app: it }) => {
    let refused = false;
    it.once('before-quit', (event) => {
      event.preventDefault();
      refused = true;
    });
    it.quit();
    return refused;
  });
  expect(refusedQuit).toBe(true);

  const refusedClose = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    let refused = false;
    window?.once('close', (event) => {
      event.preventDefault();
      refused = true;
    });
    window?.close();
    return refused;
  });
  expect(refusedClose).toBe(true);

  page.on('dialog', () => undefined);
  await page.getByRole('button').click();
  await page.evaluate(() => {
    addEventListener('beforeunload', (event) => {
      event.preventDefault();
    });
  });
  const asked = await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const window = BrowserWindow.getAllWindows()[0];
        window?.webContents.once('will-prevent-unload', () => {
          resolve('refused');
        });
        window?.close();
      }),
  );
  expect(asked).toBe('refused');
  expect(await windows()).toBe(1);
  await expect(page.getByRole('heading')).toBeVisible();

  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.destroy();
  });
  await end(running);
});

test('a crashed renderer is reported, a reload brings the page back, and the app can close', async () => {
  const running = await launch();
  const { app } = running;
  const page = await app.firstWindow();
  const main = app.process();
  const crash = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
  const crashed = page.waitForEvent('crash');
  await crash();
  await crashed;
  await expect.poll(() => running.journal()).toContain('render-process-gone crashed');
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.reload();
  });
  const heading = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(
          'document.querySelector("h1")?.textContent + typeof window.api',
        )
        .catch(() => ''),
    );
  await expect.poll(heading).toBe('Conformance Appobject');
  await crash();
  await expect
    .poll(() => running.journal().filter((line) => line.startsWith('render-process-gone')))
    .toHaveLength(2);
  await app.close();
  expect(main.exitCode).toBe(0);
  await end(running);
});

test('a second instance tells the first and leaves', async ({ running }) => {
  const { path } = electronExecutable();
  const env = {
    ...process.env,
    CONFORMANCE_USER_DATA: running.userData,
    CHROMIUM_HOST_HEADLESS: '1',
  };
  const second = spawn(path, ['--no-sandbox', APP, '--hello'], { env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  await expect.poll(() => running.journal()).toContain('second-instance --hello');
});

test('local storage survives a restart', async () => {
  const first = await launch();
  const page = await first.app.firstWindow();
  await page.evaluate(() => {
    localStorage.setItem('kept', 'yes');
  });
  await first.app.close();
  const second = await launch({}, first.userData);
  const again = await second.app.firstWindow();
  expect(await again.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  await end(second);
});

test('six launches in a row all have their preload', async () => {
  test.slow();
  for (let turn = 0; turn < 6; turn += 1) {
    const running = await launch();
    const page = await running.app.firstWindow();
    expect(await page.evaluate(() => 'api' in window)).toBe(true);
    await end(running);
  }
});

test.describe('the stand-in alone', () => {
  test.skip(!isStandIn, 'nothing of this is in Electron');

  test('a host slowed by 400 ms still has the preload in place', async () => {
    const running: Running = await launch({ CHROMIUM_HOST_DELAY_MS: '400' });
    const page = await running.app.firstWindow();
    expect(await page.evaluate(() => 'api' in window)).toBe(true);
    await end(running);
  });

  test('killing Chromium ends main with code 1', async () => {
    const running = await launch();
    await running.app.firstWindow();
    const main = running.app.process();
    const closed = running.app.waitForEvent('close');
    const browser = processesOf(running.userData).find(
      (pid) => !commandLineOf(pid).includes('--type='),
    );
    process.kill(browser ?? 0, 'SIGKILL');
    await closed;
    expect(main.exitCode).toBe(1);
    await end(running);
  });

  test('what is not there says so', async ({ app }) => {
    const messages = await app.evaluate((electron) => {
      const { BrowserWindow } = electron;
      const attempts = [
        () => new electron.Tray(''),
        () => electron.screen.getPrimaryDisplay(),
        () => electron.app.relaunch(),
        () => BrowserWindow.getAllWindows()[0]?.setProgressBar(1),
        () => new BrowserWindow({ frame: false }),
        () => new BrowserWindow({ webPreferences: { nodeIntegration: true } }),
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'nothing';
        } catch (error) {
          return error instanceof Error ? error.message : '';
        }
      });
    });
    const names = [
      'new Tray',
      'screen.getPrimaryDisplay',
      'app.relaunch',
      'BrowserWindow.setProgressBar',
      'BrowserWindow option frame',
      'webPreferences.nodeIntegration: true',
    ];
    expect(messages).toEqual(names.map((name) => `chromium-host: ${name} is not implemented`));
  });

  test('without a display, and without Playwright, it ends with the ways out', async ({
    running,
  }) => {
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      CONFORMANCE_USER_DATA: join(running.userData, 'alone'),
    };
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'CHROMIUM_HOST_HEADLESS'])
      Reflect.deleteProperty(env, name);
    const alone = spawn(electronExecutable().path, [APP], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    alone.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(alone, 'close')) as [number];
    expect(code).toBe(1);
    expect(said).toContain('xvfb-run npm start');
    expect(said).toContain('CHROMIUM_HOST_HEADLESS=1');
  });
});
