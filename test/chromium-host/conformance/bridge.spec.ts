import './page-api.ts';
import { expect, test } from './fixtures.ts';

test("the page's world has the exposed key and nothing else that a bare window has not", async ({
  page,
}) => {
  const extra = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const bare = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return Object.getOwnPropertyNames(window).filter(
      (key) => !bare.has(key) && !/^\d+$|^__playwright/.test(key),
    );
  });
  expect(extra).toEqual(['api']);
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'Buffer', 'ipcRenderer'].filter((key) => key in window),
    ),
  ).toEqual([]);
});

test('the exposed API is frozen and stays where it is', async ({ page }) => {
  const result = await page.evaluate(() => {
    const attempts = [
      () => Reflect.set(window.api, 'version', 'x'),
      () => Reflect.set(window, 'api', {}),
      () => Reflect.deleteProperty(window, 'api'),
      () => Reflect.set(window.api.nested.list, 0, 9),
    ];
    return [attempts.map((attempt) => attempt()), window.api.version, window.api.nested.list];
  });
  expect(result).toEqual([[false, false, false, false], '1.0', [1, 2, 3]]);
});

test('a function answers at once, a callback is called back, a promise settles', async ({
  page,
}) => {
  expect(await page.evaluate(() => window.api.add(2, 3))).toBe(5);
  expect(await page.evaluate(() => window.api.later((value) => value * 2))).toBe(41);
});

test("an error thrown behind the bridge is the page's own Error with its message", async ({
  page,
}) => {
  const caught = await page.evaluate(() => {
    try {
      void window.api.call('unknown');
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : 'of another world';
    }
  });
  expect(caught).toBe('unknown channel unknown');
});

test('an unsubscribed listener hears no more', async ({ page }) => {
  const heard = await page.evaluate(async () => {
    const ticks: number[] = [];
    const stop = window.api.on('tick', (tick: number) => ticks.push(tick));
    const all = new Promise<void>((resolve) =>
      window.api.on('tick', (tick: number) => (tick === 9 ? resolve() : undefined)),
    );
    window.api.on('tick', (tick: number) => (tick === 4 ? stop() : undefined));
    window.api.ticks(10);
    await all;
    return ticks;
  });
  expect(heard).toEqual([0, 1, 2, 3, 4]);
});

test('a reload by the page and one by main run the preload again', async ({ app, page }) => {
  // 0 while the documents change.
  const started = () => page.evaluate(() => window.api.startedAt).catch(() => 0);
  const first = await started();
  await page.evaluate(() => {
    location.reload();
  });
  await expect.poll(started).toBeGreaterThan(first);
  const second = await started();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.reload());
  await expect.poll(started).toBeGreaterThan(second);
  expect(await page.evaluate(() => window.api.call('echo', 'still here'))).toBe('still here');
});
