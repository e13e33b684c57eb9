/** What an app asks for at the authorize endpoint, and why the org does not take it. */
import { oauthError } from './oauth-settings.ts';
import type { OAuthError, OAuthSettings } from './oauth-settings.ts';

interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly challenge: string;
  readonly scopes: readonly string[];
  readonly loginHint: string | null;
}

export type AuthorizeCheck =
  | { readonly ok: true; readonly request: AuthorizeRequest }
  /** Without an address that is known to be the app's, the error is shown here and sent nowhere. */
  | { readonly ok: false; readonly error: OAuthError; readonly sendTo: string | null };

const SCOPES = new Set([
  'api',
  'refresh_token',
  'offline_access',
  'id',
  'openid',
  'profile',
  'email',
  'web',
  'full',
]);
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

export function checkAuthorize(params: URLSearchParams, settings: OAuthSettings): AuthorizeCheck {
  const clientId = params.get('client_id') ?? '';
  const redirectUri = params.get('redirect_uri');
  const state = params.get('state');
  const refuse = (error: string, description: string, sendTo: string | null): AuthorizeCheck => ({
    ok: false,
    error: oauthError(error, description),
    sendTo,
  });
  if (!settings.clientIds.includes(clientId)) {
    return refuse('invalid_client_id', 'client identifier invalid', null);
  }
  if (redirectUri === null) {
    return refuse('redirect_uri_missing', 'redirect_uri not provided', null);
  }
  if (!settings.redirectUris.includes(redirectUri)) {
    return refuse('redirect_uri_mismatch', 'redirect_uri must match configuration', null);
  }
  const sendBack = (error: string, description: string): AuthorizeCheck =>
    refuse(error, description, answerAddress(redirectUri, { error, description, state }));
  if (params.get('response_type') !== 'code') {
    return sendBack('unsupported_response_type', 'response type not supported');
  }
  if (settings.refuses === 'policy-blocked') {
    return sendBack('OAUTH_APP_BLOCKED', 'this app is blocked by admin');
  }
  const challenge = params.get('code_challenge');
  if (challenge === null) return sendBack('invalid_request', 'missing required code challenge');
  if (params.get('code_challenge_method') !== 'S256' || !CHALLENGE.test(challenge)) {
    return sendBack('invalid_request', 'invalid code challenge');
  }
  const scopes = (params.get('scope') ?? 'api').split(' ').filter((scope) => scope !== '');
  if (scopes.some((scope) => !SCOPES.has(scope))) {
    return sendBack('invalid_scope', 'the requested scope is invalid, unknown, or malformed');
  }
  const loginHint = params.get('login_hint');
  return { ok: true, request: { clientId, redirectUri, state, challenge, scopes, loginHint } };
}

export function answerAddress(
  redirectUri: string,
  answer: {
    readonly code?: string;
    readonly error?: string;
    readonly description?: string;
    readonly state: string | null;
  },
): string {
  const url = new URL(redirectUri);
  if (answer.code !== undefined) url.searchParams.set('code', answer.code);
  if (answer.error !== undefined) {
    url.searchParams.set('error', answer.error);
    url.searchParams.set('error_description', answer.description ?? '');
  }
  if (answer.state !== null) url.searchParams.set('state', answer.state);
  return url.href;
}
