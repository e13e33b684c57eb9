import { describe, expect, test } from 'vitest';
import { ERROR_SAMPLES } from '../../test/error-samples.ts';
import type { AppErrorCode } from './app-error.ts';
import { userMessage } from './user-message.ts';

const codes = Object.keys(ERROR_SAMPLES) as AppErrorCode[];

describe('every expected failure', () => {
  test.each(codes)('%s is told in whole sentences, without the code itself', (code) => {
    const { title, body, action } = userMessage(ERROR_SAMPLES[code]);
    expect(title).toMatch(/^\p{Lu}.*[^.\s]$/u);
    expect(body).toMatch(/^\S.*[.?]$/u);
    expect(`${title} ${body}`).not.toMatch(/undefined|null|\[object| {2}|\.\./u);
    expect(`${title} ${body}`).not.toContain(code === 'internal' ? 'internal' : code);
    if (action !== null) expect(action.label).not.toBe('');
  });

  test.each(codes)('%s says what was or was not changed', (code) => {
    expect(userMessage(ERROR_SAMPLES[code]).body).toMatch(
      /nothing|recorded|not touched|not sent|no decision|no member/iu,
    );
  });
});

test('what a person needs to act is in the text', () => {
  expect(userMessage(ERROR_SAMPLES['plan/unmapped-status'])).toMatchObject({
    body: 'Salesforce “VIP” (1 row), Voyage “pending” (3 rows). Nothing was changed on either side. Map them, or skip their rows.',
    action: { kind: 'map' },
  });
  expect(userMessage(ERROR_SAMPLES['plan/guard-tripped']).body).toContain('6 of 100 rows');
  expect(userMessage(ERROR_SAMPLES['plan/guard-tripped']).body).not.toContain('max-changes');
  expect(userMessage(ERROR_SAMPLES['policy/unknown-key']).body).toContain('did you mean “fields”?');
  expect(userMessage(ERROR_SAMPLES['auth/expired']).action).toEqual({
    kind: 'sign-in',
    label: 'Sign in again',
  });
  expect(userMessage(ERROR_SAMPLES['side/rate-limited']).body).toContain('2 seconds');
});
