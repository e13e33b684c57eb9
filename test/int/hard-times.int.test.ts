/**
 * What a computer does to a program in the middle of its work: it sleeps, its clock is set, its disk is full, and
 * a second program wants the same journal. Each is survived, or said; none of it writes anything twice.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import type { Refusal } from '../../electron/engine/refusal.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { startChildren } from '../kill/children.ts';
import { checkEnded } from '../kill/check.ts';
import type { Known } from '../kill/one-run.ts';
import { begin, differences, runOnce, withoutKill } from '../kill/one-run.ts';
import { decide, planned } from '../kill/person.ts';
import type { Scenario } from '../kill/scenarios.ts';
import { SCENARIOS } from '../kill/scenarios.ts';
import type { Far, Prepared } from '../kill/world.ts';
import { openEngineOn, prepareWorld } from '../kill/world.ts';
import type { Call } from './fakes-bench.ts';
import { callOf } from './fakes-bench.ts';

const HOUR_MS = 3_600_000;
const KEEP = scenario('keep, by collections');
const ALL_OR_NOTHING = scenario('all or nothing, refused late by Salesforce');

let prepared: Prepared;
let children: Awaited<ReturnType<typeof startChildren>>;
let far: Far;
const engines: Engine[] = [];
beforeAll(async () => {
  prepared = await prepareWorld();
  children = await startChildren();
}, 120_000);
beforeEach(async () => {
  far = await prepared.startFar();
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  await far.close();
});
afterAll(async () => {
  await children.close();
  prepared.remove();
});

function scenario(name: string): Scenario {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

async function open(from: 'plan' | 'pull', clock: () => Date = () => new Date()) {
  const journalPath = join(prepared.folder, 'here.sqlite');
  prepared.copyTo(journalPath, from);
  const engine = await openEngineOn(journalPath, far, clock);
  engines.push(engine);
  const call = callOf(() => engine);
  await call('engine:connect', null);
  return { engine, call, journalPath };
}

test.each([KEEP, ALL_OR_NOTHING])(
  'a laptop that sleeps for hours with a request open: $name ends as if it had not',
  async (one) => {
    const known = await withoutKill({ prepared, children }, one);
    const task = { ...begin(prepared, one, far), sleepsMs: 7 * HOUR_MS };
    let heldElsewhere: unknown = null;
    const naps: Promise<void>[] = [];
    const ended = await runOnce(children, far, task, null, {
      onWritten: (side, times, pid) => {
        if (side !== 'salesforce' || times !== 3) return;
        process.kill(pid, 'SIGSTOP');
        naps.push(
          openEngineOn(task.journalPath, null)
            .catch((failure: unknown) => (heldElsewhere = failure))
            .then(() => delay(300))
            .then(() => void process.kill(pid, 'SIGCONT')),
        );
      },
    });
    await Promise.all(naps);
    expect(naps).toHaveLength(1);
    expect((heldElsewhere as Refusal).error.code).toBe('journal/locked');
    await expectAsKnown(ended, task.journalPath, known);
  },
);

async function expectAsKnown(
  ended: Awaited<ReturnType<typeof runOnce>>,
  journalPath: string,
  { scenario: one, standing }: Known,
): Promise<void> {
  expect(ended?.defects).toEqual([]);
  if (ended?.summary == null) throw new Error('It did not end.');
  const checked = await checkEnded(journalPath, far, ended.summary, one.mode === 'keep');
  expect([...checked.doubles, ...checked.losses, ...checked.broken]).toEqual([]);
  expect(differences(checked.standing, standing, one)).toEqual([]);
}

/** A clock whose every look is a little later, and that can be set. */
function setClock(): { readonly clock: () => Date; readonly set: (byMs: number) => void } {
  let now = Date.now();
  return {
    clock: () => new Date((now += 150)),
    set: (byMs) => (now += byMs),
  };
}

