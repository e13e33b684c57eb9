/** The org's own words for a fault of the schedule; a gateway's page where the org does not get to speak. */
import type { AnsweredFault, FaultAnswer } from '../faults/add-fault-hooks.ts';
import type { Endpoint } from '../faults/endpoint.ts';
import { gatewayPage, retryAfterHeader } from '../faults/gateway-page.ts';
import { errorBody, INVALID_SESSION, requestError } from './api-error.ts';
import type { ApiError } from './api-error.ts';

export const LOCATOR_EXPIRED = requestError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');

export function answerTo(fault: AnsweredFault, { kind }: Endpoint, now: Date): FaultAnswer {
  const isSignIn = kind.startsWith('oauth-');
  switch (fault.kind) {
    case 'unauthorized':
      if (isSignIn) return oauthError(400, 'invalid_grant', 'expired access/refresh token');
      return fault.message === 'not-for-rest' ? json(NOT_FOR_REST) : json(INVALID_SESSION);
    case 'rate-limited': {
      const headers = retryAfterHeader(fault.retryAfter, now);
      if (fault.body === 'html') return gatewayPage(429, headers);
      const told = isSignIn ? oauthError(429, 'rate_limit_exceeded', SLOW_DOWN) : json(TOO_MANY);
      return { ...told, headers: { ...told.headers, ...headers } };
    }
    case 'daily-limit':
      return json(requestError(403, LIMIT, 'TotalRequests Limit exceeded.'));
    case 'concurrent-limit':
      return json(
        requestError(403, LIMIT, 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
      );
    case 'status':
      if (fault.body !== 'json') return gatewayPage(fault.status);
      if (fault.status === 500) return json(requestError(500, 'UNKNOWN_EXCEPTION', UNEXPECTED));
      return json(requestError(fault.status, 'SERVER_UNAVAILABLE', 'Server Unavailable'));
    case 'page-expired':
      return json(LOCATOR_EXPIRED);
  }
}

const LIMIT = 'REQUEST_LIMIT_EXCEEDED';
const SLOW_DOWN = 'Too many requests';
const TOO_MANY = requestError(429, 'TOO_MANY_REQUESTS', SLOW_DOWN);
const NOT_FOR_REST: ApiError = {
  ...INVALID_SESSION,
  message: 'This session is not valid for use with the REST API',
};
const UNEXPECTED =
  'An unexpected error occurred. Please include this ErrorId if you contact support: 1482918273-12345 (-1482918273)';

function json(error: ApiError): FaultAnswer {
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      ...(error.status === 401 ? { 'www-authenticate': 'Token' } : {}),
    },
    body: JSON.stringify(errorBody(error)),
  };
}

function oauthError(status: number, error: string, description: string): FaultAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify({ error, error_description: description }),
  };
}
