import { Agent, request as undiciRequest } from 'undici';
import type { Timing } from '../side-connection.ts';
import type { Headers, HttpRequest } from './messages.ts';
import type { Body } from './read-body.ts';

/** An answer whose body is still to come. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Sender {
  readonly send: (
    request: HttpRequest,
    headers: Headers,
    signal: AbortSignal | null,
  ) => Promise<RawAnswer>;
  readonly close: () => Promise<void>;
}

const CONNECTIONS = 8;

/** Redirects are answers like others: nobody follows them. A body beyond `mostBytes` is an error. */
export function createSender(timing: Timing, mostBytes: number): Sender {
  const agent = new Agent({
    connect: { timeout: timing.connectMs },
    headersTimeout: timing.headersMs,
    bodyTimeout: timing.bodyMs,
    maxResponseSize: mostBytes,
    connections: CONNECTIONS,
    allowH2: false,
  });
  return {
    async send({ method, url, body = null }, headers, signal) {
      const answer = await undiciRequest(url, {
        method,
        headers: { ...headers },
        body,
        dispatcher: agent,
        signal,
      });
      return { status: answer.statusCode, headers: flat(answer.headers), body: answer.body };
    },
    close: () => agent.destroy(),
  };
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const one: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) one[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return one;
}
