/**
 * The demo org's OAuth, held against what Salesforce documents and what others recorded of it.
 * Law: whoever is not exactly right gets no token, and learns why in Salesforce's own words.
 */
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { OAUTH_REDIRECT_URI } from '../../shared/ipc/contract.ts';
import { decide } from './oauth-browser.ts';
import { ask, idOf, seedOf, startOrg } from './salesforce-org.ts';

let org: FakeSalesforce;
beforeEach(async () => {
  org = await startOrg(seedOf(3));
});
afterEach(() => org.close());

const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');

function authorizeUrl(changes: Readonly<Record<string, string | null>> = {}): string {
  const url = new URL('/services/oauth2/authorize', org.url);
  const all: Readonly<Record<string, string | null>> = {
    response_type: 'code',
    client_id: DEMO_CLIENT_ID,
    redirect_uri: OAUTH_REDIRECT_URI,
    scope: 'api refresh_token',
    state: 'st-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(all)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}

type Body = Readonly<Record<string, string>>;

async function token(form: Body): Promise<{ status: number; headers: Headers; body: Body }> {
  const answer = await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: DEMO_CLIENT_ID, ...form }),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Body,
  };
}

async function code(): Promise<string> {
  return (await decide(authorizeUrl(), 'allow')).searchParams.get('code') ?? '';
}

const exchange = (given: Body) =>
  token({
    grant_type: 'authorization_code',
    redirect_uri: OAUTH_REDIRECT_URI,
    code_verifier: verifier,
    ...given,
  });

async function signedIn(): Promise<Body> {
  return (await exchange({ code: await code() })).body;
}

const refresh = (refreshToken: string) =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken });

async function isGood(accessToken: string): Promise<boolean> {
  const answer = await ask(org.url, '/services/data/v67.0/limits', { token: accessToken });
  return answer.status === 200;
}

async function control(path: string, body: unknown = {}): Promise<Body> {
  const answer = await ask(org.url, `/__demo/oauth${path}`, { method: 'POST', body });
  expect(answer.status).toBe(200);
  return answer.body as Body;
}

test('the token answer has the documented shape: no expires_in, times as text, ids as addresses', async () => {
  const { status, headers, body } = await exchange({ code: await code() });
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual([
    'access_token',
    'refresh_token',
    'signature',
    'scope',
    'instance_url',
    'id',
    'token_type',
    'issued_at',
  ]);
  expect(body['access_token']).toMatch(/^00D\w{12}!/);
  expect(body['token_type']).toBe('Bearer');
  expect(body['issued_at']).toMatch(/^\d{13}$/);
  expect(body['id']).toBe(`${org.url}/id/${idOf('00D', 1)}/${idOf('005', 1)}`);
  expect(headers.get('cache-control')).toBe('no-cache,must-revalidate,max-age=0,no-store,private');
  expect(await isGood(body['access_token']!)).toBe(true);
  const identity = await ask(org.url, new URL(body['id']!).pathname, {
    token: body['access_token']!,
  });
  expect(identity.body).toMatchObject({
    organization_id: idOf('00D', 1),
    username: 'ines@test.example',
  });
});

test('the page names the org and what is asked for, and denying is told to the app', async () => {
  const page = await fetch(authorizeUrl());
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('Test Org');
  expect(html).toContain('ines@test.example');
  expect(html).toContain('>Allow</button>');
  const back = await decide(authorizeUrl(), 'deny');
  expect(back.href.startsWith(OAUTH_REDIRECT_URI)).toBe(true);
  expect(Object.fromEntries(back.searchParams)).toEqual({
    error: 'access_denied',
    error_description: 'end-user denied authorization',
    state: 'st-1',
  });
});

test.each([
  [{ client_id: 'nobody' }, 'error=invalid_client_id'],
  [{ redirect_uri: `${OAUTH_REDIRECT_URI}/` }, 'error=redirect_uri_mismatch'],
  [{ redirect_uri: OAUTH_REDIRECT_URI.replace('localhost', '127.0.0.1') }, 'redirect_uri_mismatch'],
  [{ redirect_uri: null }, 'error=redirect_uri_missing'],
])('%j is answered on the spot: nobody is sent anywhere', async (changes, text) => {
  const page = await fetch(authorizeUrl(changes), { redirect: 'manual' });
  expect(page.status).toBe(400);
  expect(page.headers.get('location')).toBeNull();
  expect(await page.text()).toContain(text);
});

test.each([
  [{ code_challenge: null }, 'invalid_request'],
  [{ code_challenge_method: 'plain' }, 'invalid_request'],
  [{ code_challenge: 'short' }, 'invalid_request'],
  [{ response_type: 'token' }, 'unsupported_response_type'],
  [{ scope: 'api everything' }, 'invalid_scope'],
])('%j sends the browser back with %s', async (changes, error) => {
  const back = await decide(authorizeUrl(changes), 'allow');
  expect(back.searchParams.get('error')).toBe(error);
  expect(back.searchParams.get('state')).toBe('st-1');
  expect(back.searchParams.has('code')).toBe(false);
});