test.each([
  ['back by two hours', -2 * HOUR_MS],
  ['on by two days', 48 * HOUR_MS],
])('a clock set %s in mid-push: it goes on, and tells how far it is all along', async (_, byMs) => {
  const { clock, set } = setClock();
  const { engine, call } = await open('plan', clock);
  const told: PushProgress[] = [];
  let isSet = false;
  engine.on('push', (progress) => {
    told.push(progress);
    if (!isSet && progress.rowsDone > 0) {
      isSet = true;
      set(byMs);
    }
  });
  await call('plan:build', { direction: 'both' });
  const summary = await push(call);
  expect(summary).toMatchObject({ addsUp: true, status: 'succeeded' });
  expect(isSet).toBe(true);
  const steps = told.filter(({ state }) => state === 'running').map(({ lanes }) => lanes);
  const seen = new Set(steps.map(({ salesforce, voyage }) => salesforce.done + voyage.done));
  const batches = told.at(-1)?.batches.total ?? 0;
  expect(batches).toBeGreaterThan(1);
  expect(seen.size).toBeGreaterThanOrEqual(batches);
  expect(told.every(({ secondsLeft }) => secondsLeft === null || secondsLeft >= 0)).toBe(true);
  expect((await call('engine:state', null)).lastTxId).toBe(summary.txId);
  expect(await call('audit:verify', null)).toMatchObject({ verified: true, rows: 2 });
  await call('pull:start', { isFull: false });
  expect((await call('plan:build', { direction: 'both' })).operations).toBe(0);
});

async function push(call: Call) {
  await decide(call);
  const digest = await planned(call);
  return call('push:start', { digest, mode: 'keep', confirm: null });
}

/** The connection of the engine to its journal, so that its disk can be filled. */
function captured(journalPath: string): { readonly fill: () => void; readonly free: () => void } {
  const proto = Database.prototype as unknown as {
    prepare: (this: Database.Database, sql: string) => Database.Statement;
  };
  const { prepare } = proto;
  const seen: Database.Database[] = [];
  proto.prepare = function (sql) {
    if (this.name === journalPath) seen.push(this);
    return prepare.call(this, sql);
  };
  const connection = (): Database.Database => {
    const found = seen.at(-1);
    if (found === undefined) throw new Error('The engine has not asked anything yet.');
    return found;
  };
  return {
    fill: () => {
      const pages = Number(connection().pragma('page_count', { simple: true }));
      connection().pragma(`max_page_count = ${String(pages + 1)}`);
      connection().exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
      // What lies free inside the file is taken, too.
      const take = connection().prepare('INSERT INTO filler VALUES (zeroblob(4000))');
      expect(() => {
        for (;;) take.run();
      }).toThrow(/full/);
    },
    free: () => {
      connection().exec('DROP TABLE filler');
      connection().pragma('max_page_count = 1073741823');
    },
  };
}

test('a disk that is full in mid-push stops it in words, and with room again it ends as without', async () => {
  const known = await withoutKill({ prepared, children }, { ...KEEP, refused: {} });
  const { engine, call, journalPath } = await open('plan');
  const disk = captured(journalPath);
  await decide(call);
  const digest = await planned(call);
  let isFull = false;
  far.onMutation = (side) => {
    if (side === 'salesforce' && !isFull) {
      isFull = true;
      disk.fill();
    }
  };
  const stopped = await engine.call('push:start', { digest, mode: 'keep', confirm: null });
  expect(stopped).toMatchObject({ ok: false, error: { code: 'journal/disk-full' } });
  const { activeRun } = await call('engine:state', null);
  expect(activeRun?.state).toBe('interrupted');
  disk.free();
  const summary = await call('push:resume', { txId: activeRun?.txId ?? '' });
  await engine.close();
  await expectAsKnown({ summary, defects: [] }, journalPath, known);
});

test('a disk that is full in mid-pull leaves what was there, and says so', async () => {
  const { engine, call, journalPath } = await open('pull');
  const disk = captured(journalPath);
  await call('review:facets', null);
  const before = await call('diff:counts', null);
  disk.fill();
  const stopped = await engine.call('pull:start', { isFull: true });
  expect(stopped).toMatchObject({ ok: false, error: { code: 'journal/disk-full' } });
  expect(await call('diff:counts', null)).toEqual(before);
  disk.free();
  await call('pull:start', { isFull: true });
  expect(await call('diff:counts', null)).not.toEqual(before);
});
