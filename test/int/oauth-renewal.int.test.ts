/**
 * Access tokens that end, on real sockets, in real processes and with a real keychain.
 * Law: a grant is renewed once however many ask, its new refresh token is in the keychain before the new
 * access token is used, and the org never sees a refresh token twice.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import type { TokenVault } from '../../electron/auth/token-vault.ts';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { err } from '../../shared/result.ts';
import { anOrg, aWorkspace, control, errorOf, grantCounts } from './auth-world.ts';
import type { AuthWorld } from './auth-world.ts';
import type { RenewalTask } from './renewal-child.ts';
import { idOf } from './salesforce-org.ts';

const CHILD = join(import.meta.dirname, 'renewal-child.ts');

async function signedIn(vault?: TokenVault): Promise<{ org: FakeSalesforce; world: AuthWorld }> {
  const org = await anOrg();
  const world = await aWorkspace('sandbox', vault);
  const { error } = await world.signIn(org);
  expect(error).toBeNull();
  return { org, world };
}

async function inChild(
  world: AuthWorld,
  changes: Partial<RenewalTask> = {},
): Promise<{ code: number | null; ends: readonly string[] }> {
  const task: RenewalTask = {
    dataDir: world.dataDir,
    workspace: world.workspace,
    times: 4,
    ...changes,
  };
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ends: output === '' ? [] : (JSON.parse(output) as string[]) };
}

test('an access token that ended is renewed unseen, and the keychain holds the new pair', async () => {
  const { org, world } = await signedIn();
  const before = await world.entry();
  const side = world.side(await world.credentials());
  await control(org, '/expire');
  expect(await side.identify()).toMatchObject({ name: 'Test Org 1' });
  const after = await world.entry();
  expect(after?.accessToken).not.toBe(before?.accessToken);
  expect(after?.renewal?.refreshToken).not.toBe(before?.renewal?.refreshToken);
  expect(await grantCounts(org)).toMatchObject({ refreshed: 1, reused: 0 });
});

test('without rotation the refresh token stays where it is', async () => {
  const { org, world } = await signedIn();
  await control(org, '', { rotates: false });
  const before = await world.entry();
  await control(org, '/expire');
  await world.side(await world.credentials()).identify();
  const after = await world.entry();
  expect(after?.renewal).toEqual(before?.renewal);
  expect(after?.accessToken).not.toBe(before?.accessToken);
});

test('ten requests that all meet the end of the token cause one renewal', async () => {
  const { org, world } = await signedIn();
  const side = world.side(await world.credentials());
  await control(org, '', { refreshTakesMs: 50 });
  await control(org, '/expire');
  const names = await Promise.all(Array.from({ length: 10 }, () => side.identify()));
  expect(names.every(({ name }) => name === 'Test Org 1')).toBe(true);
  expect(await grantCounts(org)).toMatchObject({ refreshed: 1, busy: 0, reused: 0 });
});

test('three processes that all meet the end of the token cause one renewal, and no token is used twice', async () => {
  const { org, world } = await signedIn();
  await control(org, '', { refreshTakesMs: 200 });
  await control(org, '/expire');
  const children = await Promise.all([inChild(world), inChild(world), inChild(world)]);
  for (const { code, ends } of children) {
    expect(code).toBe(0);
    expect(ends).toEqual(Array.from({ length: 4 }, () => 'Test Org 1'));
  }
  expect(await grantCounts(org)).toMatchObject({ refreshed: 1, busy: 0, reused: 0, revoked: 0 });
});

test('a process killed between keeping the new refresh token and using the access token loses nothing', async () => {
  const { org, world } = await signedIn();
  const before = await world.entry();
  await control(org, '/expire');
  const requests = org.requests().read;
  const { code, ends } = await inChild(world, { times: 1, killAfterStore: true });
  expect({ code, ends }).toEqual({ code: null, ends: [] });
  // The one request that met the end of the token; none with the new one.
  expect(org.requests().read - requests).toBe(1);
  const kept = await world.entry();
  expect(kept?.renewal?.refreshToken).not.toBe(before?.renewal?.refreshToken);

  expect((await inChild(world)).ends).toEqual(Array.from({ length: 4 }, () => 'Test Org 1'));
  await control(org, '/expire');
  expect((await inChild(world)).ends).toEqual(Array.from({ length: 4 }, () => 'Test Org 1'));
  expect(await grantCounts(org)).toMatchObject({ refreshed: 2, reused: 0, revoked: 0 });
});

test('a keychain that refuses the new pair is said so; the pair is used by nobody until it is kept', async () => {
  const real = createTokenVault();
  let isLocked = false;
  const vault: TokenVault = {
    ...real,
    store: (...given) =>
      isLocked
        ? Promise.resolve(
            err({
              code: 'auth/keychain-unavailable',
              reason: 'locked',
              platform: 'linux',
            } as const),
          )
        : real.store(...given),
  };
  const { org, world } = await signedIn(vault);
  const side = world.side(await world.credentials());
  await control(org, '/expire');
  isLocked = true;
  const requests = org.requests().read;
  expect(await errorOf(side.identify())).toMatchObject({
    code: 'auth/keychain-unavailable',
    reason: 'locked',
  });
  expect(org.requests().read - requests).toBe(1);
  isLocked = false;
  // As main does once a person has unlocked the keychain.
  const again = world.side(await world.credentials());
  expect(await again.identify()).toMatchObject({ name: 'Test Org 1' });
  expect(await grantCounts(org)).toMatchObject({ refreshed: 1, reused: 0, revoked: 0 });
});

test('a pair that could not be kept gives way to a sign-in that was made meanwhile', async () => {
  const real = createTokenVault();
  let isLocked = false;
  const locked = {
    code: 'auth/keychain-unavailable',
    reason: 'locked',
    platform: 'linux',
  } as const;
  const vault: TokenVault = {
    ...real,
    store: (...given) => (isLocked ? Promise.resolve(err(locked)) : real.store(...given)),
  };
  const { org, world } = await signedIn(vault);
  await control(org, '/expire');
  isLocked = true;
  const side = world.side(await world.credentials());
  expect(await errorOf(side.identify())).toMatchObject({ code: 'auth/keychain-unavailable' });
  isLocked = false;
  await world.signIn(org);
  const entry = await world.entry();
  await control(org, '/expire');
  expect(await world.side(await world.credentials()).identify()).toMatchObject({ kind: 'sandbox' });
  expect((await world.entry())?.renewal?.refreshToken).not.toBe(entry?.renewal?.refreshToken);
  // The grant that was given up ended when its used-up token was handed back.
  expect(await grantCounts(org)).toMatchObject({ issued: 2, refreshed: 2 });
});

test('a renewal that somebody else is at is waited for, and theirs is taken', async () => {
  const { org, world } = await signedIn();
  await control(org, '', { refreshTakesMs: 400, rotates: false });
  const entry = await world.entry();
  await control(org, '/expire');
  const theirs = fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: DEMO_CLIENT_ID,
      refresh_token: entry?.renewal?.refreshToken ?? '',
    }),
  });
  const identity = await world.side(await world.credentials()).identify();
  expect((await theirs).status).toBe(200);
  expect(identity).toMatchObject({ name: 'Test Org 1' });
  const { busy = 0, revoked } = await grantCounts(org);
  expect(busy).toBeGreaterThan(0);
  expect(revoked).toBe(0);
});

test('a 401 that no token cures ends in asking for a person, and never in a loop', async () => {
  const { org, world } = await signedIn();
  const side = world.side(await world.credentials());
  org.faults.set({ schedule: [{ kind: 'unauthorized', on: 'query' }] });
  const before = org.requests();
  for (let n = 0; n < 10; n += 1) {
    expect(await errorOf(side.identify())).toMatchObject({ code: 'auth/expired' });
  }
  const after = org.requests();
  const { refreshed = 0 } = await grantCounts(org);
  expect(refreshed).toBeLessThanOrEqual(5);
  expect(after.read - before.read).toBeLessThanOrEqual(20);
  expect(after.write - before.write).toBe(refreshed);
});

test.each([
  ['/revoke-all', {}, { code: 'auth/revoked', detail: 'expired access/refresh token' }],
  ['', { refuses: 'ip-restricted' }, { code: 'auth/ip-restricted' }],
  ['', { refuses: 'policy-blocked' }, { code: 'auth/policy-blocked' }],
  ['', { refuses: 'inactive-user' }, { code: 'auth/revoked', detail: 'user is inactive' }],
  ['', { clientIds: [] }, { code: 'auth/policy-blocked' }],
  ['', { refuses: 'rate-limited' }, { code: 'side/rate-limited' }],
] as const)('after %s %j a renewal ends in its own sentence: %j', async (path, settings, error) => {
  const { org, world } = await signedIn();
  const side = world.side(await world.credentials());
  await control(org, '/expire');
  await control(org, path, settings);
  expect(await errorOf(side.identify())).toMatchObject({ side: 'salesforce', ...error });
  // The sign-in stays where it is, for a person to say what becomes of it.
  expect(await world.entry()).not.toBeNull();
});

test('an answer that was lost is not asked for again: with rotation it would end everything', async () => {
  const { org, world } = await signedIn();
  const side = world.side(await world.credentials());
  await control(org, '/expire');
  org.faults.set({ schedule: [{ kind: 'reset-after', on: 'oauth-token', next: 1 }] });
  expect(await errorOf(side.identify())).toMatchObject({ code: 'side/unreachable' });
  expect(await grantCounts(org)).toMatchObject({ refreshed: 1, reused: 0 });
  expect(await errorOf(side.identify())).toMatchObject({ code: 'auth/revoked' });
});

test.each([
  [{ instanceUrl: 'https://acme.my.salesforce.com' }, { code: 'auth/host-refused' }],
  [
    { identityUrl: `https://test.salesforce.com/id/${idOf('00D', 9)}/${idOf('005', 1)}` },
    { code: 'auth/wrong-org', expected: idOf('00D', 1), found: idOf('00D', 9) },
  ],
])(
  'renewed tokens for elsewhere (%j) are not used, and the grant is not lost',
  async (settings, error) => {
    const { org, world } = await signedIn();
    const side = world.side(await world.credentials());
    await control(org, '/expire');
    await control(org, '', settings);
    const requests = org.requests().read;
    expect(await errorOf(side.identify())).toMatchObject(error);
    expect(org.requests().read - requests).toBe(1);
    await control(org, '', { instanceUrl: null, identityUrl: null });
    expect(await side.identify()).toMatchObject({ name: 'Test Org 1' });
    expect(await grantCounts(org)).toMatchObject({ reused: 0, revoked: 0 });
  },
);
