/**
 * What Salesforce refuses, as errors of the app, and what may be done about it. Bodies are read, never passed
 * on whole.
 *
 * Nothing was done for certain: at a 401 and a 429, at a 403 that names a limit, and at other answers of the
 * 400s with Salesforce's own code; they are given before a record is touched, or roll back whole. Not certain:
 * 500, and 420, 502, 503, 504, HTML or JSON. Those come from whoever stands before the org, which may
 * have passed the request on; nothing Salesforce publishes says otherwise, and to look first costs less
 * than to write twice.
 */
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { Refusal } from '../../refusal.ts';
import type { Judgement } from '../http/dialect.ts';
import type { FailedAnswer } from '../http/messages.ts';
import { whatCame } from '../http/receive.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { ruleAlertOf } from './duplicate-rule.ts';
import type { RuleAlert } from './duplicate-rule.ts';

/** A refusal that still knows Salesforce's own code, for the few callers that go on by it. */
export class SalesforceRefusal extends Refusal {
  readonly salesforceCode: string | null;
  /** What a duplicate rule found, where it refused a record. */
  readonly alert: RuleAlert | null;

  constructor(
    error: AppError,
    salesforceCode: string | null,
    mayHaveLanded = false,
    alert: RuleAlert | null = null,
  ) {
    super(error, undefined, mayHaveLanded);
    this.salesforceCode = salesforceCode;
    this.alert = alert;
  }
}

const SIDE = 'salesforce';
/** Salesforce's edge and the gateways before it. */
const OUTAGES = new Set([420, 502, 503, 504]);

/** For an answer with a status of 300 or above. */
export function judgeAnswer(answer: FailedAnswer, address: string): Judgement {
  const first = firstError(answer);
  const error = errorOfAnswer(answer, first, address);
  return {
    kind: kindOf(answer, first, error),
    retryAfterMs: retryAfterMs(answer.headers, new Date()),
    isUntouched: answer.status < 500 && answer.status !== 420 && answer.status !== 408,
    refusal: (mayHaveLanded) =>
      new SalesforceRefusal(error, first?.code ?? null, mayHaveLanded, first?.alert ?? null),
  };
}

/** The same refusal, of something whose earlier part has had its effect. */
export function asLanded(refusal: Refusal): Refusal {
  if (refusal.mayHaveLanded) return refusal;
  return refusal instanceof SalesforceRefusal
    ? new SalesforceRefusal(refusal.error, refusal.salesforceCode, true, refusal.alert)
    : new Refusal(refusal.error, refusal, true);
}

export function badAnswer(address: string, detail: string): AppError {
  return { code: 'side/bad-answer', side: SIDE, address, detail };
}

function kindOf(
  { status }: FailedAnswer,
  first: FirstError | null,
  error: AppError,
): Judgement['kind'] {
  if (error.code === 'side/rate-limited') return status === 429 ? 'rate-limited' : 'concurrent';
  if (OUTAGES.has(status) || first?.code === 'API_CURRENTLY_DISABLED') return 'unavailable';
  if (status >= 500 || status === 408) return 'passing';
  return error.code === 'auth/expired' ? 'token' : 'final';
}

function errorOfAnswer(answer: FailedAnswer, first: FirstError | null, address: string): AppError {
  const { status, headers } = answer;
  if (status < 400) {
    return badAnswer(address, `It sends us on to another address (status ${status}).`);
  }
  if (status === 429) {
    const waitMs = retryAfterMs(headers, new Date());
    return { code: 'side/rate-limited', side: SIDE, retryAfterMs: waitMs };
  }
  const blocked = first === null ? null : errorOfPolicy(status, first);
  if (blocked !== null) return blocked;
  if (status === 401) {
    return { code: 'auth/expired', side: SIDE, detail: first?.message ?? null };
  }
  if (status >= 500 || status === 420 || first?.code === 'API_CURRENTLY_DISABLED') {
    const detail = first === null ? whatCame(answer) : `It failed with ${first.code}`;
    return { code: 'side/unavailable', side: SIDE, detail: `${detail} (status ${status}).` };
  }
  if (first === null) {
    return badAnswer(address, `${whatCame(answer)} in the place of data (status ${status}).`);
  }
  return errorOfCode(status, first);
}

const POLICY_CODES = new Set([
  'API_DISABLED_FOR_ORG',
  'CLIENT_NOT_ACCESSIBLE_FOR_USER',
  'OAUTH_APP_BLOCKED',
  'OAUTH_APP_ACCESS_DENIED',
]);
/** The second is what an org says that holds the token to the network it was given in, too. */
const POLICY_TEXTS =
  /connected app|external client app|not valid for use with the REST API|app .*(?:blocked|uninstalled|not installed|not approved)|API is (?:not|currently not) enabled/i;
const NETWORK_TEXTS = /\bip (?:address|range|restrict)|restricted ip|login hours/i;

/** A token these come with is as good as another: renewing it changes nothing. */
function errorOfPolicy(status: number, { code, message }: FirstError): AppError | null {
  if (status !== 401 && status !== 403) return null;
  const detail = lastLine(message);
  if (NETWORK_TEXTS.test(message)) return { code: 'auth/ip-restricted', side: SIDE, detail };
  if (POLICY_CODES.has(code) || POLICY_TEXTS.test(message)) {
    return { code: 'auth/policy-blocked', side: SIDE, detail };
  }
  return null;
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
  readonly alert: RuleAlert | null;
}

function firstError({ body }: FailedAnswer): FirstError | null {
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
  return {
    code: errorCode,
    message: typeof message === 'string' ? message : '',
    alert: ruleAlertOf(first),
  };
}

/** The reason stands last: before it the query is repeated, and that may hold addresses. */
function lastLine(message: string): string {
  return message.trim().split('\n').at(-1)?.trim() ?? '';
}
