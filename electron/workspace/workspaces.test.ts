import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from '../engine/refusal.ts';
import {
  addWorkspace,
  dataDirOf,
  findWorkspace,
  listWorkspaces,
  removeWorkspaceFiles,
  workspaceDir,
} from './workspaces.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'workspaces-'));

test('demo, sandbox and production are there from the start, of the kind they are called', () => {
  expect(listWorkspaces(fresh())).toEqual([
    { name: 'demo', kind: 'demo' },
    { name: 'sandbox', kind: 'sandbox' },
    { name: 'production', kind: 'production' },
  ]);
});

test('an added workspace is there the next time', () => {
  const dir = fresh();
  addWorkspace(dir, { name: 'emea-uat', kind: 'sandbox' });
  expect(findWorkspace(dir, 'emea-uat')).toEqual({ name: 'emea-uat', kind: 'sandbox' });
});

test.each(['demo', 'Has Space', '../up', ''])('the name %j is refused', (name) => {
  expect(() => addWorkspace(fresh(), { name, kind: 'sandbox' })).toThrow(Refusal);
});

test('an unknown workspace is refused, and a damaged list is not taken for an empty one', () => {
  const dir = fresh();
  expect(() => findWorkspace(dir, 'nowhere')).toThrow(Refusal);
  writeFileSync(join(dir, 'workspaces.json'), '{"workspaces": "all"}');
  expect(() => listWorkspaces(dir)).toThrow(Refusal);
});

test('only a demo workspace can be filled anew', () => {
  const dir = fresh();
  mkdirSync(workspaceDir(dir, 'demo'), { recursive: true });
  mkdirSync(workspaceDir(dir, 'production'), { recursive: true });
  removeWorkspaceFiles(dir, 'demo');
  expect(existsSync(workspaceDir(dir, 'demo'))).toBe(false);
  expect(() => removeWorkspaceFiles(dir, 'production')).toThrow(Refusal);
  expect(existsSync(workspaceDir(dir, 'production'))).toBe(true);
});

test('the data folder is the one named, else the platform’s', () => {
  expect(dataDirOf('/somewhere')).toBe('/somewhere');
  if (process.platform === 'linux') {
    expect(dataDirOf(null, { XDG_CONFIG_HOME: '/c' })).toBe('/c/voyage-reconcile');
  }
});
