import { expect, test } from 'vitest';
import { createJobs } from './jobs.ts';
import { Refusal } from './refusal.ts';

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error.code;
    throw failure;
  }
}

test('short jobs wait for each other and never overlap', async () => {
  const jobs = createJobs();
  const order: string[] = [];
  const first = gate();
  const one = jobs.exclusive('compare', async () => {
    order.push('one starts');
    await first.opened;
    order.push('one ends');
  });
  const two = jobs.exclusive('plan', async () => {
    order.push('two');
    return Promise.resolve();
  });
  first.open();
  await Promise.all([one, two]);
  expect(order).toEqual(['one starts', 'one ends', 'two']);
  expect(jobs.running()).toBeNull();
});

test('behind a pull or a push nothing waits, and they wait for nothing', async () => {
  const jobs = createJobs();
  const held = gate();
  const pull = jobs.exclusive('pull', () => held.opened);
  expect(await codeOf(jobs.exclusive('compare', () => Promise.resolve()))).toBe('engine/busy');
  expect(await codeOf(jobs.exclusive('push', () => Promise.resolve()))).toBe('engine/busy');
  held.open();
  await pull;
  const other = gate();
  const compare = jobs.exclusive('compare', () => other.opened);
  expect(await codeOf(jobs.exclusive('pull', () => Promise.resolve()))).toBe('engine/busy');
  other.open();
  await compare;
});

test('a job that fails frees the way for the next', async () => {
  const jobs = createJobs();
  const failing = jobs.exclusive('compare', () => Promise.reject(new Error('no')));
  const next = jobs.exclusive('compare', () => Promise.resolve('went'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('went');
});

test('closing stops what runs, refuses what waits, and starts nothing more', async () => {
  const jobs = createJobs();
  const running = jobs.exclusive(
    'plan',
    (signal) =>
      new Promise<string>((resolve) => {
        signal.addEventListener('abort', () => resolve('stopped'));
      }),
  );
  const waiting = codeOf(jobs.exclusive('plan', () => Promise.resolve()));
  await new Promise((resolve) => setImmediate(resolve));
  await jobs.close();
  expect(await running).toBe('stopped');
  expect(await waiting).toBe('run/cancelled');
  expect(await codeOf(jobs.exclusive('plan', () => Promise.resolve()))).toBe('run/cancelled');
});

test('a job nobody asked for waits for its chance, and makes way for one that was', async () => {
  const jobs = createJobs();
  const held = gate();
  const pull = jobs.exclusive('pull', () => held.opened);
  expect(await jobs.unasked(() => Promise.resolve('went'))).toBe('was-busy');
  held.open();
  await pull;
  expect(await jobs.unasked(() => Promise.resolve('went'))).toBe('went');

  const order: string[] = [];
  const unasked = jobs.unasked(
    (signal) =>
      new Promise<string>((resolve) => {
        signal.addEventListener('abort', () => {
          order.push('made way');
          resolve('stopped');
        });
      }),
  );
  expect(jobs.running()).toBeNull();
  expect(await jobs.unasked(() => Promise.resolve('second'))).toBe('was-busy');
  for (const name of ['push', 'plan'] as const) {
    await jobs.exclusive(name, () => Promise.resolve(order.push(name)));
  }
  expect(await unasked).toBe('stopped');
  expect(order).toEqual(['made way', 'push', 'plan']);
});

test('a job nobody asked for that fails frees the way, and closing stops one and starts none', async () => {
  const jobs = createJobs();
  await expect(jobs.unasked(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const running = jobs.unasked(
    (signal) =>
      new Promise<string>((resolve) => {
        signal.addEventListener('abort', () => resolve('stopped'));
      }),
  );
  await jobs.close();
  expect(await running).toBe('stopped');
  expect(await jobs.unasked(() => Promise.resolve('went'))).toBe('was-busy');
});