test('a code is good once, and for a short while', async () => {
  const once = await code();
  expect((await exchange({ code: once })).status).toBe(200);
  const again = await exchange({ code: once });
  expect(again.status).toBe(400);
  expect(again.body).toEqual({
    error: 'invalid_grant',
    error_description: 'expired authorization code',
  });
  await control('', { codeLifetimeMs: 0 });
  expect((await exchange({ code: await code() })).status).toBe(400);
});

test.each([
  ['another', { code_verifier: 'w'.repeat(43) }],
  ['a short', { code_verifier: 'v'.repeat(42) }],
  ['a long', { code_verifier: 'v'.repeat(129) }],
  ['an odd', { code_verifier: `${'v'.repeat(42)}!` }],
])('%s verifier gets no token', async (_, given) => {
  const { status, body } = await exchange({ code: await code(), ...given });
  expect(status).toBe(400);
  expect(body).toEqual({ error: 'invalid_grant', error_description: 'invalid code verifier' });
});

test('with rotation each refresh token is good once, and the second use ends everything', async () => {
  const first = await signedIn();
  const second = (await refresh(first['refresh_token']!)).body;
  expect(second['refresh_token']).not.toBe(first['refresh_token']);
  expect(await isGood(second['access_token']!)).toBe(true);
  const reuse = await refresh(first['refresh_token']!);
  expect(reuse.body).toEqual({
    error: 'invalid_grant',
    error_description: 'expired access/refresh token',
  });
  expect(await isGood(second['access_token']!)).toBe(false);
  expect((await refresh(second['refresh_token']!)).status).toBe(400);
});

test('without rotation the refresh token stays, and the answer names none', async () => {
  await control('', { rotates: false });
  const first = await signedIn();
  const second = (await refresh(first['refresh_token']!)).body;
  expect(second).not.toHaveProperty('refresh_token');
  expect((await refresh(first['refresh_token']!)).status).toBe(200);
});

test('of two refreshes at once one is told to wait', async () => {
  await control('', { refreshTakesMs: 150 });
  const first = await signedIn();
  const answers = await Promise.all([1, 2].map(() => refresh(first['refresh_token']!)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(answers.find(({ status }) => status === 400)?.body).toEqual({
    error: 'invalid_grant',
    error_description: 'token request is already being processed',
  });
});

test('the sixth grant of a user ends the first', async () => {
  const all: Body[] = [];
  for (let n = 0; n < 6; n += 1) all.push(await signedIn());
  const good = await Promise.all(all.map((one) => isGood(one['access_token']!)));
  expect(good).toEqual([false, true, true, true, true, true]);
});

test('revoking a refresh token ends its access tokens too', async () => {
  const first = await signedIn();
  const answer = await fetch(`${org.url}/services/oauth2/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token: first['refresh_token']! }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('');
  expect(await isGood(first['access_token']!)).toBe(false);
  expect((await refresh(first['refresh_token']!)).status).toBe(400);
});

test.each([
  ['ip-restricted', 'invalid_grant', 'ip restricted or invalid login hours'],
  ['policy-blocked', 'invalid_app_access', 'user is not admin approved to access this app'],
  ['inactive-user', 'inactive_user', 'user is inactive'],
])('an org that is %s says %s', async (refuses, error, error_description) => {
  const first = await signedIn();
  await control('', { refuses });
  const { status, body } = await refresh(first['refresh_token']!);
  expect({ status, body }).toEqual({ status: 400, body: { error, error_description } });
});

test('access tokens end by themselves, by expiry, and by the fault; a refresh gives a good one', async () => {
  const first = await signedIn();
  await control('/expire');
  expect(await isGood(first['access_token']!)).toBe(false);
  const second = (await refresh(first['refresh_token']!)).body;
  expect(await isGood(second['access_token']!)).toBe(true);
  org.faults.set({ expireToken: true });
  expect(await isGood(second['access_token']!)).toBe(false);
  const third = (await refresh(second['refresh_token']!)).body;
  expect(await isGood(third['access_token']!)).toBe(true);
  expect(await isGood(second['access_token']!)).toBe(false);
});

test('an unknown app, an unknown way and a made-up token are each refused by name', async () => {
  expect((await token({ client_id: randomBytes(6).toString('hex') })).body['error']).toBe(
    'invalid_client_id',
  );
  expect((await token({ grant_type: 'password' })).body).toEqual({
    error: 'unsupported_grant_type',
    error_description: 'grant type not supported',
  });
  expect((await refresh('5Aep861-made-up')).body['error']).toBe('invalid_grant');
});
