/**
 * One measured comparison in a process of its own, started by reconcile-tasks.ts; answers one line of JSON.
 * Ours runs in a worker as the engine does, so that the main thread's turns can be watched meanwhile.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { makeJournalOf } from './made-journal.ts';
import { reconcileInDuckDb } from './reconcile-duckdb.ts';
import type { Measurement } from './reconcile-ours.ts';
import { MADE_POLICY, prepare, reconcileOurs } from './reconcile-ours.ts';
import type { Reconciled, ReconcileTask } from './reconcile-tasks.ts';

const NOTHING: Reconciled = { wallMs: 0, cpuMs: 0, peakMiB: 0, longestTurnMs: 0, again: null };

async function run(task: ReconcileTask): Promise<Reconciled> {
  switch (task.do) {
    case 'make':
      makeJournalOf(task.path, task.people, task.seed, MADE_POLICY);
      await prepare(task);
      return NOTHING;
    case 'ours':
      return inWorker(task);
    case 'duckdb':
      return reconcileInDuckDb(task);
  }
}

async function inWorker(task: ReconcileTask): Promise<Reconciled> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const worker = new Worker(new URL(import.meta.url), { workerData: task });
  const done = new Promise<Measurement>((resolve, reject) => {
    worker.on('message', (told: 'start' | Measurement) => {
      if (told === 'start') delay.enable();
      else resolve(told);
    });
    worker.once('error', reject);
  });
  const measured = await done;
  delay.disable();
  return {
    ...measured,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    longestTurnMs: delay.max / 1e6,
  };
}

if (isMainThread) {
  const task = JSON.parse(process.argv[2] ?? '') as ReconcileTask;
  process.stdout.write(JSON.stringify(await run(task)));
  process.exit(0);
} else {
  const measured = await reconcileOurs(workerData as ReconcileTask, () => {
    parentPort?.postMessage('start');
  });
  parentPort?.postMessage(measured);
}
