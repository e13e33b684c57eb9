/** Lets a schedule strike the requests of a counterpart's server, on their real sockets. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from './endpoint.ts';
import type { FaultOf } from './fault.ts';
import type { FaultSchedule } from './schedule.ts';
import { bytesOf, cut, halfThenReset, isJson, trickle } from './spoiled-body.ts';

/** A whole answer in the place of the counterpart's own. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type AnsweredFault = Exclude<FaultOf<'instead'>, { kind: 'reset-before' }>;

/** Registered after the hook that counts requests and before the one that looks at tokens. */
export function addFaultHooks(
  app: FastifyInstance,
  context: {
    readonly schedule: FaultSchedule;
    /** Null where nothing ever strikes. */
    readonly endpointOf: (request: FastifyRequest) => Endpoint | null;
    readonly answerTo: (
      fault: AnsweredFault,
      endpoint: Endpoint,
      request: FastifyRequest,
    ) => FaultAnswer;
  },
): void {
  const { schedule, endpointOf, answerTo } = context;
  const toSpoil = new WeakMap<FastifyRequest, FaultOf<'answer'>>();

  app.addHook('onRequest', async (request, reply) => {
    const endpoint = endpointOf(request);
    if (endpoint === null) return undefined;
    const { wait, instead, answer } = schedule.strike(endpoint);
    if (answer !== null) toSpoil.set(request, answer);
    if (wait !== null) {
      schedule.note(wait.kind);
      await delay(wait.ms ?? USUAL_WAIT_MS);
      if (request.raw.socket.destroyed) return reply.hijack();
    }
    if (instead === null) return undefined;
    schedule.note(instead.kind);
    if (instead.kind === 'reset-before') {
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    }
    const { status, headers, body } = answerTo(instead, endpoint, request);
    return reply.code(status).headers(headers).send(body);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const fault = toSpoil.get(request);
    if (fault === undefined) return payload;
    toSpoil.delete(request);
    const whole = await bytesOf(payload);
    const spoiled = spoil(fault, whole, request, reply);
    if (spoiled === null) return whole;
    schedule.note(fault.kind);
    return spoiled;
  });
}

const USUAL_WAIT_MS = 30_000;
const USUAL_TRICKLE_MS = 5_000;

/** Null where this answer can't be spoiled so. */
function spoil(
  fault: FaultOf<'answer'>,
  whole: Buffer,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const { socket } = request.raw;
  const isEmpty = whole.length === 0;
  switch (fault.kind) {
    case 'reset-after':
      socket.resetAndDestroy();
      return whole;
    case 'half-body':
      if (isEmpty) return null;
      reply.header('content-length', whole.length);
      return halfThenReset(whole, socket);
    case 'truncated-json':
      if (isEmpty || !isJson(reply.getHeader('content-type'))) return null;
      reply.removeHeader('content-length');
      return cut(whole);
    case 'slow-body':
      if (isEmpty) return null;
      reply.header('content-length', whole.length);
      return trickle(whole, fault.ms ?? USUAL_TRICKLE_MS);
    case 'wrong-content-type':
      if (isEmpty) return null;
      reply.header('content-type', 'text/html; charset=utf-8');
      return whole;
  }
}
