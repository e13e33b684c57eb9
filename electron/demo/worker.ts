/** The demo's two servers in a thread of their own, so that they never share one with the window's main. */
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../engine/refusal.ts';
import { startDemo } from './start-demo.ts';
import type { Demo } from './start-demo.ts';
import type { FromDemoWorker, ToDemoWorker } from './worker-messages.ts';

if (parentPort) serve(parentPort);

function serve(port: NonNullable<typeof parentPort>): void {
  const say = (message: FromDemoWorker) => port.postMessage(message);
  let demo: Demo | undefined;

  async function start(message: Extract<ToDemoWorker, { t: 'start' }>): Promise<void> {
    try {
      demo = await startDemo({
        dir: message.dir,
        rows: message.rows,
        seed: message.seed,
        fresh: message.fresh,
        clock: () => new Date(),
      });
      const { salesforce, voyage, campaignId, eventId } = demo;
      say({
        t: 'started',
        demo: { salesforce, voyage, campaignId, eventId, chapter: demo.chapter() },
      });
    } catch (cause) {
      const error = cause instanceof Refusal ? cause.error : null;
      say({ t: 'failed', error, detail: cause instanceof Error ? cause.message : String(cause) });
    }
  }

  port.on('message', (message: ToDemoWorker) => {
    switch (message.t) {
      case 'start':
        void start(message);
        return;
      case 'advance':
        demo?.advance();
        say({ t: 'advanced' });
        return;
      case 'close':
        void (demo?.close() ?? Promise.resolve()).then(() => port.close());
        return;
    }
  });
}
