/**
 * The one way to Voyage's sockets: the owner's current token with each request, one refresh after a 401,
 * timeouts, no redirects, JSON in and out. Throws a Refusal for anything but an answer below 300.
 */
import { Agent, request as send } from 'undici';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { Refusal } from '../../refusal.ts';
import { refuseHost } from '../allowed-host.ts';
import type { SideConnection } from '../side-connection.ts';
import { refusalOfAnswer, refusalOfTransport, type HttpAnswer } from './to-app-error.ts';

interface VoyageRequest {
  readonly method: 'GET' | 'POST';
  /** From `/v1` on, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface VoyageClient {
  ask(request: VoyageRequest, signal?: AbortSignal): Promise<unknown>;
  readonly callsMade: () => number;
  readonly close: () => Promise<void>;
}

const MEGABYTE = 1024 * 1024;
const AGENT_OPTIONS = {
  connect: { timeout: 15_000 },
  headersTimeout: 120_000,
  bodyTimeout: 60_000,
  maxResponseSize: 64 * MEGABYTE,
};

export function createVoyageClient(connection: SideConnection): VoyageClient {
  const agent = new Agent(AGENT_OPTIONS);
  let calls = 0;

  async function once(
    request: VoyageRequest,
    token: string,
    signal: AbortSignal | null,
  ): Promise<HttpAnswer> {
    const startedAt = performance.now();
    calls += 1;
    let answer: HttpAnswer | null = null;
    try {
      answer = await receive(connection.url + request.path, request, token, signal, agent);
      return answer;
    } catch (failure) {
      if (signal?.aborted === true) throw new Refusal({ code: 'run/cancelled' }, failure);
      throw refusalOfTransport(failure, connection.url);
    } finally {
      connection.log({
        side: 'voyage',
        method: request.method,
        path: request.path,
        status: answer?.status ?? null,
        elapsedMs: Math.round(performance.now() - startedAt),
        requestId: '',
        attempt: 1,
        answerId: answer?.headers['x-request-id'] ?? null,
      });
    }
  }

  async function newerToken(than: string): Promise<string | null> {
    const current = await connection.accessToken();
    return current === than ? connection.refresh(than) : current;
  }

  return {
    async ask(request, signal) {
      const refused = refuseHost('voyage', connection.url, connection);
      if (refused !== null) throw new Refusal(refused);
      const token = await connection.accessToken();
      let answer = await once(request, token, signal ?? null);
      if (answer.status === 401) {
        const newer = await newerToken(token);
        if (newer !== null) answer = await once(request, newer, signal ?? null);
      }
      if (answer.status >= 300) throw refusalOfAnswer(answer, connection.url, new Date());
      return toJson(answer, connection.url);
    },
    callsMade: () => calls,
    close: () => agent.destroy(),
  };
}

async function receive(
  url: string,
  request: VoyageRequest,
  token: string,
  signal: AbortSignal | null,
  dispatcher: Agent,
): Promise<HttpAnswer> {
  const query = Object.entries(request.query ?? {}).filter(([, value]) => value !== null);
  const { statusCode, headers, body } = await send(url, {
    method: request.method,
    query: Object.fromEntries(query),
    headers: {
      accept: 'application/json, application/problem+json',
      authorization: `Bearer ${token}`,
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    body: request.body === undefined ? null : JSON.stringify(request.body),
    dispatcher,
    signal,
  });
  const flat = Object.entries(headers).map(([name, value]) => [name, value?.toString() ?? '']);
  return {
    status: statusCode,
    headers: Object.fromEntries(flat) as Record<string, string>,
    body: await body.text(),
  };
}

function toJson({ headers, body }: HttpAnswer, address: string): unknown {
  const type = headers['content-type'] ?? 'nothing';
  const refuse = (detail: string): AppError => ({
    code: 'side/bad-answer',
    side: 'voyage',
    address,
    detail,
  });
  if (!/^application\/(?:[\w.]+\+)?json\b/i.test(type)) {
    throw new Refusal(refuse(`JSON was expected, ${type} came.`));
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Refusal(refuse('The answer is not whole JSON.'), cause);
  }
}
