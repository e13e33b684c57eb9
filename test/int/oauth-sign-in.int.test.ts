/**
 * Signing in through the browser, on real sockets and with a real keychain.
 * Law: only the whole way, walked once and by the one who began it, ends with tokens in the keychain.
 */
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, updateSettings } from '../../electron/workspace/settings.ts';
import { anOrg, atEnd, aWorkspace, control, grantCounts } from './auth-world.ts';
import type { AuthWorld } from './auth-world.ts';
import { decide, visit } from './oauth-browser.ts';
import { idOf } from './salesforce-org.ts';

const failed = (reason: string, detail: string | null = null) => ({
  code: 'auth/sign-in-failed',
  side: 'salesforce',
  reason,
  detail,
});

async function expectNothingKept(world: AuthWorld): Promise<void> {
  const settings = readSettings(world.dataDir, world.workspace.name);
  expect(settings.accounts).toEqual([]);
  expect(settings.current.salesforce).toBeNull();
  expect(await world.entry()).toBeNull();
}

test('a person allows it in the browser, and the workspace is signed in as that user of that org', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const { error, page, authorizeUrl } = await world.signIn(org);
  expect(error).toBeNull();
  expect(page?.status).toBe(200);
  expect(page?.html).toContain('You can go back to Voyage Reconcile now');

  const query = new URL(authorizeUrl!).searchParams;
  expect(query.get('code_challenge_method')).toBe('S256');
  expect(query.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\/oauth\/callback$/);
  expect([...query.keys()].sort()).toEqual([
    'client_id',
    'code_challenge',
    'code_challenge_method',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
  ]);

  const entry = await world.entry();
  expect(entry?.url).toBe(org.url);
  expect(entry?.renewal?.refreshToken).toMatch(/^5Aep861/);
  const credentials = await world.credentials();
  expect(credentials.accounts).toEqual([
    {
      side: 'salesforce',
      orgId: idOf('00D', 1),
      userId: idOf('005', 1),
      user: 'ines@test.example',
      name: 'Test Org 1',
      url: org.url,
      isRenewable: true,
      isCurrent: true,
    },
  ]);
  expect(await world.side(credentials).identify()).toMatchObject({
    id: idOf('00D', 1),
    kind: 'sandbox',
    user: 'ines@test.example',
  });
});

test('denied in the browser: said in both places, and nothing is kept', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const { error, page } = await world.signIn(org, { decision: 'deny' });
  expect(error).toEqual(failed('denied', 'end-user denied authorization'));
  expect(page?.status).toBe(400);
  expect(page?.html).toContain('was not finished');
  await expectNothingKept(world);
});

test('nobody comes back in time', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const { error } = await world.signIn(org, {
    timeLimitMs: 60,
    browser: () => Promise.resolve(),
  });
  expect(error).toEqual(failed('timed-out'));
  await expectNothingKept(world);
});

test('cancelled while the browser is open: the page that comes later finds nobody', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const cancel = new AbortController();
  let url = '';
  const { error } = await world.signIn(org, {
    cancelled: cancel.signal,
    browser: (authorizeUrl) => {
      url = authorizeUrl;
      cancel.abort();
      return Promise.resolve();
    },
  });
  expect(error).toEqual(failed('cancelled'));
  await expect(decide(url, 'allow').then(visit)).rejects.toThrow('fetch failed');
  await expectNothingKept(world);
});

test.each(['forged', ''])(
  'a callback whose state is %j is not used, whatever code it has',
  async (state) => {
    const org = await anOrg();
    const world = await aWorkspace();
    let page: Promise<{ status: number; html: string }> | null = null;
    const { error } = await world.signIn(org, {
      browser: async (authorizeUrl) => {
        const back = await decide(authorizeUrl, 'allow');
        back.searchParams.set('state', state);
        page = visit(back);
      },
    });
    expect(error).toEqual(failed('state-mismatch'));
    expect((await page!).status).toBe(400);
    expect(await grantCounts(org)).toMatchObject({ issued: 0 });
    await expectNothingKept(world);
  },
);

test('the callback counts once: the same one again is told that it is over', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const pages: Promise<{ status: number; html: string }>[] = [];
  const { error } = await world.signIn(org, {
    browser: async (authorizeUrl) => {
      const back = await decide(authorizeUrl, 'allow');
      pages.push(visit(back), visit(back));
    },
  });
  expect(error).toBeNull();
  const shown = await Promise.all(pages);
  expect(shown.map(({ status }) => status).sort()).toEqual([200, 410]);
  expect(await grantCounts(org)).toMatchObject({ issued: 1 });
});

test('anything but the callback is turned away, and the sign-in goes on', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const statuses: number[] = [];
  let page: Promise<{ status: number }> | null = null;
  const { error } = await world.signIn(org, {
    browser: async (authorizeUrl) => {
      const back = await decide(authorizeUrl, 'allow');
      const { origin, search } = back;
      statuses.push(
        (await visit(`${origin}/`)).status,
        (await visit(`${origin}/oauth/callback/${search}`)).status,
        (await fetch(back, { method: 'POST' })).status,
        await statusAs(back, 'attacker.example'),
      );
      page = visit(back);
    },
  });
  expect(statuses).toEqual([404, 404, 405, 404]);
  expect((await page!).status).toBe(200);
  expect(error).toBeNull();
});

