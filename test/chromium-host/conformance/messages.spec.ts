import './page-api.ts';
import { expect, test } from './fixtures.ts';

test('invoke clones what structured clone clones, there and back', async ({ page }) => {
  const wrong = await page.evaluate(async () => {
    type Cycle = { self?: Cycle };
    const cycle: Cycle = {};
    cycle.self = cycle;
    const sent = {
      date: new Date(5),
      map: new Map([[1, new Set(['a'])]]),
      missing: undefined,
      numbers: [NaN, -0, Infinity],
      big: 10n,
      regexp: /a/gi,
      floats: new Float64Array([1.5, 2]),
      buffer: new ArrayBuffer(4),
      $: 'a key',
      list: [[[]]],
      error: new TypeError('t'),
      cycle,
    };
    const got = await window.api.call<typeof sent>('echo', sent);
    const checks: Record<string, boolean> = {
      date: got.date instanceof Date && got.date.getTime() === 5,
      map: got.map.get(1)?.has('a') === true,
      missing: Object.hasOwn(got, 'missing'),
      numbers:
        Number.isNaN(got.numbers[0]) &&
        Object.is(got.numbers[1], -0) &&
        got.numbers[2] === Infinity,
      big: got.big === 10n,
      regexp: got.regexp instanceof RegExp && String(got.regexp) === '/a/gi',
      floats: got.floats instanceof Float64Array && got.floats[0] === 1.5,
      buffer: got.buffer instanceof ArrayBuffer && got.buffer.byteLength === 4,
      $: got.$ === 'a key',
      list: Array.isArray(got.list[0]),
      error: got.error instanceof Error && got.error.message === 't',
      cycle: got.cycle.self === got.cycle,
    };
    return Object.keys(checks).filter((name) => checks[name] !== true);
  });
  expect(wrong).toEqual([]);
});

test('a function in a message is refused, on the way in and on the way out', async ({ page }) => {
  const refusal = (channel: string, arg?: string) =>
    page.evaluate(
      ([name, text]) =>
        window.api
          .call(name ?? '', text === undefined ? undefined : { text: () => text })
          .catch((error: unknown) => String(error)),
      [channel, arg],
    );
  expect(await refusal('echo', 'x')).toContain('could not be cloned');
  expect(await refusal('return-function')).toContain('could not be cloned');
});

test('errors of a failing and of a missing handler read as in Electron', async ({ page }) => {
  const message = (channel: string) =>
    page.evaluate(
      (name) =>
        window.api
          .call(name)
          .catch((error: unknown) => (error instanceof Error ? error.message : '')),
      channel,
    );
  expect(await message('fail')).toBe(
    "Error invoking remote method 'fail': TypeError: no such thing",
  );
  expect(await message('missing')).toBe(
    "Error invoking remote method 'missing': Error: No handler registered for 'missing'",
  );
});

test('the sender frame names the document that spoke', async ({ page }) => {
  expect(await page.evaluate(() => window.api.call('sender'))).toMatchObject({
    url: 'app://bundle/index.html',
    origin: 'app://bundle',
    isTop: true,
    isMainFrame: true,
  });
});

for (const megabytes of [1, 10]) {
  test(`${megabytes} MB of bytes go both ways`, async ({ page }) => {
    const length = megabytes << 20;
    const there = await page.evaluate(
      (size) => window.api.call('last-byte', new Uint8Array(size).fill(3)),
      length,
    );
    expect(there).toEqual(['Uint8Array', length, 3]);
    const back = await page.evaluate(async (size) => {
      const bytes = await window.api.call<Uint8Array>('bytes', size);
      return [bytes instanceof Uint8Array, bytes.length, bytes.buffer.byteLength, bytes.at(-1)];
    }, length);
    expect(back).toEqual([true, length, length, 7]);
  });
}

test('300 events of main arrive in order', async ({ page }) => {
  const ticks = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const heard: number[] = [];
        window.api.on('tick', (tick: number) => {
          heard.push(tick);
          if (tick === 299) resolve(heard);
        });
        window.api.ticks(300);
      }),
  );
  expect(ticks).toEqual(Array.from({ length: 300 }, (_, tick) => tick));
});
