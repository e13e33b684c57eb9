/** What Salesforce, or the way to it, refuses, as errors of the app. Bodies are read, never passed on whole. */
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { Refusal } from '../../refusal.ts';

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal that still knows Salesforce's own code, for the few callers that go on by it. */
export class SalesforceRefusal extends Refusal {
  readonly salesforceCode: string | null;

  constructor(error: AppError, salesforceCode: string | null) {
    super(error);
    this.salesforceCode = salesforceCode;
  }
}

const SIDE = 'salesforce';

/** For an answer with a status of 300 or above. */
export function refusalOfAnswer(answer: HttpAnswer, address: string): SalesforceRefusal {
  const first = firstError(answer);
  return new SalesforceRefusal(errorOfAnswer(answer, first, address), first?.code ?? null);
}

export function badAnswer(address: string, detail: string): AppError {
  return { code: 'side/bad-answer', side: SIDE, address, detail };
}

function errorOfAnswer(answer: HttpAnswer, first: FirstError | null, address: string): AppError {
  const { status, headers } = answer;
  if (status < 400) {
    return badAnswer(address, `It sends us on to another address (status ${status}).`);
  }
  if (status === 429) {
    return { code: 'side/rate-limited', side: SIDE, retryAfterMs: retryAfterMs(headers) };
  }
  if (status === 401) {
    return { code: 'auth/expired', side: SIDE, detail: first?.message ?? null };
  }
  if (first === null) {
    const what = isHtml(answer) ? 'a web page' : 'something that is not JSON';
    return badAnswer(address, `It shows ${what} instead of data (status ${status}).`);
  }
  if (status >= 500) {
    const detail = `It failed with ${first.code} (status ${status}).`;
    return { code: 'side/unreachable', side: SIDE, address, detail };
  }
  return errorOfCode(status, first);
}

function errorOfCode(status: number, { code, message }: FirstError): AppError {
  const reason = lastLine(message);
  switch (code) {
    case 'REQUEST_LIMIT_EXCEEDED':
      return /^Concurrent/.test(message)
        ? { code: 'side/rate-limited', side: SIDE, retryAfterMs: null }
        : { code: 'side/daily-limit', side: SIDE, detail: reason };
    case 'NOT_FOUND':
      return { code: 'side/not-found', side: SIDE, what: 'what was asked for' };
    case 'INVALID_FIELD': {
      const [, column = null] = /No such column '([^']+)'/.exec(message) ?? [];
      const [, relationship = null] = /understand relationship '([^']+)'/.exec(message) ?? [];
      const field = column ?? relationship;
      if (field !== null) return { code: 'side/missing-field', side: SIDE, field };
      break;
    }
    case 'INVALID_TYPE': {
      const [, object = null] = /sObject type '([^']+)'/.exec(message) ?? [];
      if (object !== null) {
        const detail = `The user who is signed in may not use the object ${object}.`;
        return { code: 'auth/forbidden', side: SIDE, detail };
      }
      break;
    }
  }
  if (status === 403) return { code: 'auth/forbidden', side: SIDE, detail: reason };
  return { code: 'side/refused', side: SIDE, detail: `${code}: ${reason}` };
}

interface FirstError {
  readonly code: string;
  readonly message: string;
}

function firstError({ body }: HttpAnswer): FirstError | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (typeof first !== 'object' || first === null) return null;
  const { errorCode, message } = first as { errorCode?: unknown; message?: unknown };
  if (typeof errorCode !== 'string') return null;
  return { code: errorCode, message: typeof message === 'string' ? message : '' };
}

function isHtml({ headers, body }: HttpAnswer): boolean {
  return (headers['content-type'] ?? '').startsWith('text/html') || /^\s*</.test(body);
}

/** The reason stands last: before it the query is repeated, and that may hold addresses. */
function lastLine(message: string): string {
  return message.trim().split('\n').at(-1)?.trim() ?? '';
}

function retryAfterMs(headers: Readonly<Record<string, string>>): number | null {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const [until, now] = [Date.parse(value), Date.parse(headers['date'] ?? '')];
  return Number.isNaN(until) || Number.isNaN(now) ? null : Math.max(0, until - now);
}

const WAYS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at this address.',
  ENOTFOUND: 'No server of this name is known.',
  EAI_AGAIN: 'The name could not be looked up: is there a network?',
  ENETUNREACH: 'The network cannot be reached.',
  EHOSTUNREACH: 'The network cannot be reached.',
  ECONNRESET: 'The connection was cut before the answer was whole.',
  EPIPE: 'The connection was cut before the answer was whole.',
  UND_ERR_SOCKET: 'The connection was cut before the answer was whole.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time.',
  UND_ERR_HEADERS_TIMEOUT: 'It took too long to answer.',
  UND_ERR_BODY_TIMEOUT: 'It stopped in the middle of an answer.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is not one this computer trusts.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is not one this computer trusts.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is not one this computer trusts.',
};

/** For a request that brought no whole answer. */
export function refusalOfTransport(failure: unknown, address: string): Refusal {
  const code = codeOf(failure);
  const detail = WAYS[code] ?? `The connection failed (${code}).`;
  return new Refusal({ code: 'side/unreachable', side: SIDE, address, detail });
}

function codeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'unknown';
  const { code } = failure as { code?: unknown };
  if (typeof code === 'string') return code;
  return failure.cause === undefined ? failure.name : codeOf(failure.cause);
}
