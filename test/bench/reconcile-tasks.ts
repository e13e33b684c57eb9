import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ReconcileTask {
  readonly do: 'make' | 'ours' | 'duckdb';
  /** Of the journal made once and compared in each run. */
  readonly path: string;
  readonly people: number;
  readonly seed: number;
  /** 0; 1 has another value in 1% of the people. */
  readonly version: number;
}

export interface Reconciled {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Peak resident memory of the whole process. */
  readonly peakMiB: number;
  /** The longest time the main thread was not asked, while the work was done beside it. */
  readonly longestTurnMs: number;
  /** The same again after 1% of the people changed. */
  readonly again: { readonly wallMs: number; readonly patchMs: number } | null;
}

/** Does one task in a fresh process. */
export async function inProcess(task: ReconcileTask): Promise<Reconciled> {
  const script = fileURLToPath(new URL('./reconcile-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The process ended with ${String(code)}.`);
  return JSON.parse(output) as Reconciled;
}
