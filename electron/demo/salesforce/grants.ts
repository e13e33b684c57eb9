/**
 * What the org remembers of its OAuth: grants, the tokens of each, and codes that wait to be exchanged.
 *
 * Laws: a code is taken once. With rotation on, a refresh token is taken once; the second time its grant
 * and all its access tokens end. Of one grant one refresh is worked on at a time. A user holds at most five
 * grants of one app: the sixth ends the oldest.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const MOST_GRANTS = 5;

interface Owner {
  readonly clientId: string;
  readonly userId: string;
}

export interface IssuedTokens extends Owner {
  readonly accessToken: string;
  /** Null where none was asked for, and after a refresh without rotation. */
  readonly refreshToken: string | null;
}

interface PendingCode extends Owner {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
}

type RefreshFailure = 'unknown' | 'reused' | 'busy';

/** What happened so far; tests count by it. */
export interface GrantCounts {
  readonly issued: number;
  readonly refreshed: number;
  readonly busy: number;
  readonly reused: number;
  readonly revoked: number;
}

export interface Grants {
  keepCode(code: PendingCode, lifetimeMs: number): string;
  /** Null for a code that is unknown, was taken before, or has run out. */
  takeCode(code: string): PendingCode | null;
  issue(owner: Owner, options: { readonly isRenewable: boolean }): IssuedTokens;
  refresh(
    refreshToken: string,
    clientId: string,
    options: { readonly rotates: boolean; readonly takesMs: number },
  ): Promise<IssuedTokens | RefreshFailure>;
  /** Whose access token this is; null when it is unknown or no longer good. */
  ownerOf(accessToken: string): Owner | null;
  /** Ends the grant of an access or refresh token; false for an unknown one. */
  revoke(token: string): boolean;
  revokeAll(): void;
  /** Every access token is refused from now on; the grants stay. */
  expire(): void;
  counts(): GrantCounts;
}

interface Grant extends Owner {
  refreshToken: string | null;
  readonly usedUp: Set<string>;
  readonly accessTokens: Map<string, number>;
  isOver: boolean;
  isBusy: boolean;
}

export function createGrants(options: {
  readonly orgId: () => string;
  readonly clock: () => Date;
  readonly accessLifetimeMs: () => number | null;
}): Grants {
  const grants: Grant[] = [];
  const codes = new Map<string, PendingCode & { readonly endsAt: number }>();
  const counts = { issued: 0, refreshed: 0, busy: 0, reused: 0, revoked: 0 };
  const now = () => options.clock().getTime();
  const secret = () => randomBytes(48).toString('base64url');

  function newAccessToken(grant: Grant): string {
    const token = `${options.orgId().slice(0, 15)}!${secret()}`;
    grant.accessTokens.set(token, now() + (options.accessLifetimeMs() ?? Infinity));
    return token;
  }

  function end(grant: Grant): void {
    if (!grant.isOver) counts.revoked += 1;
    grant.isOver = true;
    grant.accessTokens.clear();
  }

  // Asked anew after a wait.
  const isOver = (grant: Grant): boolean => grant.isOver;
  const holding = (token: string): Grant | undefined =>
    grants.find((grant) => grant.refreshToken === token || grant.usedUp.has(token));

  return {
    keepCode(code, lifetimeMs) {
      const text = `aPrx${secret()}==`;
      codes.set(text, { ...code, endsAt: now() + lifetimeMs });
      return text;
    },
    takeCode(text) {
      const code = codes.get(text);
      codes.delete(text);
      return code !== undefined && code.endsAt > now() ? code : null;
    },
    issue(owner, { isRenewable }) {
      const grant: Grant = {
        ...owner,
        refreshToken: isRenewable ? `5Aep861${secret()}` : null,
        usedUp: new Set(),
        accessTokens: new Map(),
        isOver: false,
        isBusy: false,
      };
      grants.push(grant);
      const alike = grants.filter(
        (each) => !each.isOver && each.clientId === owner.clientId && each.userId === owner.userId,
      );
      for (const oldest of alike.slice(0, -MOST_GRANTS)) end(oldest);
      counts.issued += 1;
      return { ...owner, accessToken: newAccessToken(grant), refreshToken: grant.refreshToken };
    },
    async refresh(refreshToken, clientId, { rotates, takesMs }) {
      const grant = holding(refreshToken);
      if (grant === undefined || grant.isOver || grant.clientId !== clientId) return 'unknown';
      if (grant.isBusy) {
        counts.busy += 1;
        return 'busy';
      }
      if (grant.usedUp.has(refreshToken)) {
        counts.reused += 1;
        end(grant);
        return 'reused';
      }
      grant.isBusy = true;
      try {
        await delay(takesMs);
      } finally {
        grant.isBusy = false;
      }
      if (isOver(grant)) return 'unknown';
      counts.refreshed += 1;
      const { userId } = grant;
      const accessToken = newAccessToken(grant);
      if (!rotates) return { clientId, userId, accessToken, refreshToken: null };
      grant.usedUp.add(refreshToken);
      grant.refreshToken = `5Aep861${secret()}`;
      return { clientId, userId, accessToken, refreshToken: grant.refreshToken };
    },
    ownerOf(accessToken) {
      const grant = grants.find((each) => each.accessTokens.has(accessToken));
      const endsAt = grant?.accessTokens.get(accessToken) ?? 0;
      return grant !== undefined && endsAt > now()
        ? { clientId: grant.clientId, userId: grant.userId }
        : null;
    },
    revoke(token) {
      const grant = holding(token) ?? grants.find((each) => each.accessTokens.has(token));
      if (grant !== undefined) end(grant);
      return grant !== undefined;
    },
    revokeAll() {
      for (const grant of grants) end(grant);
    },
    expire() {
      for (const grant of grants) grant.accessTokens.clear();
    },
    counts: () => ({ ...counts }),
  };
}
