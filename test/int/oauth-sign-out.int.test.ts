/**
 * Signing out, with a real keychain.
 * Law: whatever the far end says, the tokens are gone from here; a grant that may still be good there is named.
 */
import { expect, test } from 'vitest';
import { signOut } from '../../electron/auth/sign-out.ts';
import { readSettings } from '../../electron/workspace/settings.ts';
import { anOrg, aWorkspace, control, grantCounts } from './auth-world.ts';
import type { AuthWorld } from './auth-world.ts';
import { ask } from './salesforce-org.ts';

const factsOf = ({ vault, dataDir, workspace }: AuthWorld) => ({
  vault,
  dataDir,
  workspace,
  clock: () => new Date(),
});

test('signing out ends the grant at the org and takes the tokens out of the keychain', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  await world.signIn(org);
  const [account] = (await world.credentials()).accounts;
  const entry = await world.entry();
  expect(await signOut(factsOf(world), 'salesforce', null)).toEqual([]);
  expect(await grantCounts(org)).toMatchObject({ revoked: 1 });
  const { status } = await ask(org.url, '/services/data/v67.0/limits', {
    token: entry!.accessToken,
  });
  expect(status).toBe(401);
  expect(await world.vault.read(world.workspace.name, 'salesforce', account)).toEqual({
    ok: true,
    value: null,
  });
  const { accounts, current } = readSettings(world.dataDir, world.workspace.name);
  expect({ accounts, current }).toEqual({
    accounts: [],
    current: { salesforce: null, voyage: null },
  });
  expect((await world.credentials()).addresses.salesforce).toBeNull();
});

test('offline the tokens go all the same, and that the grant may live on is said', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  await world.signIn(org);
  const [account] = (await world.credentials()).accounts;
  await org.close();
  const unrevoked = await signOut(factsOf(world), null, null);
  expect(unrevoked).toMatchObject([{ side: 'salesforce', error: { code: 'side/unreachable' } }]);
  expect(await world.vault.read(world.workspace.name, 'salesforce', account)).toEqual({
    ok: true,
    value: null,
  });
});

test('one account of two is signed out; the other stays, and is not taken up unasked', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  await control(org, '/user', { username: 'olaf@test.example', name: 'Olaf Test' });
  await world.signIn(org);
  await world.signIn(org, { username: 'olaf@test.example' });
  const olaf = (await world.credentials()).accounts.find(({ isCurrent }) => isCurrent)!;
  await signOut(factsOf(world), 'salesforce', olaf);
  const { accounts, addresses } = await world.credentials();
  expect(accounts.map(({ user, isCurrent }) => [user, isCurrent])).toEqual([
    ['ines@test.example', false],
  ]);
  expect(addresses.salesforce).toBeNull();
  expect(await grantCounts(org)).toMatchObject({ revoked: 1 });
});

test('a token pasted before accounts were told apart is still read, and goes when somebody signs in', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const { vault, workspace } = world;
  const pasted = { url: org.url, accessToken: '00Dtest!secret-token' };
  await vault.store(workspace.name, 'salesforce', pasted);
  const credentials = await world.credentials();
  expect(credentials.accounts).toMatchObject([
    { side: 'salesforce', isCurrent: true, url: org.url },
  ]);
  expect(await world.side(credentials).identify()).toMatchObject({ name: 'Test Org 1' });
  await world.signIn(org);
  expect(await vault.read(workspace.name, 'salesforce')).toEqual({ ok: true, value: null });
  expect((await world.credentials()).accounts).toMatchObject([{ user: 'ines@test.example' }]);
});
