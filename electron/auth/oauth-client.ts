/**
 * Salesforce's OAuth 2.0 endpoints by oauth4webapi: a public client with PKCE, no client secret. Each call
 * is made once. Errors are Refusals; what was sent or received is in none of them.
 */
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import type { AppError } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';
import { isLoopback } from '../engine/sides/allowed-host.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { errorOfOAuth, isBeingProcessed } from './oauth-errors.ts';
import type { OAuthRefusal } from './oauth-errors.ts';

/** `api` for the calls, the other two for renewing without a person. */
const OAUTH_SCOPES = 'api refresh_token offline_access';

export interface OAuthApp {
  /** Login, test or My Domain host. */
  readonly loginUrl: string;
  readonly clientId: string;
}

export interface OAuthTokens {
  readonly accessToken: string;
  /** Null where the answer names none: after a renewal without rotation. */
  readonly refreshToken: string | null;
  readonly instanceUrl: string;
  readonly identityUrl: string;
  readonly orgId: string;
  readonly userId: string;
}

export interface PendingSignIn {
  /** Opened in the browser; holds no secret. */
  readonly authorizeUrl: string;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url(),
  id: z.url(),
});
const IDENTITY = /\/id\/(00D[0-9A-Za-z]{12,15})\/(005[0-9A-Za-z]{12,15})$/;

export async function beginSignIn(app: OAuthApp, redirectUri: string): Promise<PendingSignIn> {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(endpoint(app, 'authorize'));
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirectUri,
    scope: OAUTH_SCOPES,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  return { authorizeUrl: url.href, state, verifier, redirectUri };
}

/** The tokens for what the browser came back with. */
export async function finishSignIn(
  app: OAuthApp,
  pending: PendingSignIn,
  callback: URLSearchParams,
  fetch: GuardedFetch,
  signal: AbortSignal,
): Promise<OAuthTokens> {
  const server = serverOf(app);
  const client: oauth.Client = { client_id: app.clientId };
  return explain(app, 'sign-in', async () => {
    const checked = oauth.validateAuthResponse(server, client, callback, pending.state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      checked,
      pending.redirectUri,
      pending.verifier,
      { ...wayOf(app, fetch), signal },
    );
    return tokensOf(app, await oauth.processAuthorizationCodeResponse(server, client, answer));
  });
}

/** `busy` while another renewal of the same grant is worked on over there. */
export async function renewTokens(
  app: OAuthApp,
  refreshToken: string,
  fetch: GuardedFetch,
): Promise<OAuthTokens | 'busy'> {
  const server = serverOf(app);
  const client: oauth.Client = { client_id: app.clientId };
  try {
    return await explain(app, 'renewal', async () => {
      const answer = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.None(),
        refreshToken,
        wayOf(app, fetch),
      );
      return tokensOf(app, await oauth.processRefreshTokenResponse(server, client, answer));
    });
  } catch (failure) {
    if (failure instanceof Busy) return 'busy';
    throw failure;
  }
}

/** Ends a grant over there. One that is unknown there has ended already. */
export async function revokeGrant(
  app: OAuthApp,
  token: string,
  fetch: GuardedFetch,
): Promise<void> {
  const answer = await oauth.revocationRequest(
    serverOf(app),
    { client_id: app.clientId },
    oauth.None(),
    token,
    wayOf(app, fetch),
  );
  if (answer.status < 500) return;
  const detail = `It answered with status ${answer.status}.`;
  throw new Refusal({ code: 'side/unavailable', side: 'salesforce', detail });
}

function endpoint(app: OAuthApp, name: 'authorize' | 'token' | 'revoke'): string {
  return new URL(`/services/oauth2/${name}`, app.loginUrl).href;
}

function serverOf(app: OAuthApp): oauth.AuthorizationServer {
  return {
    issuer: new URL(app.loginUrl).origin,
    token_endpoint: endpoint(app, 'token'),
    revocation_endpoint: endpoint(app, 'revoke'),
  };
}

/** Plain http is for loopback alone; which hosts at all is the fetch's to say. */
function wayOf(app: OAuthApp, fetch: GuardedFetch) {
  return {
    [oauth.customFetch]: fetch,
    // oxlint-disable-next-line typescript/no-deprecated -- so marked to stand out; it is for loopback alone
    [oauth.allowInsecureRequests]: isLoopback(new URL(app.loginUrl).hostname),
  };
}

class Busy extends Error {}

async function explain(
  app: OAuthApp,
  stage: 'sign-in' | 'renewal',
  work: () => Promise<OAuthTokens>,
): Promise<OAuthTokens> {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof Refusal) throw failure;
    const refusal = refusalIn(failure);
    if (refusal === null) throw new Refusal(notUnderstood(app, failure));
    if (stage === 'renewal' && isBeingProcessed(refusal)) throw new Busy();
    throw new Refusal(errorOfOAuth(refusal, stage));
  }
}

function refusalIn(failure: unknown): OAuthRefusal | null {
  const isRefusal =
    failure instanceof oauth.ResponseBodyError ||
    failure instanceof oauth.AuthorizationResponseError;
  return isRefusal
    ? { error: failure.error, description: failure.error_description ?? null }
    : null;
}

/** The library's own errors carry whole answers: only what kind of failure it was goes on. */
function notUnderstood(app: OAuthApp, failure: unknown): AppError {
  const address = new URL(app.loginUrl).origin;
  const cause = failure instanceof Error ? failure.cause : undefined;
  const status = cause instanceof Response ? cause.status : null;
  if (status === 429) return { code: 'side/rate-limited', side: 'salesforce', retryAfterMs: null };
  // 420 is how Salesforce's edge turns everybody away for a while.
  if (status !== null && (status >= 500 || status === 420)) {
    const detail = `${address} answered with status ${status}.`;
    return { code: 'side/unavailable', side: 'salesforce', detail };
  }
  const detail = 'Its answer to the sign-in was not one that Salesforce gives.';
  return { code: 'side/bad-answer', side: 'salesforce', address, detail };
}

function tokensOf(app: OAuthApp, answer: oauth.TokenEndpointResponse): OAuthTokens {
  const parsed = answerSchema.safeParse(answer);
  const [, orgId, userId] = IDENTITY.exec(parsed.data?.id ?? '') ?? [];
  if (!parsed.success || orgId === undefined || userId === undefined) {
    throw new Refusal(notUnderstood(app, null));
  }
  return {
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token ?? null,
    instanceUrl: new URL(parsed.data.instance_url).origin,
    identityUrl: parsed.data.id,
    orgId,
    userId,
  };
}
