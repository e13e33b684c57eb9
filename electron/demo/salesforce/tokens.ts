import { randomBytes } from 'node:crypto';

/** The one token the org takes; renewing it makes the one before useless for data. */
export interface Tokens {
  isCurrent(token: string): boolean;
  /** True for every token there ever was: the control routes take those too. */
  isKnown(token: string): boolean;
  renew(): string;
  reset(): void;
}

export function createTokens(first: string): Tokens {
  const known = new Set([first]);
  let current = first;
  return {
    isCurrent: (token) => token === current,
    isKnown: (token) => known.has(token),
    renew() {
      current = `00DVz0!${randomBytes(24).toString('base64url')}`;
      known.add(current);
      return current;
    },
    reset() {
      current = first;
    },
  };
}
