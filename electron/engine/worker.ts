/** The worker's door: opens one engine, hands it calls, passes its events on, asks main for tokens. */
import { parentPort } from 'node:worker_threads';
import { v7 as uuidv7 } from 'uuid';
import type {
  EngineChannel,
  EngineEvents,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { connectSides } from '../workspace/connect-sides.ts';
import { admit } from '../workspace/tie.ts';
import { gatePath, journalPath } from '../workspace/workspaces.ts';
import { createEngine } from './create-engine.ts';
import { restoreBackup } from './journal/restore.ts';
import type { Engine } from './engine.ts';
import { Refusal } from './refusal.ts';
import type { Destinations, FromWorker, ToWorker } from './worker-messages.ts';

const EVENTS: readonly (keyof EngineEvents)[] = ['progress', 'push', 'changed'];

if (parentPort) serve(parentPort);

function serve(port: NonNullable<typeof parentPort>): void {
  const say = (message: FromWorker) => port.postMessage(message);
  const tokens = createTokenRequests(say);
  let engine: Engine | undefined;
  let destinations: Destinations;

  async function open(message: Extract<ToWorker, { t: 'open' }>): Promise<void> {
    const { workspace, dataDir, version } = message;
    destinations = message.destinations;
    const path = journalPath(dataDir, workspace.name);
    try {
      if (message.restore !== null) restoreBackup(path, message.restore, new Date());
      engine = await createEngine({
        workspace,
        journalPath: path,
        actor: message.actor,
        clock: () => new Date(),
        newId: () => uuidv7(),
        callbackEveryMs: message.callbackEveryMs,
        log: (event, facts) => say({ t: 'log', event, facts }),
        sides: () =>
          connectSides({
            kind: workspace.kind,
            addresses: destinations.addresses,
            tiedTo: destinations.tiedTo,
            tokens,
            gatePath: gatePath(dataDir),
            callsPercent: () => destinations.callsPercent,
            version,
            log: (event) => say({ t: 'log', event: 'request', facts: { ...event } }),
          }),
        admit: ({ side, id, name }) => {
          const url = destinations.addresses[side] ?? '';
          return admit(dataDir, workspace, side, { id, name, url });
        },
      });
      for (const event of EVENTS)
        engine.on(event, (payload) => say({ t: 'event', event, payload }));
      say({ t: 'opened', error: null });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      say({ t: 'opened', error: cause.error });
    }
  }

  async function call(message: Extract<ToWorker, { t: 'call' }>): Promise<void> {
    if (!engine) return;
    const channel: EngineChannel = message.channel;
    const input = message.input as EngineRequests[typeof channel]['input'];
    say({ t: 'reply', id: message.id, reply: await engine.call(channel, input) });
  }

  async function close(): Promise<void> {
    await engine?.close();
    say({ t: 'closed' });
    port.close();
  }

  port.on('message', (message: ToWorker) => {
    switch (message.t) {
      case 'open':
        void open(message);
        return;
      case 'call':
        void call(message);
        return;
      case 'destinations':
        destinations = message.destinations;
        return;
      case 'token':
        tokens.answer(message.id, message.token, message.error);
        return;
      case 'close':
        void close();
        return;
    }
  });
}

function createTokenRequests(say: (message: FromWorker) => void) {
  const waiting = new Map<number, (token: string | null, error: AppError | null) => void>();
  let lastId = 0;
  function ask(side: Side, refused: string | null): Promise<string | null> {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, (token, error) => {
        if (error === null) resolve(token);
        else reject(new Refusal(error));
      });
      say({ t: 'token', id, side, refused });
    });
  }
  return {
    async accessToken(side: Side): Promise<string> {
      const token = await ask(side, null);
      if (token === null) throw new Refusal({ code: 'auth/not-signed-in', side });
      return token;
    },
    refresh: (side: Side, refused: string) => ask(side, refused),
    answer(id: number, token: string | null, error: AppError | null) {
      waiting.get(id)?.(token, error);
      waiting.delete(id);
    },
  };
}
