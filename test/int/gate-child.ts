/** Runs in a process of their own: says `ready`, and reads each run's pages when it is told to go. */
import { once } from 'node:events';
import { openGateFile } from '../../electron/engine/journal/gate-file.ts';
import type { Transport } from '../../electron/engine/sides/http/transport.ts';
import { createSalesforceTransport } from '../../electron/engine/sides/salesforce/transport.ts';
import type { Timing } from '../../electron/engine/sides/side-connection.ts';

export interface RunTask {
  readonly url: string;
  /** Null for a run that shares its gate with nobody. */
  readonly gatePath: string | null;
  readonly runs: number;
  readonly pages: number;
  readonly timing: Partial<Timing>;
}

const { url, gatePath, runs, pages, timing } = JSON.parse(process.argv[2] ?? '{}') as RunTask;
async function run(): Promise<void> {
  const transport = connect();
  for (let page = 0; page < pages; page += 1) {
    await transport.exchange({ method: 'GET', url: `${url}/page`, isRepeatable: true }, null);
  }
  await transport.close();
}

const connect = (): Transport =>
  createSalesforceTransport({
    url,
    workspaceKind: 'demo',
    accessToken: () => Promise.resolve('token'),
    refresh: () => Promise.resolve(null),
    log: () => undefined,
    timing,
    ...(gatePath === null ? {} : { gates: openGateFile(gatePath) }),
  });

process.stdout.write('ready\n');
await once(process.stdin, 'data');
await Promise.all(Array.from({ length: runs }, run));
process.exit(0);
