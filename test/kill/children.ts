/** Processes that run the engine from one file; the next is started and warm while the last one works. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { ChildEnd, ChildTask } from './child-task.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache');

interface Ended {
  /** Null where it was killed. */
  readonly end: ChildEnd | null;
  readonly ms: number;
}

export interface Children {
  readonly run: (task: ChildTask, onStart?: (pid: number) => void) => Promise<Ended>;
  readonly close: () => Promise<void>;
}

export async function startChildren(): Promise<Children> {
  mkdirSync(CACHE, { recursive: true });
  const dir = mkdtempSync(join(CACHE, 'kill-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      outDir: dir,
      target: 'node24',
      // What a process costs before it does anything is a third of all: small, and by require, it is least.
      minify: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'child.cjs' } },
    },
  });
  const start = (): ChildProcess =>
    fork(join(dir, 'child.cjs'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: join(dir, 'compiled') },
    });
  let warm = start();

  return {
    async run(task, onStart) {
      const child = warm;
      warm = start();
      const from = performance.now();
      if (child.pid !== undefined) onStart?.(child.pid);
      const said: ChildEnd[] = [];
      child.once('message', (message) => said.push(message as ChildEnd));
      const closed = once(child, 'close') as Promise<[code: number | null, signal: string | null]>;
      child.send(task);
      const [code, signal] = await closed;
      const end = said[0] ?? null;
      if (signal !== 'SIGKILL' && end === null) {
        throw new Error(`A child ended by itself: ${String(code)} ${String(signal)}`);
      }
      return { end: signal === 'SIGKILL' ? null : end, ms: performance.now() - from };
    },
    async close() {
      const closed = once(warm, 'close');
      warm.kill('SIGKILL');
      await closed;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
