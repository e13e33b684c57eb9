/**
 * Keychains that can't be used, real ones: one that is locked while we work, and none at all.
 * Law: it is said, nobody is sent to the browser for nothing, and no token goes anywhere else.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CHILD = join(import.meta.dirname, 'keychain-child.ts');
const UNLOCK =
  'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"';

function runChild(mode: 'locked' | 'none'): { said: Record<string, unknown>; home: string } {
  const home = mkdtempSync(join(tmpdir(), 'keyring-home-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    TMPDIR: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: runtime,
  };
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  delete env['DISPLAY'];
  const node = [process.execPath, CHILD, mode];
  const command =
    mode === 'none' ? node : ['dbus-run-session', '--', 'sh', '-c', UNLOCK, 'sh', ...node];
  const done = spawnSync(command[0]!, command.slice(1), { env, encoding: 'utf8', timeout: 90_000 });
  if (done.status !== 0) throw new Error(done.stderr);
  return { said: JSON.parse(done.stdout) as Record<string, unknown>, home };
}

const trouble = (reason: string) => ({
  code: 'auth/keychain-unavailable',
  reason,
  platform: 'linux',
});

test('a keychain that is locked while we work: renewal, the next start and signing in again all say so', () => {
  const { said } = runChild('locked');
  expect(said).toEqual({
    signIn: null,
    renewal: trouble('locked'),
    'next start': trouble('locked'),
    'sign out': trouble('locked'),
    again: trouble('locked'),
    opened: 0,
  });
});

test('without a bus nobody is sent to the browser, and no file has anything of a sign-in', () => {
  const { said, home } = runChild('none');
  expect(said).toEqual({ again: trouble('no-bus'), opened: 0 });
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const text = readFileSync(join(file.parentPath, file.name), 'latin1');
    expect(text).not.toMatch(/5Aep861|00D\w{12}!/);
  }
});
