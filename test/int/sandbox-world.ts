/** The demo's people as a sandbox shows them: an org and a Voyage account for tests, and the command line on them. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMutationLog } from '../../electron/demo/mutation-log.ts';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { startVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import { TOKEN } from './salesforce-org.ts';
import { atEnd } from './auth-world.ts';

export const VOYAGE_TOKEN = 'voyage-token-that-nobody-may-see';

const CLI = join(import.meta.dirname, '../../electron/cli/main.ts');

export interface SandboxWorld {
  readonly salesforce: FakeSalesforce;
  readonly voyage: FakeVoyage;
  readonly campaignId: string;
  readonly eventId: string;
}

export async function aSandbox(rows = 90): Promise<SandboxWorld> {
  const world = createWorld({ rows, seed: 7 });
  const clock = () => new Date();
  const log = openMutationLog(null);
  const salesforce = await startSalesforce({ seed: world.salesforce, log, token: TOKEN, clock });
  const voyage = await startVoyage({
    seed: { ...world.voyage, account: { ...world.voyage.account, environment: 'test' } },
    log,
    token: VOYAGE_TOKEN,
    clock,
  });
  for (const change of world.changes) {
    if (change.on === 'salesforce') salesforce.apply(change);
    else voyage.apply(change);
  }
  atEnd(async () => {
    await Promise.all([salesforce.close(), voyage.close()]);
  });
  return { salesforce, voyage, campaignId: world.campaignId, eventId: world.eventId };
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Of the process while it ran, as every user of the machine can read it. */
  readonly commandLine: string;
}

/** Runs the command line in a process of its own, as a scheduler would. */
export async function runCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let commandLine = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.once('spawn', () => {
    commandLine = readFileSync(`/proc/${String(child.pid)}/cmdline`, 'utf8');
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr, commandLine };
}