test('a connection that a browser opens and never uses keeps nobody waiting', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  let idle: Socket | null = null;
  const startedAt = performance.now();
  const { error } = await world.signIn(org, {
    browser: async (authorizeUrl) => {
      const back = await decide(authorizeUrl, 'allow');
      idle = connect(Number(back.port), 'localhost');
      void visit(back);
    },
  });
  expect(error).toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  (idle as Socket | null)?.destroy();
});

/** As a page elsewhere would reach us whose name was made to point here. */
async function statusAs(url: URL, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test.each(['127.0.0.1', '::1'])(
  'a port that %s holds for somebody else is said to be busy',
  async (host) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen({ host, port: 0 }, resolve));
    atEnd(() => new Promise<void>((resolve) => other.close(() => resolve())));
    const { port } = other.address() as AddressInfo;
    const org = await anOrg();
    const world = await aWorkspace();
    const { error, authorizeUrl } = await world.signIn(org, { port });
    expect(error).toEqual(failed('port-busy'));
    expect(authorizeUrl).toBeNull();
    await expectNothingKept(world);
  },
);

test.each([
  [{ refuses: 'ip-restricted' }, { code: 'auth/ip-restricted' }],
  [{ refuses: 'policy-blocked' }, { code: 'auth/policy-blocked' }],
  [{ refuses: 'inactive-user' }, { code: 'auth/revoked' }],
  [{ codeLifetimeMs: 0 }, { code: 'auth/sign-in-failed', reason: 'refused' }],
])('an org that is set to %j lets nobody in: %j', async (settings, error) => {
  const org = await anOrg();
  const world = await aWorkspace();
  await control(org, '', settings);
  const result = await world.signIn(org);
  expect(result.error).toMatchObject(error);
  expect(result.page?.status).toBe(400);
  await expectNothingKept(world);
});

test('an app that the org does not know is told so at the org, and the sign-in times out here', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  const { error } = await world.signIn(org, {
    timeLimitMs: 300,
    browser: async (authorizeUrl) => {
      await control(org, '', { clientIds: [] });
      const page = await visit(authorizeUrl);
      expect(page.html).toContain('invalid_client_id');
    },
  });
  expect(error).toEqual(failed('timed-out'));
});

test('without a consumer key nobody is sent to the browser', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  await updateSettings(world.dataDir, world.workspace.name, (settings) => ({
    ...settings,
    salesforceClientId: null,
  }));
  const { error, authorizeUrl } = await world.signIn(org);
  expect(error).toEqual({ code: 'auth/no-client-id', side: 'salesforce' });
  expect(authorizeUrl).toBeNull();
});

test('two orgs and two users are kept side by side, and either can be taken up', async () => {
  const [one, two] = [await anOrg({ number: 1 }), await anOrg({ number: 2 })];
  const world = await aWorkspace();
  await control(one, '/user', { username: 'olaf@test.example', name: 'Olaf Test' });
  expect((await world.signIn(one)).error).toBeNull();
  expect((await world.signIn(one, { username: 'olaf@test.example' })).error).toBeNull();
  expect((await world.signIn(two)).error).toBeNull();
  const { accounts } = await world.credentials();
  expect(accounts.map(({ name, user, isCurrent }) => [name, user, isCurrent])).toEqual([
    ['Test Org 1', 'ines@test.example', false],
    ['Test Org 1', 'olaf@test.example', false],
    ['Test Org 2', 'ines@test.example', true],
  ]);
  for (const account of accounts) {
    await updateSettings(world.dataDir, world.workspace.name, (settings) => ({
      ...settings,
      current: { ...settings.current, salesforce: account },
    }));
    const identity = await world.side(await world.credentials()).identify();
    expect(identity).toMatchObject({ id: account.orgId, user: account.user });
  }
});

test('signing in again as the same user ends the grant before, so that they never pile up', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  await world.signIn(org);
  const first = await world.entry();
  await world.signIn(org);
  expect(await grantCounts(org)).toMatchObject({ issued: 2, revoked: 1 });
  const second = await world.entry();
  expect(second?.accessToken).not.toBe(first?.accessToken);
  expect((await world.credentials()).accounts).toHaveLength(1);
  expect(await world.side(await world.credentials()).identify()).toMatchObject({ kind: 'sandbox' });
});

test('the settings say who is signed in, and hold no token', async () => {
  const org = await anOrg();
  const world = await aWorkspace();
  await world.signIn(org);
  const entry = await world.entry();
  for (const file of readdirSync(world.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const text = readFileSync(join(file.parentPath, file.name), 'latin1');
    expect(text).not.toContain(entry!.accessToken);
    expect(text).not.toContain(entry!.renewal!.refreshToken);
  }
});
