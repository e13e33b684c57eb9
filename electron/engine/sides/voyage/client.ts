/** Voyage's dialect of the transport: paths and queries in, parsed JSON out. */
import type { HttpRequest } from '../http/messages.ts';
import { createTransport } from '../http/transport.ts';
import type { SideConnection } from '../side-connection.ts';
import type { SideTraffic } from '../traffic.ts';
import { judgeAnswer } from './to-app-error.ts';

interface VoyageRequest {
  readonly method: 'GET' | 'POST';
  /** From `/v1` on, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | null>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** See HttpRequest. */
  readonly isBrief?: boolean;
}

export interface VoyageClient {
  /**
   * Whatever is asked may be asked again: reads, and batches, which carry an Idempotency-Key. Throws a
   * Refusal for anything but an answer below 300.
   */
  ask(request: VoyageRequest, signal?: AbortSignal): Promise<unknown>;
  readonly traffic: SideTraffic;
  readonly callsMade: () => number;
  readonly close: () => Promise<void>;
}

export function createVoyageClient(connection: SideConnection): VoyageClient {
  const transport = createTransport(connection, {
    side: 'voyage',
    headers: { 'user-agent': `VoyageReconcile/${connection.version ?? '0'}` },
    answerIdHeader: 'x-request-id',
    judge: (answer) => judgeAnswer(answer, connection.url),
    callsToday: () => null,
  });
  return {
    async ask(request, signal) {
      const given = toHttp(connection.url, request);
      return (await transport.exchange(given, signal ?? null)).body;
    },
    traffic: transport.traffic,
    callsMade: transport.callsMade,
    close: transport.close,
  };
}

function toHttp(address: string, request: VoyageRequest): HttpRequest {
  const { method, path, query = {}, headers = {}, body } = request;
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) wanted.set(name, String(value));
  }
  const search = wanted.toString();
  return {
    method,
    url: `${address}${path}${search === '' ? '' : `?${search}`}`,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    isRepeatable: true,
    isBrief: request.isBrief === true,
  };
}
