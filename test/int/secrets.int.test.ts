/**
 * Recognisable secrets sent through everything the app does: signing in, renewing, pulling, pushing, failing,
 * reporting, the window's channels and the command line.
 * Law: afterwards they are in the keychain, and in nothing else that anybody could read.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openLog } from '../../electron/app/log.ts';
import { createSession } from '../../electron/app/session.ts';
import { createSignIns } from '../../electron/app/sign-ins.ts';
import { createTokenVault } from '../../electron/auth/token-vault.ts';
import { DEMO_CLIENT_ID } from '../../electron/demo/salesforce/oauth-settings.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { atEnd, control, grantCounts } from './auth-world.ts';
import { SETTLED_POLICY } from './fakes-bench.ts';
import { mapAll } from './map-statuses.ts';
import type { Call } from './fakes-bench.ts';
import { commandLines, secretsBelow, secretsIn } from './find-secrets.ts';
import { browse, decide } from './oauth-browser.ts';
import { aSandbox, runCommandLine, VOYAGE_TOKEN } from './sandbox-world.ts';
import type { SandboxWorld } from './sandbox-world.ts';
import { TOKEN } from './salesforce-org.ts';
import { startWiretap } from './wiretap.ts';

const SCRIPTS = {
  engine: new URL('../../electron/engine/worker.ts', import.meta.url),
  demo: new URL('../../electron/demo/worker.ts', import.meta.url),
};

function aFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'secrets-'));
  atEnd(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

/** Main as it is, but for the window: everything that would cross to it is written down. */
function startMain(dataDir: string) {
  const crossed: string[] = [];
  const crosses = <T>(payload: T): T => {
    crossed.push(JSON.stringify(payload), inspect(payload, { depth: 12, showHidden: true }));
    return payload;
  };
  const vault = createTokenVault();
  const browser = { press: (url: string): Promise<unknown> => browse(url) };
  const opened: string[] = [];
  const signIns = createSignIns({
    vault,
    dataDir,
    openBrowser: (url) => {
      opened.push(url);
      void browser.press(url);
      return Promise.resolve();
    },
    clock: () => new Date(),
    onChange: () => session.announceState(),
  });
  const session = createSession({
    version: '0',
    dataDir,
    env: {},
    vault,
    scripts: SCRIPTS,
    demoRows: 70,
    log: openLog(join(dataDir, 'logs'), () => new Date()),
    signInUnderWay: signIns.pending,
    announce: (_event, payload) => crosses(payload),
  });
  const call: Call = async (channel, input) => {
    const reply = crosses(await session.call(channel, input));
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  return {
    browser,
    crossed,
    opened,
    session,
    signIns,
    call,
    /** As a handler of the window's does, with what fails written down whole. */
    async act(work: () => Promise<unknown>): Promise<ShellState> {
      await work().catch((failure: unknown) => crosses(failure));
      await session.current()?.reconnect();
      return crosses(await session.state());
    },
  };
}

async function pairAndPull(call: Call, world: SandboxWorld): Promise<void> {
  const { campaignId, eventId } = world;
  await call('pairing:choose', { campaignId, eventId });
  await call('policy:set', { policy: SETTLED_POLICY });
  await call('pull:start', { isFull: true });
  await mapAll(call);
}

test('what was signed in, renewed, pulled, pushed, refused and reported leaves no secret behind', async () => {
  const world = await aSandbox();
  const { salesforce: org } = world;
  const wiretap = await startWiretap(org.url);
  atEnd(() => wiretap.close());
  const dataDir = aFolder();
  const main = startMain(dataDir);
  const { call, session, signIns } = main;
  await session.open('sandbox');
  await signIns.set('sandbox', {
    salesforceClientId: DEMO_CLIENT_ID,
    salesforceLoginUrl: wiretap.url,
    callsPercent: 80,
  });
  const signIn = () => signIns.byBrowser('sandbox', wiretap.url);
  let running = commandLines();

  // A forged callback, a denial, a token of the wrong kind, then the real one.
  main.browser.press = async (url) => {
    const back = await decide(url, 'allow');
    back.searchParams.set('state', 'forged');
    await fetch(back);
  };
  await main.act(signIn);
  main.browser.press = (url) => browse(url, 'deny');
  await main.act(signIn);
  main.browser.press = (url) => browse(url);
  await control(org, '', { instanceUrl: 'https://acme.my.salesforce.com' });
  await main.act(signIn);
  await control(org, '', { instanceUrl: null });
  await main.act(() =>
    signIns.paste('sandbox', 'salesforce', { url: org.url, accessToken: TOKEN }),
  );
  await main.act(signIn);
  const pasted = { url: world.voyage.url, accessToken: VOYAGE_TOKEN };
  const signedIn = await main.act(() => signIns.paste('sandbox', 'voyage', pasted));
  expect(signedIn.workspace.isSignedIn).toBe(true);

  await pairAndPull(call, world);
  await control(org, '/expire');
  await call('pull:start', { isFull: true });
  expect((await grantCounts(org))['refreshed']).toBe(1);

  // The push stops as the grant is taken away, and goes on after signing in again.
  const plan = await call('plan:build', { direction: 'both' });
  await control(org, '/revoke-all');
  await call('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  const { activeRun } = await call('engine:state', null);
  expect(activeRun?.pausedBy).toMatchObject({ code: 'auth/revoked', side: 'salesforce' });
  await main.act(signIn);
  const run = await call('push:resume', { txId: activeRun?.txId ?? '' });
  expect(run).toMatchObject({ status: 'succeeded', addsUp: true });
  running = Buffer.concat([running, commandLines()]);
  await call('report:write', { txId: run.txId, path: join(dataDir, 'report.csv') });
  await call('audit:write', { path: join(dataDir, 'audit.csv') });

  // Failures of every kind at the far ends.
  for (const settings of [{ refuses: 'ip-restricted' }, { refuses: 'policy-blocked' }]) {
    await control(org, '/expire');
    await control(org, '', settings);
    await main.act(() => session.call('lists:find', { side: 'salesforce', query: '' }));
  }
  await control(org, '', { refuses: null });
  org.faults.set({ schedule: [{ kind: 'unauthorized', on: 'query' }] });
  await main.act(() => session.call('lists:find', { side: 'salesforce', query: '' }));
  org.faults.set({ schedule: [] });
  world.voyage.faults.set({ expireToken: true });
  await main.act(() => session.call('lists:find', { side: 'voyage', query: '' }));
  world.voyage.faults.set({ expireToken: false });
  await main.act(() => signIns.signOut('sandbox', null, null));
  await session.close();

  const secrets = [
    ...[...wiretap.secrets.values()].flatMap((each) => [...each]),
    TOKEN,
    VOYAGE_TOKEN,
  ];
  for (const [name, found] of wiretap.secrets) expect(found.size, name).toBeGreaterThanOrEqual(3);
  expect(secretsBelow(dataDir, secrets)).toEqual([]);
  expect(secretsIn(Buffer.from(main.crossed.join('\n')), secrets)).toEqual([]);
  expect(secretsIn(Buffer.from(main.opened.join('\n')), secrets)).toEqual([]);
  expect(secretsIn(running, secrets)).toEqual([]);
});

test('the command line takes secrets from its environment and shows them nowhere', async () => {
  const world = await aSandbox();
  const wiretap = await startWiretap(world.salesforce.url);
  atEnd(() => wiretap.close());
  const dataDir = aFolder();
  const refreshToken = world.salesforce.newRefreshToken();
  const env = {
    SF_INSTANCE_URL: world.salesforce.url,
    SF_ACCESS_TOKEN: '00DVz0000000001!an-access-token-that-nobody-may-see',
    SF_REFRESH_TOKEN: refreshToken,
    SF_CLIENT_ID: DEMO_CLIENT_ID,
    SF_LOGIN_URL: wiretap.url,
    VOYAGE_URL: world.voyage.url,
    VOYAGE_TOKEN,
  };
  const on = ['--workspace', 'sandbox', '--data', dataDir];
  const pairing = ['--campaign', world.campaignId, '--event', world.eventId];
  const keychain = ['--token-store', 'keychain'];
  const runs = [
    await runCommandLine(['pull', ...on, ...pairing], env),
    await runCommandLine(['pull', ...on, ...pairing, ...keychain], {
      ...env,
      SF_REFRESH_TOKEN: world.salesforce.newRefreshToken(),
    }),
    await runCommandLine(['run', '--json', ...on, ...keychain], { ...env, VOYAGE_TOKEN: 'wrong' }),
    await runCommandLine(['audit', '--json', ...on], env),
  ];
  expect(runs.map(({ code }) => code)).toEqual([4, 0, 4, 0]);
  const secrets = [
    ...[...wiretap.secrets.values()].flatMap((each) => [...each]),
    env.SF_ACCESS_TOKEN,
    refreshToken,
    VOYAGE_TOKEN,
  ];
  expect(wiretap.secrets.get('refresh_token')!.size).toBeGreaterThanOrEqual(3);
  for (const { stdout, stderr, commandLine } of runs) {
    expect(commandLine).toContain('--workspace');
    expect(secretsIn(Buffer.from(stdout + stderr + commandLine), secrets)).toEqual([]);
  }
  expect(secretsBelow(dataDir, secrets)).toEqual([]);
});

test('the search finds what is planted, in each form', () => {
  const dir = aFolder();
  const secret = '5Aep861-planted.by_the-test/with=odd+letters';
  const forms: readonly (readonly [string, string | Buffer])[] = [
    ['plain', `token=${secret}`],
    ['utf16', Buffer.from(secret, 'utf16le')],
    ['url', `?code=${encodeURIComponent(secret)}&state=1`],
    ['hex', Buffer.from(secret).toString('hex')],
    ['base64-0', Buffer.from(`{"t":"${secret}"}`).toString('base64')],
    ['base64-1', Buffer.from(`x{"t":"${secret}"}`).toString('base64')],
    ['base64-2', Buffer.from(`xx{"t":"${secret}"}`).toString('base64')],
  ];
  for (const [name, content] of forms) writeFileSync(join(dir, name), content);
  writeFileSync(join(dir, 'innocent'), 'nothing of the kind');
  const hits = secretsBelow(dir, [secret, 'another-secret-that-is-nowhere']);
  expect(hits).toEqual(forms.map(([name]) => `${join(dir, name)}: ${secret}`).sort());
  expect(secretsIn(Buffer.from(JSON.stringify({ engine: { note: secret } })), [secret])).toEqual([
    secret,
  ]);
});
