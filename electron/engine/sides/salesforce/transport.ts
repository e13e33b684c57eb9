/**
 * The one way to Salesforce's sockets, in jsforce's shape. Here its traps are cured: each request carries
 * the owner's current token, a 401 is refreshed once and never again, there are timeouts, a cut answer is
 * an error, redirects are not followed, and no host but the connection's own is ever asked.
 */
import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce/lib/types/common.js';
import { Agent, request as send } from 'undici';
import { Refusal } from '../../refusal.ts';
import { refuseHost } from '../allowed-host.ts';
import type { SideConnection } from '../side-connection.ts';
import type { HttpAnswer } from './to-app-error.ts';
import { refusalOfAnswer, refusalOfTransport } from './to-app-error.ts';

export interface Transport {
  /** Throws a Refusal for anything but an answer with a status below 300. */
  exchange(request: HttpRequest, signal: AbortSignal | null): Promise<HttpAnswer>;
  readonly callsMade: () => number;
  readonly close: () => Promise<void>;
}

/** Salesforce ends a request of its own after ten minutes; a collection of 200 may take two. */
const TIMEOUTS = {
  connect: { timeout: 15_000 },
  headersTimeout: 150_000,
  bodyTimeout: 60_000,
};

export function createTransport(connection: SideConnection): Transport {
  const agent = new Agent(TIMEOUTS);
  const origin = URL.parse(connection.url)?.origin ?? connection.url;
  let calls = 0;

  function refuseForeign(url: string): void {
    const refused = refuseHost('salesforce', url, connection);
    if (refused !== null) throw new Refusal(refused);
  }

  async function once(
    request: HttpRequest,
    token: string,
    signal: AbortSignal | null,
  ): Promise<HttpAnswer> {
    const startedAt = performance.now();
    calls += 1;
    let answer: HttpAnswer | null = null;
    try {
      answer = await receive(request, token, signal, agent);
      return answer;
    } catch (failure) {
      if (signal?.aborted === true) throw new Refusal({ code: 'run/cancelled' }, failure);
      throw refusalOfTransport(failure, origin);
    } finally {
      connection.log({
        side: 'salesforce',
        method: request.method,
        path: URL.parse(request.url)?.pathname ?? '',
        status: answer?.status ?? null,
        elapsedMs: Math.round(performance.now() - startedAt),
        requestId: '',
        attempt: 1,
        answerId: answer?.headers['x-sfdc-request-id'] ?? null,
      });
    }
  }

  async function newerToken(than: string): Promise<string | null> {
    const current = await connection.accessToken();
    return current === than ? await connection.refresh(than) : current;
  }

  return {
    async exchange(request, signal) {
      refuseForeign(request.url);
      const token = await connection.accessToken();
      let answer = await once(request, token, signal);
      if (answer.status === 401) {
        const newer = await newerToken(token);
        if (newer !== null) answer = await once(request, newer, signal);
      }
      if (answer.status >= 300) throw refusalOfAnswer(answer, origin);
      return answer;
    },
    callsMade: () => calls,
    close: () => agent.destroy(),
  };
}

async function receive(
  request: HttpRequest,
  token: string,
  signal: AbortSignal | null,
  dispatcher: Agent,
): Promise<HttpAnswer> {
  const { method, url, headers, body } = request;
  const {
    statusCode,
    headers: received,
    body: stream,
  } = await send(url, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : null,
    dispatcher,
    signal,
  });
  return { status: statusCode, headers: flatten(received), body: await stream.text() };
}

function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value?.toString() ?? '']),
  );
}

/** What jsforce wants of a transport: a promise that could also be streamed. Nobody streams it. */
export function toJsforceTransport(
  exchange: (request: HttpRequest) => Promise<HttpAnswer>,
): object {
  return {
    httpRequest(request: HttpRequest) {
      const answer = exchange(request).then(({ status, headers, body }): HttpResponse => ({
        statusCode: status,
        headers,
        body,
      }));
      return Object.assign(answer, { stream: () => new PassThrough() });
    },
  };
}
