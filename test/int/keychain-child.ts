/**
 * A sign-in on a keychain that goes away: prints, as JSON, what each attempt ended in. `locked`: the keyring
 * is locked after the first sign-in. `none`: there is no bus at all.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsFromVault } from '../../electron/auth/credentials.ts';
import { signInToSalesforce } from '../../electron/auth/sign-in.ts';
import { signOut } from '../../electron/auth/sign-out.ts';
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import { identifySide } from '../../electron/workspace/identify-side.ts';
import { updateSettings } from '../../electron/workspace/settings.ts';
import { browse } from './oauth-browser.ts';
import { ask, seedOf, startOrg } from './salesforce-org.ts';

/** Comes with the bus, as dbus-run-session does. */
const DBUS_SEND = 'dbus-send';
const mode = process.argv[2] as 'locked' | 'none';
const org = await startOrg(seedOf(0));
const dataDir = mkdtempSync(join(tmpdir(), 'keychain-'));
const workspace = { name: 'sandbox', kind: 'sandbox' } as const;
const facts = { dataDir, workspace, vault: createTokenVault(), clock: () => new Date() };
let opened = 0;
await updateSettings(dataDir, workspace.name, (settings) => ({
  ...settings,
  salesforceClientId: DEMO_CLIENT_ID,
}));

const said: Record<string, unknown> = {};
if (mode === 'locked') {
  said['signIn'] = await errorOf(signIn());
  const credentials = await credentialsFromVault(facts);
  lockKeyring();
  const { accessToken } = { accessToken: (await credentials.token('salesforce', null)) ?? '' };
  await control('/expire');
  said['renewal'] = await errorOf(credentials.token('salesforce', accessToken));
  said['next start'] = (await credentialsFromVault(facts)).trouble;
  said['sign out'] = await errorOf(signOut(facts, 'salesforce', null));
}
opened = 0;
said['again'] = await errorOf(signIn());
said['opened'] = opened;
await org.close();
process.stdout.write(JSON.stringify(said));

function signIn(): Promise<void> {
  return signInToSalesforce({
    ...facts,
    identify: identifySide,
    loginUrl: org.url,
    port: 0,
    timeLimitMs: 10_000,
    cancelled: new AbortController().signal,
    async openBrowser(url) {
      opened += 1;
      await control('', { redirectUris: [new URL(url).searchParams.get('redirect_uri')] });
      void browse(url);
    },
  });
}

async function control(path: string, body: unknown = {}): Promise<void> {
  await ask(org.url, `/__demo/oauth${path}`, { method: 'POST', body });
}

function lockKeyring(): void {
  execFileSync(DBUS_SEND, [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/collection/login',
  ]);
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (failure) {
    if (failure instanceof Refusal) return failure.error;
    throw failure;
  }
}
