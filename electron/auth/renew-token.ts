/**
 * Renews an access token that was refused: once, however many ask, in this process and in others.
 *
 * Laws: what is in the keychain is looked at again under the lock, and a token other than the refused one is
 * the answer. A new refresh token is in the keychain before the access token that came with it is handed
 * out. Where it could not be kept it stays in memory, is handed out to nobody, and is kept first of all the
 * next time. Over so many renewals in a minute a person is asked instead: a new token that is refused at
 * once is not cured by yet another. A limit, and a connection that never came about, are waited out for a
 * little; an answer that was lost is not asked for again, as the refresh token may be used up.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AppError } from '../../shared/errors/app-error.ts';
import { takeLockWhenFree } from '../engine/journal/lock.ts';
import { Refusal } from '../engine/refusal.ts';
import type { OAuthApp, OAuthTokens } from './oauth-client.ts';
import type { SignInEntry } from './token-vault.ts';

/** Where one account's tokens are. Errors: a Refusal with auth/keychain-unavailable. */
export interface EntryPlace {
  read(): Promise<SignInEntry | null>;
  write(entry: SignInEntry): Promise<void>;
}

export interface RenewalOptions {
  readonly place: EntryPlace;
  /** One file per account, for all processes; holds nothing. */
  readonly lockPath: string;
  readonly request: (app: OAuthApp, refreshToken: string) => Promise<OAuthTokens | 'busy'>;
  /** Refuses tokens that belong elsewhere: to another org, or another kind of host. */
  readonly check: (tokens: OAuthTokens) => AppError | null;
  readonly clock: () => Date;
  /** Between two questions while somebody else's renewal is worked on. */
  readonly busyWaitMs?: number;
}

/** See SideConnection.refresh. */
export type RenewToken = (refused: string) => Promise<string | null>;

const MOST_IN_A_MINUTE = 5;
const MOST_BUSY_ANSWERS = 10;
const BUSY_WAIT_MS = 500;
/** Tries where nothing was done over there, each after twice the wait of the one before. */
const MOST_PASSING = 4;
const STUCK: AppError = {
  code: 'side/unavailable',
  side: 'salesforce',
  detail: 'Another program is renewing this sign-in and does not come to an end.',
};

export function createRenewal(options: RenewalOptions): RenewToken {
  const { place, clock } = options;
  const recent: number[] = [];
  let unkept: { readonly entry: SignInEntry; readonly usedUp: string } | null = null;
  let inFlight: Promise<string | null> | null = null;

  function isTooOften(): boolean {
    const now = clock().getTime();
    // What lies ahead was done before the clock was set back.
    const inTheMinute = recent.filter((at) => at <= now && at >= now - 60_000);
    recent.splice(0, recent.length, ...inTheMinute);
    return recent.length >= MOST_IN_A_MINUTE;
  }

  async function keep(entry: SignInEntry, usedUp: string): Promise<void> {
    unkept = { entry, usedUp };
    await place.write(entry);
    unkept = null;
  }

  /** A sign-in that was made meanwhile is newer than what could not be kept. */
  async function keepUnkept(): Promise<void> {
    if (unkept === null) return;
    const { entry, usedUp } = unkept;
    const there = await place.read();
    if (there?.renewal?.refreshToken === usedUp) await keep(entry, usedUp);
    unkept = null;
  }

  async function renewLocked(refused: string): Promise<string | null> {
    await keepUnkept();
    let passing = 0;
    for (let asked = 0; asked < MOST_BUSY_ANSWERS; asked += 1) {
      const entry = await place.read();
      if (entry === null) throw new Refusal({ code: 'auth/not-signed-in', side: 'salesforce' });
      if (entry.accessToken !== refused) return entry.accessToken;
      if (entry.renewal === undefined || isTooOften()) return null;
      let tokens: OAuthTokens | 'busy' = 'busy';
      try {
        tokens = await options.request(entry.renewal, entry.renewal.refreshToken);
      } catch (failure) {
        passing += 1;
        if (!isPassing(failure) || passing === MOST_PASSING) throw failure;
      }
      if (tokens !== 'busy') {
        recent.push(clock().getTime());
        return take(entry, entry.renewal.refreshToken, tokens);
      }
      await delay((options.busyWaitMs ?? BUSY_WAIT_MS) * 2 ** passing);
    }
    throw new Refusal(STUCK);
  }

  async function take(
    entry: SignInEntry,
    usedRefreshToken: string,
    tokens: OAuthTokens,
  ): Promise<string> {
    const { accessToken, refreshToken } = tokens;
    const renewal = entry.renewal && {
      ...entry.renewal,
      refreshToken: refreshToken ?? usedRefreshToken,
    };
    const refused = options.check(tokens);
    // The grant goes on with the new refresh token even where its access token must not be used.
    const next = { ...entry, renewal, ...(refused === null ? { accessToken } : {}) };
    await keep(next, usedRefreshToken);
    if (refused !== null) throw new Refusal(refused);
    return accessToken;
  }

  async function lock(): Promise<() => void> {
    try {
      mkdirSync(dirname(options.lockPath), { recursive: true });
      return await takeLockWhenFree(options.lockPath, options.lockPath);
    } catch (failure) {
      const isHeld = failure instanceof Refusal && failure.error.code === 'journal/locked';
      throw isHeld ? new Refusal(STUCK) : failure;
    }
  }

  async function renew(refused: string): Promise<string | null> {
    const letGo = await lock();
    try {
      return await renewLocked(refused);
    } finally {
      letGo();
    }
  }

  return async (refused) => {
    const before = inFlight;
    if (before !== null) {
      const token = await before;
      if (token !== refused) return token;
    }
    inFlight ??= renew(refused).finally(() => (inFlight = null));
    return inFlight;
  };
}

/** Nothing was done over there: the refresh token is as good as before. */
function isPassing(failure: unknown): boolean {
  if (!(failure instanceof Refusal) || failure.mayHaveLanded) return false;
  const { code } = failure.error;
  return code === 'side/rate-limited' || code === 'side/unreachable';
}
