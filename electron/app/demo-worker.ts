/** Main's end of the demo's worker. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Side } from '../../shared/domain/side.ts';
import { Refusal } from '../engine/refusal.ts';
import type { DemoStory } from '../demo/prepare-demo.ts';
import type { Demo } from '../demo/start-demo.ts';
import type { FromDemoWorker, ToDemoWorker } from '../demo/worker-messages.ts';

export interface DemoServers extends DemoStory {
  /** As they were at the start. */
  readonly endpoints: Pick<Demo, Side>;
  /** A new token from the demo org itself, as signing in again would give. */
  newToken(side: Side): Promise<string>;
  close(): Promise<void>;
}

export async function startDemoServers(
  script: URL,
  options: Omit<Extract<ToDemoWorker, { t: 'start' }>, 't'>,
): Promise<DemoServers> {
  const worker = new Worker(script);
  const say = (message: ToDemoWorker) => worker.postMessage(message);
  say({ t: 'start', ...options });
  const [first] = (await once(worker, 'message')) as [FromDemoWorker];
  if (first.t !== 'started') {
    await worker.terminate();
    if (first.t === 'failed' && first.error) throw new Refusal(first.error);
    throw new Error(first.t === 'failed' ? first.detail : 'The demo servers did not start.');
  }
  const { demo } = first;
  let chapter = demo.chapter;
  const { salesforce, voyage } = demo;
  const endpoints = { salesforce, voyage };
  return {
    endpoints,
    campaignId: demo.campaignId,
    eventId: demo.eventId,
    chapter: () => chapter,
    async advance() {
      say({ t: 'advance' });
      await once(worker, 'message');
      chapter = 2;
    },
    async newToken(side) {
      const { url, token: first } = endpoints[side];
      const answer = await fetch(`${url}/__demo/token`, {
        method: 'POST',
        headers: { authorization: `Bearer ${first}` },
      });
      return ((await answer.json()) as { token: string }).token;
    },
    async close() {
      say({ t: 'close' });
      await once(worker, 'exit');
    },
  };
}
