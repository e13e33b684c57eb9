/**
 * Law: runs that share a gate send no more retries than one of them would. While a far end is limited, N runs
 *      send as many requests as a single run, and at most N - 1 more: those that were under way when the first
 *      of them was refused.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openGateFile } from '../../electron/engine/journal/gate-file.ts';
import type { Timing } from '../../electron/engine/sides/side-connection.ts';
import type { RunTask } from './gate-child.ts';
import { startLimited } from './limited-server.ts';
import type { LimitedServer } from './limited-server.ts';
import { json, silence, startScript } from './scripted-server.ts';
import { closeLater, connect } from './transport-meeting.ts';

const RUNS_HERE = 4;
const OTHER_PROCESSES = 2;
const RUNS_EACH = 2;
const RUNS = RUNS_HERE + OTHER_PROCESSES * RUNS_EACH;
const PAGES = 3;
const WINDOWS = 3;

let folder: string;
let gatePath: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gates-'));
  gatePath = join(folder, 'gate.sqlite');
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly go: () => void;
  readonly done: Promise<unknown>;
}

async function runsElsewhere(task: RunTask): Promise<Run> {
  const script = join(import.meta.dirname, 'gate-child.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  const done = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`A run ended with ${String(code)}.`);
  });
  return { go: () => child.stdin.write('go\n'), done };
}

function runHere({ url, gatePath: path, pages, timing }: RunTask): Run {
  const gates = path === null ? {} : { gates: openGateFile(path) };
  const { transport, read } = connect(url, { timing, ...gates });
  let go = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    go = resolve;
  });
  const work = async (): Promise<void> => {
    await told;
    for (let page = 0; page < pages; page += 1) await transport.exchange(read(), null);
  };
  return { go, done: work() };
}

/** All runs at once, or the others when the first of them was refused. */
async function play(
  server: LimitedServer,
  path: string | null,
  start: 'at once' | 'after the first',
): Promise<number> {
  const task: RunTask = {
    url: server.url,
    gatePath: path,
    runs: RUNS_EACH,
    pages: PAGES,
    timing: {},
  };
  const elsewhere = await Promise.all(
    Array.from({ length: OTHER_PROCESSES }, () => runsElsewhere(task)),
  );
  const here = Array.from({ length: RUNS_HERE }, () => runHere(task));
  const [first, ...others] = [...here, ...elsewhere];
  first!.go();
  if (start === 'after the first') {
    await server.until(1);
    // The refusal is on its way; whoever looks at the gate now has to see it.
    const store = openGateFile(path!, () => 0);
    const key = `salesforce ${server.url}`;
    while (store.change(key, () => null).closed === null) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    store.close();
  }
  for (const run of others) run.go();
  await Promise.all([...here, ...elsewhere].map(({ done }) => done));
  return server.refused.reduce((sum, each) => sum + each, 0);
}

async function limited(status: number, seconds = 1): Promise<LimitedServer> {
  const server = await startLimited({ status, windows: WINDOWS, seconds });
  closeLater(server.close);
  return server;
}

test.each([429, 503])(
  'eight runs, four of them in two other processes, before a far end that answers %s: what one would send',
  async (status) => {
    const server = await limited(status);
    expect(await play(server, gatePath, 'after the first')).toBe(WINDOWS);
    expect(server.refused).toEqual([1, 1, 1]);
    // Nothing is lost by it: each run got all of its pages.
    expect(server.heard).toHaveLength(WINDOWS + RUNS * PAGES);
  },
);

test('begun at once, those that were under way come on top, and no retry of theirs', async () => {
  const server = await limited(429);
  expect(await play(server, gatePath, 'at once')).toBeLessThanOrEqual(WINDOWS + RUNS - 1);
  expect(server.refused.slice(1)).toEqual([1, 1]);
});

test('with a gate each, the same runs send many times that: this is what it is shared for', async () => {
  const server = await limited(429);
  const sent = await play(server, null, 'at once');
  expect(sent).toBeGreaterThan(WINDOWS + RUNS - 1);
});

test('a probe whose process was killed is taken over', async () => {
  const timing: Partial<Timing> = { probeLeaseMs: 600 };
  const limit = json(429, {}, { 'retry-after': '1' });
  const server = await startScript((_heard, index) =>
    index === 0 ? limit : index === 1 ? silence : json(200, {}),
  );
  closeLater(server.close);
  const task: RunTask = { url: server.url, gatePath, runs: 1, pages: 1, timing };
  const prober = await runsElsewhere(task);
  const killed = prober.done.catch((failure: unknown) => failure);
  prober.go();
  await server.until(2);
  const other = runHere(task);
  other.go();
  children[0]!.kill('SIGKILL');
  expect(await killed).toBeInstanceOf(Error);
  await other.done;
  expect(server.heard).toHaveLength(3);
});

test('a gate file deleted in the middle does not set the runs loose', async () => {
  const server = await limited(429, 2);
  const task: RunTask = { url: server.url, gatePath, runs: 1, pages: PAGES, timing: {} };
  const runs = [await runsElsewhere(task), runHere(task), runHere(task)];
  for (const run of runs) run.go();
  await server.until(1);
  // All of them meet the limit before the first window is over, and know of it when the file goes.
  await new Promise((resolve) => setTimeout(resolve, 500));
  rmSync(gatePath);
  await Promise.all(runs.map(({ done }) => done));
  expect(server.refused.slice(1)).toEqual([1, 1]);
});
