/**
 * A scheduler's credentials, through the command line in processes of their own.
 * Law: they are written nowhere; a refresh token that takes the place of theirs is kept in the keychain where
 * that was asked for, and its absence is said before and where it matters.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import { atEnd, control, grantCounts } from './auth-world.ts';
import { aSandbox, runCommandLine, VOYAGE_TOKEN } from './sandbox-world.ts';
import type { SandboxWorld } from './sandbox-world.ts';

function dataFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'scheduled-'));
  atEnd(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

/** The access token is one that has ended long ago. */
function environment(world: SandboxWorld): Readonly<Record<string, string>> {
  return {
    SF_INSTANCE_URL: world.salesforce.url,
    SF_ACCESS_TOKEN: '00Dold!ended-long-ago',
    SF_REFRESH_TOKEN: world.salesforce.newRefreshToken(),
    SF_CLIENT_ID: DEMO_CLIENT_ID,
    VOYAGE_URL: world.voyage.url,
    VOYAGE_TOKEN,
  };
}

const campaigns = (dataDir: string, ...more: string[]) => [
  'campaigns',
  '--workspace',
  'sandbox',
  '--data',
  dataDir,
  ...more,
];

test('without rotation the refresh token of the environment is enough, run after run', async () => {
  const world = await aSandbox();
  await control(world.salesforce, '', { rotates: false });
  const env = environment(world);
  const dataDir = dataFolder();
  for (let n = 1; n <= 2; n += 1) {
    const run = await runCommandLine(campaigns(dataDir), env);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain(world.campaignId);
    expect(await grantCounts(world.salesforce)).toMatchObject({ refreshed: n, reused: 0 });
  }
});

test('with rotation and nowhere to keep it: said before, and where it happens the run stops with exit 4', async () => {
  const world = await aSandbox();
  const run = await runCommandLine(campaigns(dataFolder()), environment(world));
  expect(run.code).toBe(4);
  expect(await grantCounts(world.salesforce)).toMatchObject({ refreshed: 1, reused: 0 });
  const [before, after] = run.stderr.split('\n');
  expect(before).toContain('--token-store keychain');
  expect(after).toContain('gave a new refresh token, and there is nowhere to keep it');
});

test('with --token-store keychain the next run goes on with the new one, whatever the environment says', async () => {
  const world = await aSandbox();
  const env = environment(world);
  const dataDir = dataFolder();
  for (let n = 1; n <= 3; n += 1) {
    const run = await runCommandLine(campaigns(dataDir, '--token-store', 'keychain'), env);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).not.toContain('--token-store');
    await control(world.salesforce, '/expire');
  }
  expect(await grantCounts(world.salesforce)).toMatchObject({
    refreshed: 3,
    reused: 0,
    revoked: 0,
  });
  const other = await runCommandLine(campaigns(dataDir, '--token-store', 'keychain'), {
    ...env,
    SF_REFRESH_TOKEN: world.salesforce.newRefreshToken(),
  });
  expect(other.code, other.stderr).toBe(0);
  expect(await grantCounts(world.salesforce)).toMatchObject({ refreshed: 4, reused: 0 });
});

test('a refresh token without a consumer key is refused before anything is sent', async () => {
  const world = await aSandbox();
  const env = { ...environment(world), SF_CLIENT_ID: '' };
  const run = await runCommandLine(campaigns(dataFolder()), env);
  expect(run.code).toBe(4);
  expect(run.stderr).toContain('consumer key');
  expect(world.salesforce.requests().byPath).toEqual({});
});

test('a token store of another kind is wrong usage', async () => {
  const run = await runCommandLine(campaigns(dataFolder(), '--token-store', 'file'), {});
  expect(run.code).toBe(2);
});

test('the keychain is not touched by a run that was not told to', async () => {
  const world = await aSandbox();
  await control(world.salesforce, '', { rotates: false });
  await runCommandLine(campaigns(dataFolder()), environment(world));
  const vault = createTokenVault();
  expect(await vault.read('sandbox', 'salesforce')).toEqual({ ok: true, value: null });
});
