/**
 * Workspaces and where their files lie: one folder each under the data folder, nothing shared between
 * two. The list is a small JSON file; `demo`, `sandbox` and `production` are always there.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { WORKSPACE_KINDS } from '../../shared/domain/side.ts';
import type { WorkspaceKind } from '../../shared/domain/side.ts';
import { Refusal } from '../engine/refusal.ts';

export interface Workspace {
  readonly name: string;
  readonly kind: WorkspaceKind;
}

const BUILT_IN: readonly Workspace[] = WORKSPACE_KINDS.map((kind) => ({ name: kind, kind }));
const FOLDER_NAME = 'voyage-reconcile';
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const fileSchema = z.object({
  workspaces: z.array(z.object({ name: z.string().regex(NAME), kind: z.enum(WORKSPACE_KINDS) })),
});

/** The platform's user-data folder, or the one named. */
export function dataDirOf(named: string | null, env: NodeJS.ProcessEnv = process.env): string {
  if (named !== null) return resolve(named);
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', FOLDER_NAME);
  }
  if (process.platform === 'win32') {
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), FOLDER_NAME);
  }
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), FOLDER_NAME);
}

export function workspaceDir(dataDir: string, name: string): string {
  return join(dataDir, 'workspaces', name);
}

export function journalPath(dataDir: string, name: string): string {
  return join(workspaceDir(dataDir, name), 'journal.sqlite');
}

export function demoDir(dataDir: string, name: string): string {
  return join(workspaceDir(dataDir, name), 'demo-org');
}

export function reportsDir(dataDir: string, name: string): string {
  return join(workspaceDir(dataDir, name), 'reports');
}

/** One for all workspaces: what an org asks of one run it asks of all. */
export function gatePath(dataDir: string): string {
  return join(dataDir, 'gate.sqlite');
}

/** Takes away a demo's journal and org, before it is filled anew. Any other workspace is refused. */
export function removeWorkspaceFiles(dataDir: string, name: string): void {
  if (findWorkspace(dataDir, name).kind !== 'demo') {
    throw new Refusal({
      code: 'usage/invalid',
      detail: 'Only a demo workspace can be filled anew.',
    });
  }
  rmSync(workspaceDir(dataDir, name), { recursive: true, force: true });
}

export function listWorkspaces(dataDir: string): readonly Workspace[] {
  return [...BUILT_IN, ...readAdded(dataDir)];
}

export function findWorkspace(dataDir: string, name: string): Workspace {
  const known = listWorkspaces(dataDir);
  const found = known.find((workspace) => workspace.name === name);
  if (found) return found;
  throw new Refusal({
    code: 'usage/invalid',
    detail: `There is no workspace “${name}”. There are: ${known.map((w) => w.name).join(', ')}.`,
  });
}

export function addWorkspace(dataDir: string, workspace: Workspace): void {
  if (!NAME.test(workspace.name)) {
    throw new Refusal({
      code: 'usage/invalid',
      detail: 'A workspace name has 1 to 40 small letters, digits and hyphens.',
    });
  }
  if (listWorkspaces(dataDir).some((known) => known.name === workspace.name)) {
    throw new Refusal({
      code: 'usage/invalid',
      detail: `There is a workspace “${workspace.name}” already.`,
    });
  }
  mkdirSync(dataDir, { recursive: true });
  const path = listPath(dataDir);
  const next = JSON.stringify({ workspaces: [...readAdded(dataDir), workspace] }, null, 2);
  writeFileSync(`${path}.new`, next);
  renameSync(`${path}.new`, path);
}

function listPath(dataDir: string): string {
  return join(dataDir, 'workspaces.json');
}

function readAdded(dataDir: string): readonly Workspace[] {
  let text: string;
  try {
    text = readFileSync(listPath(dataDir), 'utf8');
  } catch {
    return [];
  }
  try {
    return fileSchema.parse(JSON.parse(text)).workspaces;
  } catch {
    throw new Refusal({
      code: 'input/unreadable-file',
      path: listPath(dataDir),
      detail: 'It is not a list of workspaces.',
    });
  }
}
