import { expect, test } from 'vitest';
import type { Judgement } from '../http/dialect.ts';
import { judgeAnswer } from './to-app-error.ts';

const ADDRESS = 'https://acme.my.salesforce.com';

function judged(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Judgement {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return judgeAnswer({ status, headers, body: text }, ADDRESS);
}

const told = (...given: Parameters<typeof judged>): unknown =>
  judged(...given).refusal(false).error;

function refused(errorCode: string, message: string): readonly unknown[] {
  return [{ message, errorCode }];
}

const side = 'salesforce';

test.each([
  [
    'the daily limit',
    told(403, refused('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')),
    { code: 'side/daily-limit', side, detail: 'TotalRequests Limit exceeded.' },
  ],
  [
    'too many long requests at once',
    told(
      403,
      refused(
        'REQUEST_LIMIT_EXCEEDED',
        'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      ),
    ),
    { code: 'side/rate-limited', side, retryAfterMs: null },
  ],
  [
    'a gateway that asks for seconds',
    told(429, 'slow down', { 'retry-after': '7' }),
    { code: 'side/rate-limited', side, retryAfterMs: 7000 },
  ],
  [
    'a gateway that names a time',
    told(429, '', {
      'retry-after': 'Wed, 25 Nov 2026 10:00:30 GMT',
      date: 'Wed, 25 Nov 2026 10:00:00 GMT',
    }),
    { code: 'side/rate-limited', side, retryAfterMs: 30_000 },
  ],
  [
    'an expired session',
    told(401, refused('INVALID_SESSION_ID', 'Session expired or invalid')),
    { code: 'auth/expired', side, detail: 'Session expired or invalid' },
  ],
  [
    'an org without the API',
    told(403, refused('API_DISABLED_FOR_ORG', 'API is not enabled')),
    { code: 'auth/policy-blocked', side, detail: 'API is not enabled' },
  ],
  [
    'a field that is not there',
    told(
      400,
      refused('INVALID_FIELD', "\nSELECT X\n  ^\nERROR\nNo such column 'Status' on entity"),
    ),
    { code: 'side/missing-field', side, field: 'Status' },
  ],
  [
    'an object the user may not use',
    told(
      400,
      refused('INVALID_TYPE', "\nx\n^\nERROR\nsObject type 'CampaignMember' is not supported."),
    ),
    {
      code: 'auth/forbidden',
      side,
      detail: 'The user who is signed in may not use the object CampaignMember.',
    },
  ],
  [
    'a query that is refused, told without its text',
    told(
      400,
      refused('MALFORMED_QUERY', "\nEmail = 'ann@example.org'\n^\nERROR\nunexpected token"),
    ),
    { code: 'side/refused', side, detail: 'MALFORMED_QUERY: unexpected token' },
  ],
  [
    'a server that is down and says so',
    told(503, refused('SERVER_UNAVAILABLE', 'Server Unavailable')),
    {
      code: 'side/unavailable',
      side,
      detail: 'It failed with SERVER_UNAVAILABLE (status 503).',
    },
  ],
  [
    'a sign-in page',
    told(404, '<html>Sign in</html>', { 'content-type': 'text/html' }),
    {
      code: 'side/bad-answer',
      side,
      address: ADDRESS,
      detail: 'A web page came in the place of data (status 404).',
    },
  ],
  [
    'a redirect',
    told(302, ''),
    {
      code: 'side/bad-answer',
      side,
      address: ADDRESS,
      detail: 'It sends us on to another address (status 302).',
    },
  ],
])('%s', (_what, error, expected) => {
  expect(error).toEqual(expected);
});

test.each([420, 502, 503, 504])('a web page with status %s is an outage', (status) => {
  const judgement = judged(status, '<html>Down</html>', { 'content-type': 'text/html' });
  expect(judgement).toMatchObject({ kind: 'unavailable', isUntouched: false });
  expect(judgement.refusal(true)).toMatchObject({
    mayHaveLanded: true,
    error: { code: 'side/unavailable', side, detail: `A web page came (status ${status}).` },
  });
});

test.each([
  ['another token may do', judged(401, refused('INVALID_SESSION_ID', 'Session expired')), 'token'],
  [
    'no token will do',
    judged(401, refused('INVALID_SESSION_ID', 'Connected app is not attached to Agent')),
    'final',
  ],
  ['a gateway limits', judged(429, ''), 'rate-limited'],
  [
    'too much is open',
    judged(403, refused('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.')),
    'concurrent',
  ],
  [
    'the day is used up',
    judged(403, refused('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')),
    'final',
  ],
  [
    'a rule refuses',
    judged(400, refused('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Which IP range?')),
    'final',
  ],
])('%s: nothing was done', (_what, judgement, kind) => {
  expect(judgement).toMatchObject({ kind, isUntouched: true });
});

test('a failure inside the org is this request alone, and may have had an effect', () => {
  const judgement = judged(500, refused('UNKNOWN_EXCEPTION', 'An unexpected error occurred'));
  expect(judgement).toMatchObject({ kind: 'passing', isUntouched: false });
});

test.each([
  ['not in this network', 'Your IP address is outside the login ranges', 'auth/ip-restricted'],
  [
    'an app nobody installed',
    'The external client app is not installed in this org',
    'auth/policy-blocked',
  ],
  [
    'held to another network',
    'This session is not valid for use with the REST API',
    'auth/policy-blocked',
  ],
])('%s has its own sentence', (_what, message, code) => {
  expect(told(401, refused('INVALID_SESSION_ID', message))).toEqual({
    code,
    side,
    detail: message,
  });
});
