/** `doctor` in a process of its own, as a person or a scheduler calls it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { journalPath } from '../../electron/workspace/workspaces.ts';
import { makeFolder } from '../journal-builders.ts';

const CLI = join(import.meta.dirname, '../../electron/cli/main.ts');

let folder: ReturnType<typeof makeFolder>;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

interface Told {
  readonly name: string;
  readonly state: string;
  readonly text: string;
}

function doctor(workspace: string): Promise<{ code: number; checks: readonly Told[] }> {
  const args = [
    CLI,
    'doctor',
    '--json',
    '--quiet',
    '--data',
    folder.path,
    '--workspace',
    workspace,
  ];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_, stdout) => {
      const { checks } = JSON.parse(stdout) as { readonly checks: readonly Told[] };
      resolve({ code: child.exitCode ?? -1, checks });
    });
  });
}

const statesOf = (checks: readonly Told[]) => checks.map(({ name, state }) => `${name} ${state}`);

test('a healthy demo is well from disk to clock', async () => {
  const { code, checks } = await doctor('demo');
  expect(statesOf(checks)).toEqual([
    'Disk ok',
    'Keychain ok',
    'Journal ok',
    'Salesforce ok',
    'Clock and Salesforce ok',
    'Voyage ok',
    'Clock and Voyage ok',
  ]);
  expect(code).toBe(0);
});

test('nobody signed in is said of each side, with the exit code for it', async () => {
  const { code, checks } = await doctor('sandbox');
  expect(statesOf(checks).slice(3)).toEqual(['Salesforce failed', 'Voyage failed']);
  expect(code).toBe(4);
});

test('a journal in use is named, and what needs it is not looked at', async () => {
  const journal = openJournal(journalPath(folder.path, 'sandbox'));
  try {
    const { code, checks } = await doctor('sandbox');
    expect(statesOf(checks).slice(2)).toEqual([
      'Journal failed',
      'Salesforce skipped',
      'Voyage skipped',
    ]);
    expect(checks[2]?.text).toContain('open already');
    expect(code).toBe(7);
  } finally {
    journal.close();
  }
});
