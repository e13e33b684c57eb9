/** The gate's file between those who share it, and what may befall it. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOOK_EVERY_MS, OPEN } from '../sides/gate.ts';
import type { GateRecord, GateStore } from '../sides/gate.ts';
import { openGateFile } from './gate-file.ts';

const KEY = 'salesforce https://acme.my.salesforce.com';
const CLOSED: GateRecord = {
  closings: 3,
  strikes: 2,
  closed: { reason: 'concurrent', at: 1000.5, forMs: 250.25, probe: { holder: 'a', at: 1200 } },
};

let folder: string;
let path: string;
let elapsed = 0;
const opened: GateStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gate-'));
  path = join(folder, 'data', 'gate.sqlite');
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(folder, { recursive: true });
});

function open(): GateStore {
  const store = openGateFile(path, () => elapsed);
  opened.push(store);
  return store;
}

const close = (store: GateStore): GateRecord => store.change(KEY, () => CLOSED);

function lookAgain(): void {
  elapsed += LOOK_EVERY_MS;
}

test('what one writes the other reads, whole', () => {
  const [one, other] = [open(), open()];
  expect([one.read(KEY), other.read(KEY)]).toEqual([OPEN, OPEN]);
  close(one);
  lookAgain();
  expect(other.read(KEY)).toEqual(CLOSED);
  expect(other.read('voyage https://voyage.example')).toEqual(OPEN);
});

test('it is looked at no more often than it is said to be', () => {
  const [one, other] = [open(), open()];
  other.read(KEY);
  close(one);
  elapsed += LOOK_EVERY_MS - 1;
  expect(other.read(KEY)).toEqual(OPEN);
  elapsed += 1;
  expect(other.read(KEY)).toEqual(CLOSED);
});

test('a change decides by what the file holds, not by what was last seen', () => {
  const [one, other] = [open(), open()];
  other.read(KEY);
  close(one);
  other.change(KEY, (record) => ({ ...record, strikes: record.strikes + 1 }));
  expect(one.change(KEY, () => null)).toEqual({ ...CLOSED, strikes: 3 });
});

test('it is kept for the next process', () => {
  close(open());
  expect(open().read(KEY)).toEqual(CLOSED);
});

test('a file that is deleted is written anew, with what is known, and shared again', () => {
  const [one, other] = [open(), open()];
  close(one);
  lookAgain();
  other.read(KEY);
  rmSync(path);
  lookAgain();
  expect(one.read(KEY)).toEqual(CLOSED);
  expect(existsSync(path)).toBe(true);
  other.change(KEY, () => ({ ...CLOSED, strikes: 9 }));
  lookAgain();
  expect(one.read(KEY).strikes).toBe(9);
});

test('a file that is deleted in the middle of a change is written anew at once', () => {
  const [one, other] = [open(), open()];
  one.read(KEY);
  let isDeleted = false;
  one.change(KEY, () => {
    if (!isDeleted) rmSync(path);
    isDeleted = true;
    return CLOSED;
  });
  lookAgain();
  expect(other.read(KEY)).toEqual(CLOSED);
  const probed = { ...CLOSED, closings: 4 };
  other.change(KEY, () => probed);
  lookAgain();
  expect(one.read(KEY)).toEqual(probed);
});

test('a file that is put in the place of one that is being opened is the one that counts', async () => {
  const fresh = join(folder, 'fresh.sqlite');
  open().read(KEY);
  const elsewhere = openGateFile(fresh, () => elapsed);
  close(elsewhere);
  elsewhere.close();
  const isHeld = new Int32Array(new SharedArrayBuffer(4));
  const replacing = new Worker(
    `const { renameSync } = require('node:fs');
    const { isHeld, path, fresh } = require('node:worker_threads').workerData;
    const held = new (require('better-sqlite3'))(path);
    held.exec('BEGIN EXCLUSIVE');
    Atomics.store(isHeld, 0, 1);
    Atomics.wait(isHeld, 0, 1, 300);
    renameSync(fresh, path);
    held.close();`,
    { eval: true, workerData: { isHeld, path, fresh } },
  );
  const ended = once(replacing, 'exit');
  while (Atomics.load(isHeld, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(open().read(KEY)).toEqual(CLOSED);
  expect(await ended).toEqual([0]);
});

test('a damaged file costs what it held', () => {
  close(open());
  writeFileSync(path, 'this is no database, only a text that is long enough to be taken for one');
  const store = open();
  expect(store.read(KEY)).toEqual(OPEN);
  expect(close(store)).toEqual(CLOSED);
});

test('without a place to write it each goes on by itself', () => {
  writeFileSync(join(folder, 'data'), 'a file where the folder should be');
  const store = open();
  expect(store.read(KEY)).toEqual(OPEN);
  expect(close(store)).toEqual(CLOSED);
  expect(store.read(KEY)).toEqual(CLOSED);
  rmSync(join(folder, 'data'));
  elapsed += 2_000;
  expect(store.read(KEY)).toEqual(CLOSED);
  expect(open().read(KEY)).toEqual(CLOSED);
});

test('a process killed while it held the file leaves it to the others', () => {
  const store = open();
  close(store);
  const script = `
    import Database from 'better-sqlite3';
    const sqlite = new Database(${JSON.stringify(path)});
    sqlite.exec("BEGIN IMMEDIATE; UPDATE gate_1 SET strikes = 99");
    process.kill(process.pid, 'SIGKILL');
  `;
  expect(() =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
    }),
  ).toThrow();
  expect(store.change(KEY, (record) => ({ ...record, closings: 4 }))).toEqual({
    ...CLOSED,
    closings: 4,
  });
});

test('closed, it still answers, and touches the file no more', () => {
  const store = open();
  close(store);
  store.close();
  expect(store.change(KEY, () => OPEN)).toEqual(OPEN);
  expect(open().read(KEY)).toEqual(CLOSED);
});
