/** Both counterparts in a process of their own, so that their work is not counted as the client's. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { RequestCounts } from '../../electron/demo/salesforce/request-counts.ts';
import type { Endpoint } from '../../electron/demo/start-demo.ts';
import type { Side } from '../../shared/domain/side.ts';

export interface Served {
  readonly salesforce: Endpoint;
  readonly voyage: Endpoint;
  readonly campaignId: string;
  readonly eventId: string;
}

export interface FarSides extends Served {
  /** Requests so far, reads and writes. */
  calls(side: Side): Promise<number>;
  faults(side: Side, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** What the Bulk jobs of Salesforce do from now on. */
  bulk(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Ingest jobs begun so far, and looks at how far they are. */
  jobs(): Promise<{ readonly begun: number; readonly looks: number }>;
  /** What happened since the first sync happens. */
  advance(): Promise<void>;
  close(): Promise<void>;
}

interface State {
  readonly requests: RequestCounts;
}

export async function startFarSides(rows: number): Promise<FarSides> {
  const script = join(import.meta.dirname, 'serve-far-sides.ts');
  const child = spawn(process.execPath, ['--max-old-space-size=8192', script, String(rows)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('The counterparts ended by themselves.');
    return value;
  };
  const served = JSON.parse(await next()) as Served;
  const control = async (side: Side, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${served[side].url}/__demo/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${served[side].token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as unknown;
  };
  return {
    ...served,
    async calls(side) {
      const { requests } = (await control(side, 'GET', 'state')) as State;
      return requests.read + requests.write;
    },
    async faults(side, settings) {
      await control(side, 'POST', 'faults', settings);
    },
    async bulk(settings) {
      await control('salesforce', 'POST', 'bulk', settings);
    },
    async jobs() {
      const { byPath } = ((await control('salesforce', 'GET', 'state')) as State).requests;
      return {
        begun: byPath['POST /jobs/ingest'] ?? 0,
        looks: byPath['GET /jobs/ingest/{id}'] ?? 0,
      };
    },
    async advance() {
      child.stdin.write('advance\n');
      await next();
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}
