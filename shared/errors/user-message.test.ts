import { describe, expect, test } from 'vitest';
import type { AppError, AppErrorCode } from './app-error.ts';
import { userMessage } from './user-message.ts';

const SAMPLES: { readonly [C in AppErrorCode]: Extract<AppError, { code: C }> } = {
  'usage/invalid': { code: 'usage/invalid', detail: 'Unknown option --foo' },
  'input/unreadable-file': { code: 'input/unreadable-file', path: 'a.csv', detail: 'no header' },
  'policy/unknown-key': {
    code: 'policy/unknown-key',
    path: 'p.json',
    key: 'feilds',
    nearest: 'fields',
  },
  'policy/invalid': { code: 'policy/invalid', path: 'p.json', detail: 'version must be 1' },
  'ipc/bad-input': { code: 'ipc/bad-input', channel: 'review:page' },
  'auth/keychain-unavailable': {
    code: 'auth/keychain-unavailable',
    reason: 'locked',
    platform: 'linux',
  },
  'auth/not-signed-in': { code: 'auth/not-signed-in', side: 'voyage' },
  'auth/expired': { code: 'auth/expired', side: 'salesforce', detail: null },
  'auth/revoked': { code: 'auth/revoked', side: 'salesforce', detail: null },
  'auth/ip-restricted': { code: 'auth/ip-restricted', side: 'salesforce', detail: null },
  'auth/policy-blocked': { code: 'auth/policy-blocked', side: 'salesforce', detail: 'API is off.' },
  'auth/wrong-org': {
    code: 'auth/wrong-org',
    side: 'salesforce',
    expected: '00D000000000001AAA',
    found: '00D000000000002AAA',
    name: 'Other',
  },
  'auth/no-client-id': { code: 'auth/no-client-id', side: 'salesforce' },
  'auth/sign-in-failed': {
    code: 'auth/sign-in-failed',
    side: 'salesforce',
    reason: 'timed-out',
    detail: null,
  },
  'auth/rotation-unkept': { code: 'auth/rotation-unkept', side: 'salesforce' },
  'side/call-reserve': {
    code: 'side/call-reserve',
    side: 'salesforce',
    used: 12_000,
    limit: 15_000,
    percent: 80,
  },
  'side/unavailable': { code: 'side/unavailable', side: 'salesforce', detail: 'Status 503.' },
  'auth/forbidden': { code: 'auth/forbidden', side: 'salesforce', detail: 'API disabled' },
  'auth/wrong-environment': {
    code: 'auth/wrong-environment',
    side: 'salesforce',
    workspaceKind: 'sandbox',
    foundKind: 'production',
    name: 'Acme',
  },
  'auth/host-refused': {
    code: 'auth/host-refused',
    side: 'voyage',
    host: 'x.org',
    workspaceKind: 'production',
  },
  'side/unreachable': { code: 'side/unreachable', side: 'voyage', address: 'http://x', detail: '' },
  'side/bad-answer': {
    code: 'side/bad-answer',
    side: 'voyage',
    address: 'http://x',
    detail: 'HTML',
  },
  'side/rate-limited': { code: 'side/rate-limited', side: 'voyage', retryAfterMs: 1500 },
  'side/daily-limit': { code: 'side/daily-limit', side: 'salesforce', detail: '15000 of 15000' },
  'side/not-found': { code: 'side/not-found', side: 'salesforce', what: 'campaign 701' },
  'side/missing-field': { code: 'side/missing-field', side: 'salesforce', field: 'Email' },
  'side/refused': { code: 'side/refused', side: 'voyage', detail: 'unknown field' },
  'side/no-campaign-sync': { code: 'side/no-campaign-sync', detail: '' },
  'side/incomplete': { code: 'side/incomplete', side: 'voyage', expected: 10, received: 9 },
  'journal/locked': { code: 'journal/locked', path: 'j.db' },
  'journal/from-the-future': {
    code: 'journal/from-the-future',
    path: 'j.db',
    found: 90,
    known: 10,
  },
  'journal/damaged': { code: 'journal/damaged', path: 'j.db', detail: 'malformed' },
  'journal/disk-full': { code: 'journal/disk-full', path: 'j.db' },
  'journal/read-only': { code: 'journal/read-only', path: 'j.db' },
  'pairing/none': { code: 'pairing/none' },
  'pull/none': { code: 'pull/none' },
  'engine/busy': { code: 'engine/busy', job: 'pull' },
  'run/busy': { code: 'run/busy', txId: 't' },
  'run/unknown': { code: 'run/unknown', txId: 't' },
  'run/cancelled': { code: 'run/cancelled' },
  'review/superseded': { code: 'review/superseded' },
  'review/nothing-to-undo': { code: 'review/nothing-to-undo' },
  'plan/unknown': { code: 'plan/unknown', digest: 'd' },
  'plan/superseded': { code: 'plan/superseded', digest: 'd' },
  'plan/unmapped-status': {
    code: 'plan/unmapped-status',
    unmapped: [
      { side: 'salesforce', label: 'VIP', rows: 1 },
      { side: 'voyage', label: 'pending', rows: 3 },
    ],
  },
  'plan/guard-tripped': {
    code: 'plan/guard-tripped',
    guards: [
      {
        name: 'max-deletes',
        side: 'voyage',
        isTripped: true,
        isWaived: false,
        count: 6,
        of: 100,
        value: 6,
        limit: 5,
      },
      {
        name: 'max-changes',
        side: 'voyage',
        isTripped: false,
        isWaived: false,
        count: 1,
        of: 100,
        value: 1,
        limit: 50,
      },
    ],
  },
  'plan/not-confirmed': { code: 'plan/not-confirmed', expected: 'Summit' },
  'report/unwritable': { code: 'report/unwritable', path: 'o.csv', detail: 'no space' },
  internal: { code: 'internal', incidentId: 'i-1' },
};

const codes = Object.keys(SAMPLES) as AppErrorCode[];

describe('every expected failure', () => {
  test.each(codes)('%s is told in whole sentences, without the code itself', (code) => {
    const { title, body, action } = userMessage(SAMPLES[code]);
    expect(title).toMatch(/^\p{Lu}.*[^.\s]$/u);
    expect(body).toMatch(/^\S.*[.?]$/u);
    expect(`${title} ${body}`).not.toMatch(/undefined|null|\[object| {2}|\.\./u);
    expect(`${title} ${body}`).not.toContain(code === 'internal' ? 'internal' : code);
    if (action !== null) expect(action.label).not.toBe('');
  });

  test.each(codes)('%s says what was or was not changed', (code) => {
    expect(userMessage(SAMPLES[code]).body).toMatch(
      /nothing|recorded|not touched|not sent|no decision|no member/iu,
    );
  });
});

test('what a person needs to act is in the text', () => {
  expect(userMessage(SAMPLES['plan/unmapped-status'])).toMatchObject({
    body: 'Salesforce “VIP” (1 row), Voyage “pending” (3 rows). Nothing was changed on either side. Map them, or skip their rows.',
    action: { kind: 'map' },
  });
  expect(userMessage(SAMPLES['plan/guard-tripped']).body).toContain('6 of 100 rows');
  expect(userMessage(SAMPLES['plan/guard-tripped']).body).not.toContain('max-changes');
  expect(userMessage(SAMPLES['policy/unknown-key']).body).toContain('did you mean “fields”?');
  expect(userMessage(SAMPLES['auth/expired']).action).toEqual({
    kind: 'sign-in',
    label: 'Sign in again',
  });
  expect(userMessage(SAMPLES['side/rate-limited']).body).toContain('2 seconds');
});
