import { expect, test } from 'vitest';
import { readSpec } from './read-spec.ts';

test.each([
  ['unauthorized', { kind: 'unauthorized' }],
  ['unauthorized=not-for-rest', { kind: 'unauthorized', message: 'not-for-rest' }],
  ['rate-limited:3', { kind: 'rate-limited', next: 3 }],
  [
    'rate-limited=date+7@query:#2',
    { kind: 'rate-limited', retryAfter: 'date+7', on: 'query', nth: 2 },
  ],
  ['status', { kind: 'status', status: 503 }],
  ['status=420:10%', { kind: 'status', status: 420, chance: 0.1 }],
  ['hang=1500', { kind: 'hang', ms: 1500 }],
  ['half-body@/services/data/*:1', { kind: 'half-body', on: '/services/data/*', next: 1 }],
])('%s is read as a person means it', (spec, rule) => {
  expect(readSpec(spec).salesforce).toEqual([rule]);
});

test('a fault without an endpoint strikes both sides, one of Voyage only Voyage, of Salesforce only Salesforce', () => {
  const spoken = readSpec('daily-limit, reset-after@voyage-batch:1, half-body@query');
  expect(spoken.salesforce.map(({ kind }) => kind)).toEqual(['daily-limit', 'half-body']);
  expect(spoken.voyage.map(({ kind }) => kind)).toEqual(['daily-limit', 'reset-after']);
});

test.each([
  '',
  'storm',
  'rate-limited:0',
  'status=404',
  'hang=soon',
  'unauthorized=why',
  'daily-limit:1:2',
])('“%s” is refused with the kinds there are', (spec) => {
  expect(() => readSpec(spec)).toThrow(
    /is no fault\. Write it as in .*; the kinds are hang, unauthorized, /,
  );
});
