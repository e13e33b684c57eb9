import { expect, test } from 'vitest';
import { refusalOfAnswer, refusalOfTransport } from './to-app-error.ts';

const ADDRESS = 'https://acme.my.salesforce.com';

function told(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return refusalOfAnswer({ status, headers, body: text }, ADDRESS).error;
}

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
    { code: 'auth/forbidden', side, detail: 'API is not enabled' },
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
      code: 'side/unreachable',
      side,
      address: ADDRESS,
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
      detail: 'It shows a web page instead of data (status 404).',
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

test('a failure of the way is told by its deepest code, an unknown one by name', () => {
  const wrapped = new Error('fetch failed', {
    cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }),
  });
  expect(refusalOfTransport(wrapped, ADDRESS).error).toMatchObject({
    detail: 'No server of this name is known.',
  });
  expect(refusalOfTransport(new TypeError('odd'), ADDRESS).error).toMatchObject({
    detail: 'The connection failed (TypeError).',
  });
});
