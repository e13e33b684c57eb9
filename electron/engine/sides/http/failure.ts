/** Why no whole answer came, told by the deepest code of the failure. */
import type { Side } from '../../../../shared/domain/side.ts';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { Refusal } from '../../refusal.ts';
import type { Judgement } from './dialect.ts';

/** An answer that is none; thrown while it is read. */
export class BadAnswer extends Error {
  /** It may be whole another time. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'BadAnswer';
    this.isPassing = isPassing;
  }
}

const CUT = 'The connection was cut before the answer was whole.';
const NO_WAY = 'The network cannot be reached.';
const DISTRUSTED = 'Its certificate is not one this computer trusts.';

const WAYS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at this address.',
  ENOTFOUND: 'No server of this name is known.',
  EAI_AGAIN: 'The name could not be looked up: is there a network?',
  ENETUNREACH: NO_WAY,
  EHOSTUNREACH: NO_WAY,
  ENETDOWN: NO_WAY,
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time.',
  ECONNRESET: CUT,
  EPIPE: CUT,
  ETIMEDOUT: CUT,
  UND_ERR_SOCKET: CUT,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: CUT,
  Z_BUF_ERROR: CUT,
  Z_DATA_ERROR: 'The answer was damaged on its way.',
  UND_ERR_HEADERS_TIMEOUT: 'It took too long to answer.',
  UND_ERR_BODY_TIMEOUT: 'It stopped in the middle of an answer.',
};
/** Another try meets the same certificate. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  CERT_NOT_YET_VALID: "Its certificate is not valid yet: is this computer's clock right?",
  DEPTH_ZERO_SELF_SIGNED_CERT: DISTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: DISTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: DISTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: DISTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: DISTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name.',
};
/** Of connecting alone; others (ECONNRESET, ETIMEDOUT) only where the failed call says so. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

export function judgeFailure(failure: unknown, side: Side, address: string): Judgement {
  const judged = (
    kind: Judgement['kind'],
    isUntouched: boolean,
    code: 'side/unreachable' | 'side/bad-answer',
    detail: string,
  ): Judgement => {
    const error: AppError = { code, side, address, detail };
    const refusal = (mayHaveLanded: boolean): Refusal => new Refusal(error, failure, mayHaveLanded);
    return { kind, retryAfterMs: null, isUntouched, refusal };
  };
  if (failure instanceof BadAnswer) {
    const kind = failure.isPassing ? 'passing' : 'final';
    return judged(kind, false, 'side/bad-answer', failure.message);
  }
  const { code, syscall } = deepest(failure);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return judged('final', false, 'side/bad-answer', 'It is larger than can be held.');
  }
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) return judged('final', true, 'side/unreachable', certificate);
  const isUnsent = UNSENT.has(code) || syscall === 'connect';
  const detail = WAYS[code] ?? `The connection failed (${code}).`;
  return judged(isUnsent ? 'unreachable' : 'passing', isUnsent, 'side/unreachable', detail);
}

/** Of several addresses tried in turn each has its own failure; the last is told. */
function deepest(failure: unknown): { readonly code: string; readonly syscall: unknown } {
  if (!(failure instanceof Error)) return { code: 'unknown', syscall: null };
  const { code, syscall } = failure as { code?: unknown; syscall?: unknown };
  if (failure instanceof AggregateError && failure.errors.length > 0) {
    return deepest(failure.errors.at(-1));
  }
  if (typeof code === 'string') return { code, syscall };
  return failure.cause === undefined ? { code: failure.name, syscall } : deepest(failure.cause);
}
