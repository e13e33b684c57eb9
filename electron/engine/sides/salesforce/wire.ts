import type { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { HttpAnswer, HttpRequest, HttpStream } from '../http/messages.ts';
import { asLanded } from './to-app-error.ts';

export type Signal = AbortSignal | null;

/** Requests to the org by their whole address, and the shape of what it answers. */
export interface Wire {
  /** Of the API's version, without a trailing slash. */
  readonly base: string;
  readonly exchange: (request: HttpRequest, signal: Signal) => Promise<HttpAnswer>;
  readonly stream: (request: HttpRequest, signal: Signal) => Promise<HttpStream>;
  readonly parse: <T>(schema: z.ZodType<T>, body: unknown) => T;
}

/** See Org.briefly. */
export function briefWire(wire: Wire): Wire {
  return {
    ...wire,
    exchange: (request, signal) => wire.exchange({ ...request, isBrief: true }, signal),
  };
}

/** See Org.ofBatch. */
export function batchWire(wire: Wire, isRetry: boolean): Wire {
  let isUnderWay = isRetry;
  let hasWritten = false;

  async function sent<T>(
    request: HttpRequest,
    work: (sent: HttpRequest) => Promise<T>,
  ): Promise<T> {
    try {
      const answer = await work(isUnderWay ? { ...request, isUnderWay } : request);
      isUnderWay = true;
      hasWritten ||= request.method !== 'GET';
      return answer;
    } catch (failure) {
      throw asTold(failure);
    }
  }
  const asTold = (failure: unknown): unknown =>
    hasWritten && failure instanceof Refusal ? asLanded(failure) : failure;

  return {
    base: wire.base,
    exchange: (request, signal) => sent(request, (given) => wire.exchange(given, signal)),
    stream: (request, signal) => sent(request, (given) => wire.stream(given, signal)),
    parse(schema, body) {
      try {
        return wire.parse(schema, body);
      } catch (failure) {
        throw asTold(failure);
      }
    },
  };
}
