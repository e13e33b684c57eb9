import { expect, test } from 'vitest';
import { errorOfOAuth, isBeingProcessed } from './oauth-errors.ts';

test.each([
  ['access_denied', 'end-user denied authorization', 'sign-in', { reason: 'denied' }],
  ['access-denied', null, 'sign-in', { reason: 'denied' }],
  ['redirect_uri_mismatch', null, 'sign-in', { reason: 'redirect-mismatch' }],
  ['invalid_client_id', 'client identifier invalid', 'sign-in', { reason: 'bad-client' }],
  ['invalid_client', 'invalid client credentials', 'sign-in', { reason: 'bad-client' }],
  ['invalid_client', null, 'renewal', { code: 'auth/policy-blocked' }],
  ['invalid_scope', null, 'sign-in', { reason: 'refused', detail: 'invalid_scope' }],
  ['invalid_grant', 'invalid code verifier', 'sign-in', { reason: 'refused' }],
  ['invalid_grant', 'expired access/refresh token', 'renewal', { code: 'auth/revoked' }],
  ['invalid_grant', 'authentication failure', 'renewal', { code: 'auth/revoked' }],
  [
    'invalid_grant',
    'ip restricted or invalid login hours',
    'renewal',
    { code: 'auth/ip-restricted' },
  ],
  [
    'invalid_grant',
    'IP restricted or invalid login hours',
    'sign-in',
    { code: 'auth/ip-restricted' },
  ],
  [
    'invalid_grant',
    'user hasn’t approved this consumer',
    'renewal',
    { code: 'auth/policy-blocked' },
  ],
  ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', 'sign-in', { code: 'auth/policy-blocked' }],
  ['invalid_app_access', null, 'renewal', { code: 'auth/policy-blocked' }],
  ['inactive_user', 'user is inactive', 'renewal', { code: 'auth/revoked' }],
  ['inactive_org', null, 'sign-in', { code: 'auth/revoked' }],
  ['rate_limit_exceeded', null, 'renewal', { code: 'side/rate-limited' }],
  ['something_new', 'nobody knows', 'renewal', { code: 'auth/expired', detail: 'nobody knows' }],
  ['something_new', null, 'sign-in', { reason: 'refused', detail: 'something_new' }],
] as const)('%s (%s) at %s', (error, description, stage, expected) => {
  expect(errorOfOAuth({ error, description }, stage)).toMatchObject({
    side: 'salesforce',
    ...expected,
  });
});

test('a renewal that is being worked on is told from a grant that is over, in the old words too', () => {
  const of = (description: string) => isBeingProcessed({ error: 'invalid_grant', description });
  expect(of('token request is already being processed')).toBe(true);
  expect(of('Token request is already being processed')).toBe(true);
  expect(of('expired authorization code')).toBe(true);
  expect(of('expired access/refresh token')).toBe(false);
});
