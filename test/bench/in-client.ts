import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CallCounts } from '../../shared/domain/plan.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { Served } from './far-sides.ts';

export type ClientTask =
  | { readonly do: 'read-bare' | 'read-side'; readonly side: Side }
  | { readonly do: 'pull' | 'push' };

export interface Measured {
  readonly rows: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Peak resident memory of the whole process. */
  readonly peakMiB: number;
  readonly pushed?: Pushed;
}

interface Pushed {
  /** From the first call to the last answer. */
  readonly sendingMs: number;
  /** That its calls were open at the far sides. */
  readonly openMs: number;
  readonly planned: CallCounts;
  readonly made: CallCounts;
}

/** As the engine's worker is started in the app (engine-worker.ts): a third of its young generation, and its old one. */
const LIKE_THE_ENGINE = ['--max-semi-space-size=4', '--max-old-space-size=1900'];

/** Runs one task in a fresh process. */
export async function inClient(task: ClientTask, served: Served): Promise<Measured> {
  const { salesforce, voyage, campaignId, eventId } = served;
  const given = JSON.stringify({ task, served: { salesforce, voyage, campaignId, eventId } });
  const client = join(import.meta.dirname, 'client.ts');
  const child = spawn(process.execPath, [...LIKE_THE_ENGINE, client, given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The client ended with ${String(code)}.`);
  return JSON.parse(output) as Measured;
}
