import { randomBytes, timingSafeEqual } from 'node:crypto';
import { signInAgain } from './problem.ts';

/** The token the API takes. It may be renewed; the first one and the key always open the control routes. */
export interface Tokens {
  check(authorization: string | undefined, isExpired: boolean): void;
  checkControl(authorization: string | undefined): void;
  renew(): string;
  reset(): void;
}

export function createTokens(first: string, controlKey: string): Tokens {
  let current = first;
  const refuse = (): never => {
    throw signInAgain();
  };
  return {
    check(authorization, isExpired) {
      if (isExpired || !carries(authorization, current)) refuse();
    },
    checkControl(authorization) {
      if (![first, current, controlKey].some((token) => carries(authorization, token))) refuse();
    },
    renew() {
      current = randomBytes(24).toString('base64url');
      return current;
    },
    reset() {
      current = first;
    },
  };
}

function carries(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
