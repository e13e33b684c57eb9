/**
 * What Salesforce's sign-in servers refuse, as errors of the app. Their `error` and `error_description` are
 * read; nothing else of an answer goes on.
 */
import type { AppError, SignInFailure } from '../../shared/errors/app-error.ts';

export interface OAuthRefusal {
  readonly error: string;
  readonly description: string | null;
}

/** Told where a grant exists already and is renewed, or where one is being asked for. */
export type OAuthStage = 'sign-in' | 'renewal';

const SIDE = 'salesforce';

export function errorOfOAuth({ error, description }: OAuthRefusal, stage: OAuthStage): AppError {
  const detail = description ?? error;
  const failed = (reason: SignInFailure): AppError => ({
    code: 'auth/sign-in-failed',
    side: SIDE,
    reason,
    detail,
  });
  const blocked: AppError = { code: 'auth/policy-blocked', side: SIDE, detail };
  if (/ip restricted|login hours/i.test(detail)) {
    return { code: 'auth/ip-restricted', side: SIDE, detail };
  }
  switch (error) {
    case 'access_denied':
    case 'access-denied':
      return failed('denied');
    case 'redirect_uri_mismatch':
    case 'redirect_uri_missing':
      return failed('redirect-mismatch');
    case 'invalid_client':
    case 'invalid_client_id':
    case 'invalid_client_credentials':
      return stage === 'sign-in' ? failed('bad-client') : blocked;
    case 'invalid_app_access':
    case 'OAUTH_APP_BLOCKED':
    case 'OAUTH_APP_ACCESS_DENIED':
    case 'OAUTH_APPROVAL_ERROR_GENERIC':
    case 'OAUTH_EC_APP_NOT_FOUND':
    case 'app_not_found':
      return blocked;
    case 'inactive_user':
    case 'inactive_org':
      return { code: 'auth/revoked', side: SIDE, detail };
    case 'rate_limit_exceeded':
      return { code: 'side/rate-limited', side: SIDE, retryAfterMs: null };
    case 'invalid_grant':
      if (/approved this consumer|admin approved/i.test(detail)) return blocked;
      return stage === 'sign-in' ? failed('refused') : { code: 'auth/revoked', side: SIDE, detail };
    default:
      return stage === 'sign-in' ? failed('refused') : { code: 'auth/expired', side: SIDE, detail };
  }
}

/** Another renewal of the same grant is under way. Older releases said that the code had expired. */
export function isBeingProcessed({ error, description }: OAuthRefusal): boolean {
  return (
    error === 'invalid_grant' &&
    /already being processed|expired authorization code/i.test(description ?? '')
  );
}
