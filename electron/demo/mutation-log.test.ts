import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMutationLog } from './mutation-log.ts';
import type { Mutation } from './mutation-log.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mutation-log-'));
  path = join(dir, 'deep', 'salesforce.jsonl');
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const made: Mutation = { kind: 'Lead', id: 'a', record: { Id: 'a', Name: 'Zoë 李' } };
const gone: Mutation = { kind: 'Lead', id: 'a', record: null };

function write(...mutations: readonly Mutation[]): void {
  const log = openMutationLog(path);
  log.append(...mutations);
  log.close();
}

function read(): readonly Mutation[] {
  const log = openMutationLog(path);
  const mutations = [...log.replay()];
  log.close();
  return mutations;
}

test('mutations come back in the order they were appended, over several openings', () => {
  write(made);
  write(gone);
  expect(read()).toEqual([made, gone]);
});

test('the mutations of one append are one line', () => {
  write(made, gone);
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(1);
  expect(read()).toEqual([made, gone]);
});

test('a torn last line is ignored and does not spoil what is appended after it', () => {
  write(made);
  appendFileSync(path, '[{"kind":"Lead","id":"b","rec');
  write(gone);
  expect(read()).toEqual([made, gone]);
});

test('lines longer than a chunk of reading come back whole', () => {
  const long: Mutation = { kind: 'Lead', id: 'l', record: { text: 'ü'.repeat(1_500_000) } };
  write(made);
  write(long);
  appendFileSync(path, 'x'.repeat(2_200_000));
  expect(read()).toEqual([made, long]);
});

test('a damaged line in the middle is named, not skipped', () => {
  write(made);
  writeFileSync(path, 'not json\n[]\n');
  expect(() => read()).toThrow(/Line 1 of .* is damaged/);
});

test('without a path nothing is kept', () => {
  const log = openMutationLog(null);
  log.append(made);
  expect([...log.replay()]).toEqual([]);
  log.close();
});
