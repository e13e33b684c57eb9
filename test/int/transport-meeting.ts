/** Salesforce's transport before a scripted server; everything opened in a test is closed after it. */
import { afterEach, expect } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import type { HttpRequest } from '../../electron/engine/sides/http/messages.ts';
import type { Transport } from '../../electron/engine/sides/http/transport.ts';
import { createSalesforceTransport } from '../../electron/engine/sides/salesforce/transport.ts';
import type { SideConnection, SideEvent } from '../../electron/engine/sides/side-connection.ts';
import { QUICK } from './quick-timing.ts';
import type { Heard, Reply, ScriptedServer } from './scripted-server.ts';
import { startScript } from './scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

export function closeLater(close: () => Promise<void>): void {
  closing.unshift(close);
}

export const TOKEN = 'token-of-the-owner';

export interface Met {
  readonly server: ScriptedServer;
  readonly transport: Transport;
  readonly events: readonly SideEvent[];
  readonly refused: readonly string[];
  readonly read: (more?: Partial<HttpRequest>) => HttpRequest;
  readonly write: (more?: Partial<HttpRequest>) => HttpRequest;
}

/** The replies in turn; the last again and again. */
export function meet(
  replies: readonly Reply[],
  changes: Partial<SideConnection> = {},
): Promise<Met> {
  return meetScript((_heard, index) => replies[index] ?? replies.at(-1)!, changes);
}

export async function meetScript(
  replyTo: (heard: Heard, index: number) => Reply,
  changes: Partial<SideConnection> = {},
): Promise<Met> {
  const server = await startScript(replyTo);
  const connected = connect(server.url, changes);
  closeLater(server.close);
  return { server, ...connected };
}

export function connect(url: string, changes: Partial<SideConnection> = {}): Omit<Met, 'server'> {
  const events: SideEvent[] = [];
  const refused: string[] = [];
  const transport = createSalesforceTransport({
    url,
    workspaceKind: 'demo',
    accessToken: () => Promise.resolve(TOKEN),
    version: '1.2.3',
    ...changes,
    timing: { ...QUICK, ...changes.timing },
    log: (event) => events.push(event),
    refresh: (token) => {
      refused.push(token);
      return changes.refresh?.(token) ?? Promise.resolve(null);
    },
  });
  closeLater(transport.close);
  const request = (base: HttpRequest, more: Partial<HttpRequest> = {}): HttpRequest => ({
    ...base,
    ...more,
  });
  return {
    transport,
    events,
    refused,
    read: (more) =>
      request({ method: 'GET', url: `${url}/data?q=secret`, isRepeatable: true }, more),
    write: (more) =>
      request(
        { method: 'POST', url: `${url}/data`, body: '{"Email":"secret"}', isRepeatable: false },
        more,
      ),
  };
}

export async function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  const failure: unknown = await attempt.then(
    (value) => {
      throw new Error(`It was not refused: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
  if (!(failure instanceof Refusal)) throw failure as Error;
  expect(JSON.stringify(failure.error)).not.toContain('secret');
  return failure;
}

export async function errorOf(attempt: Promise<unknown>): Promise<AppError> {
  return (await refusalOf(attempt)).error;
}
