/**
 * Signing in to Salesforce through the system browser: OAuth 2.0 web server flow with PKCE and a loopback
 * redirect. What comes out is not kept yet: its owner checks whose it is first.
 */
import { Refusal } from '../engine/refusal.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import type { LoopbackRedirect } from './loopback-redirect.ts';
import { beginSignIn, finishSignIn } from './oauth-client.ts';
import type { OAuthApp, OAuthTokens } from './oauth-client.ts';
import type { AppError } from '../../shared/errors/app-error.ts';

export interface BrowserSignIn {
  readonly app: OAuthApp;
  readonly redirect: LoopbackRedirect;
  readonly fetch: GuardedFetch;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Aborted by the person. */
  readonly cancelled: AbortSignal;
  readonly timeLimitMs: number;
}

/** Errors: a Refusal; with auth/sign-in-failed `timed-out` or `cancelled` nobody finished it. */
export async function signInByBrowser(options: BrowserSignIn): Promise<OAuthTokens> {
  const { app, redirect, cancelled } = options;
  const timedOut = new AbortController();
  const timer = setTimeout(() => timedOut.abort(failed('timed-out')), options.timeLimitMs);
  const cancel = new AbortController();
  cancelled.addEventListener('abort', () => cancel.abort(failed('cancelled')), { once: true });
  if (cancelled.aborted) cancel.abort(failed('cancelled'));
  const signal = AbortSignal.any([timedOut.signal, cancel.signal]);
  try {
    const pending = await beginSignIn(app, redirect.redirectUri);
    const coming = redirect.wait(pending.state, signal);
    await Promise.all([options.openBrowser(pending.authorizeUrl), coming]);
    return await finishSignIn(app, pending, await coming, options.fetch, signal);
  } catch (failure) {
    // A request that was cut off by the time limit or the person says only that it was cut off.
    throw signal.aborted ? (signal.reason as Refusal) : failure;
  } finally {
    clearTimeout(timer);
  }
}

function failed(reason: 'timed-out' | 'cancelled'): Refusal {
  const error: AppError = {
    code: 'auth/sign-in-failed',
    side: 'salesforce',
    reason,
    detail: null,
  };
  return new Refusal(error);
}
