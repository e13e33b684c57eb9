/** The vault on a real keychain: the suite starts a bus and an unlocked gnome-keyring of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTokenVault } from '../../electron/auth/token-vault.ts';

const MODULE = join(import.meta.dirname, '../../electron/auth/token-vault.ts');
const SECRET = '00Dxx0000001gPL!AQEAQ-a-token-that-must-stay-in-the-keychain';
const entry = { url: 'https://acme--uat.sandbox.my.salesforce.com', accessToken: SECRET };

/** Asks a vault in a process of its own for its state, in another environment. */
function stateIn(env: NodeJS.ProcessEnv, wrap: readonly string[] = []): unknown {
  const script = `import { createTokenVault } from ${JSON.stringify(MODULE)};
    const state = await createTokenVault().state();
    process.stdout.write(JSON.stringify(state));`;
  const command = [...wrap, process.execPath, '--input-type=module', '-e', script];
  const done = spawnSync(command[0]!, command.slice(1), { env, encoding: 'utf8', timeout: 30_000 });
  return JSON.parse(done.stdout);
}

test('a sign-in is stored, read back and forgotten, per workspace and side', async () => {
  const vault = createTokenVault();
  expect(await vault.state()).toEqual({ state: 'available', platform: 'linux' });
  expect(await vault.store('sandbox', 'salesforce', entry)).toEqual({ ok: true, value: null });
  expect(await vault.read('sandbox', 'salesforce')).toEqual({ ok: true, value: entry });
  expect(await vault.read('production', 'salesforce')).toEqual({ ok: true, value: null });
  expect(await vault.read('sandbox', 'voyage')).toEqual({ ok: true, value: null });
  await vault.forget('sandbox', 'salesforce');
  expect(await vault.read('sandbox', 'salesforce')).toEqual({ ok: true, value: null });
});

test('several accounts of a side lie side by side, and apart from the form without one', async () => {
  const vault = createTokenVault();
  const accounts = ['005000000000001', '005000000000002'].map((userId) => ({
    orgId: 'account/with odd letters',
    userId,
  }));
  const entryOf = (n: number) => ({
    ...entry,
    accessToken: `${SECRET}${String(n)}`,
    renewal: { refreshToken: `5Aep861-${String(n)}`, clientId: 'key', loginUrl: entry.url },
  });
  for (const [n, account] of accounts.entries()) {
    await vault.store('sandbox', 'salesforce', entryOf(n), account);
  }
  expect(await vault.read('sandbox', 'salesforce')).toEqual({ ok: true, value: null });
  await vault.forget('sandbox', 'salesforce', accounts[0]);
  expect(await vault.read('sandbox', 'salesforce', accounts[0])).toEqual({ ok: true, value: null });
  expect(await vault.read('sandbox', 'salesforce', accounts[1])).toEqual({
    ok: true,
    value: entryOf(1),
  });
  await vault.forget('sandbox', 'salesforce', accounts[1]);
});

test('the keyring on disk does not hold the token in the clear', async () => {
  const vault = createTokenVault();
  await vault.store('sandbox', 'salesforce', entry);
  const dir = join(process.env['XDG_DATA_HOME']!, 'keyrings');
  const files = readdirSync(dir);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    if (file.endsWith('.keyring'))
      expect(readFileSync(join(dir, file)).includes(SECRET)).toBe(false);
  }
  await vault.forget('sandbox', 'salesforce');
});

test('without a bus the vault says so, and keeps nothing', () => {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    XDG_RUNTIME_DIR: mkdtempSync(join(tmpdir(), 'no-bus-')),
  };
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  delete env['DISPLAY'];
  expect(stateIn(env)).toEqual({
    state: 'no-bus',
    platform: 'linux',
  });
});

test('with a bus but a keyring nobody unlocked the vault says that it is locked', () => {
  execFileSync('which', ['dbus-run-session']);
  const home = mkdtempSync(join(tmpdir(), 'locked-'));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    XDG_DATA_HOME: home,
    XDG_RUNTIME_DIR: home,
  };
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  const start = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; exec "$@"';
  expect(stateIn(env, ['dbus-run-session', '--', 'sh', '-c', start, 'sh'])).toEqual({
    state: 'locked',
    platform: 'linux',
  });
});
