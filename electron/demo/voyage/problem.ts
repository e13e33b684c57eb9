/** Refusals of the API as RFC 9457 problems. */
export type ProblemCode =
  | 'invalid_token'
  | 'forbidden'
  | 'not_found'
  | 'version_conflict'
  | 'idempotency_key_reused'
  | 'cursor_expired'
  | 'invalid'
  | 'rate_limited'
  | 'unavailable';

const KINDS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  invalid_token: { status: 401, title: 'The access token is missing, expired or revoked' },
  forbidden: { status: 403, title: 'The token does not allow this' },
  not_found: { status: 404, title: 'There is no such thing' },
  version_conflict: { status: 409, title: 'The registration has changed' },
  idempotency_key_reused: {
    status: 409,
    title: 'The Idempotency-Key was used for another request',
  },
  cursor_expired: { status: 410, title: 'The cursor has expired' },
  invalid: { status: 422, title: 'The request is not valid' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'The service is unavailable' },
};

export interface Flaw {
  /** JSON Pointer into the body; `/query/…` and `/headers/…` for what is not in it. */
  readonly pointer: string;
  readonly detail: string;
}

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly Flaw[] | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      readonly errors?: readonly Flaw[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors ?? null;
    this.headers = more.headers ?? {};
  }

  get status(): number {
    return KINDS[this.code].status;
  }

  body(requestId: string): Record<string, unknown> {
    const kind = KINDS[this.code];
    return {
      type: `https://docs.voyage.example/problems/${this.code}`,
      title: kind.title,
      status: kind.status,
      detail: this.message,
      code: this.code,
      requestId,
      ...(this.errors === null ? {} : { errors: this.errors }),
    };
  }
}

export function signInAgain(): Problem {
  return new Problem('invalid_token', 'Sign in again.', {
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });
}

export function invalid(...errors: readonly Flaw[]): Problem {
  return new Problem('invalid', errors.map(({ detail }) => detail).join(' '), { errors });
}
