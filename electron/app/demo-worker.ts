/** Main's end of the demo's worker. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Side } from '../../shared/domain/side.ts';
import type { SignInEntry } from '../auth/token-vault.ts';
import { Refusal } from '../engine/refusal.ts';
import type { DemoStory } from '../demo/prepare-demo.ts';
import type { FromDemoWorker, ToDemoWorker } from '../demo/worker-messages.ts';

export interface DemoServers extends DemoStory {
  readonly entries: Readonly<Record<Side, SignInEntry>>;
  /** A new token from the demo org itself, as signing in again would give. */
  renew(side: Side): Promise<void>;
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
  const control = { salesforce: demo.salesforce.token, voyage: demo.voyage.token };
  const entries = {
    salesforce: { url: demo.salesforce.url, accessToken: demo.salesforce.token },
    voyage: { url: demo.voyage.url, accessToken: demo.voyage.token },
  };
  return {
    entries,
    campaignId: demo.campaignId,
    eventId: demo.eventId,
    chapter: () => chapter,
    async advance() {
      say({ t: 'advance' });
      await once(worker, 'message');
      chapter = 2;
    },
    async renew(side) {
      const answer = await fetch(`${entries[side].url}/__demo/token`, {
        method: 'POST',
        headers: { authorization: `Bearer ${control[side]}` },
      });
      const { token } = (await answer.json()) as { token: string };
      entries[side].accessToken = token;
    },
    async close() {
      say({ t: 'close' });
      await once(worker, 'exit');
    },
  };
}
