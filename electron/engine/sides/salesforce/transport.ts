/** Salesforce's dialect of the transport, and that transport in the shape jsforce wants of one. */
import { PassThrough } from 'node:stream';
import type { HttpRequest as JsforceRequest, HttpResponse } from 'jsforce/lib/types/common.js';
import type { Headers, HttpAnswer } from '../http/messages.ts';
import { createTransport } from '../http/transport.ts';
import type { Transport } from '../http/transport.ts';
import type { SideConnection } from '../side-connection.ts';
import type { CallsToday } from '../traffic.ts';
import { judgeAnswer } from './to-app-error.ts';

export function createSalesforceTransport(connection: SideConnection): Transport {
  const client = `VoyageReconcile/${connection.version ?? '0'}`;
  const address = URL.parse(connection.url)?.origin ?? connection.url;
  return createTransport(connection, {
    side: 'salesforce',
    // Changes made here carry this name in the org's own records of them.
    headers: { 'user-agent': client, 'sforce-call-options': `client=${client}` },
    answerIdHeader: 'x-sfdc-request-id',
    judge: (answer) => judgeAnswer(answer, address),
    callsToday,
  });
}

/** Absent from many answers, and not always higher than before. There is a count per app beside it. */
function callsToday(headers: Headers): CallsToday | null {
  const info = headers['sforce-limit-info'] ?? '';
  const [, used, limit] = /(?<!-)api-usage=(\d+)\/(\d+)/.exec(info) ?? [];
  return used === undefined || limit === undefined || Number(limit) === 0
    ? null
    : { used: Number(used), limit: Number(limit) };
}

/**
 * What jsforce wants of a transport: a promise that could also be streamed, and nobody streams it. The body
 * is parsed already, so its type is hidden from jsforce, which hands on a broken one as text.
 */
export function toJsforceTransport(
  exchange: (request: JsforceRequest) => Promise<HttpAnswer>,
): object {
  return {
    httpRequest(request: JsforceRequest) {
      const answer = exchange(request).then(({ status, headers, body }): HttpResponse => ({
        statusCode: status,
        headers: { ...headers, 'content-type': '' },
        body: body as string,
      }));
      return Object.assign(answer, { stream: () => new PassThrough() });
    },
  };
}
