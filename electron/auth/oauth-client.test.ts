import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { GuardedFetch } from './guarded-fetch.ts';
import { beginSignIn, renewTokens } from './oauth-client.ts';

const app = { loginUrl: 'https://acme--uat.sandbox.my.salesforce.com', clientId: '3MVG9 x&y' };
const redirect = 'http://localhost:7173/oauth/callback';

test('each sign-in has its own verifier of 43 to 128 characters and its own state', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => beginSignIn(app, redirect)));
  for (const { verifier, state } of all) {
    expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    expect(state.length).toBeGreaterThanOrEqual(43);
  }
  expect(new Set(all.map(({ verifier }) => verifier)).size).toBe(50);
  expect(new Set(all.map(({ state }) => state)).size).toBe(50);
});

test('the address that the browser opens names the challenge and not the verifier', async () => {
  const { authorizeUrl, verifier, state } = await beginSignIn(app, redirect);
  const url = new URL(authorizeUrl);
  expect(url.origin + url.pathname).toBe(`${app.loginUrl}/services/oauth2/authorize`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirect,
    scope: 'api refresh_token offline_access',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect(authorizeUrl).not.toContain(verifier);
});

test.each([
  [429, 'side/rate-limited'],
  [420, 'side/unavailable'],
  [503, 'side/unavailable'],
  [404, 'side/bad-answer'],
])('a web page with status %i in the place of new tokens is %s', async (status, code) => {
  const page = () =>
    new Response('<h1>No</h1>', { status, headers: { 'content-type': 'text/html' } });
  const fetch: GuardedFetch = Object.assign(() => Promise.resolve(page()), {
    close: () => Promise.resolve(),
  });
  await expect(renewTokens(app, 'a-refresh-token', fetch)).rejects.toMatchObject({
    error: { code },
  });
});
