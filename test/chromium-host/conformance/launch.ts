/** Starts the conformance app, on whichever Electron is here, with a user data folder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';

export const APP = join(import.meta.dirname, '../app');

export interface Running {
  readonly app: ElectronApplication;
  readonly userData: string;
  /** What the app wrote down, a line each. */
  journal(): string[];
}

export async function launch(
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<Running> {
  const userData = folder ?? mkdtempSync(join(tmpdir(), 'conformance-'));
  const app = await _electron.launch({
    args: [APP],
    env: { ...(process.env as Record<string, string>), ...env, CONFORMANCE_USER_DATA: userData },
  });
  return { app, userData, journal: () => readJournal(userData) };
}

/** Closes what may have ended already, and removes its folder. */
export async function end({ app, userData }: Running): Promise<void> {
  await app.close().catch(() => undefined);
  rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Processes whose command line names the folder: the app's browser and, of most, its renderers. */
export function processesOf(userData: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLineOf(name).includes(userData))
    .map(Number);
}

export function commandLineOf(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function readJournal(userData: string): string[] {
  try {
    return readFileSync(join(userData, 'journal.txt'), 'utf8').trimEnd().split('\n');
  } catch {
    return [];
  }
}
