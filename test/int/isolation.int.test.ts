/**
 * A test plays the live org, and everything else a workspace must not reach.
 * Law: what is not of the workspace's kind, not its own server, or not the org it is tied to, sees no request
 * but the one question whose it is, where there is no other way to know.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { keepPasted } from '../../electron/auth/sign-in.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine, EngineOptions } from '../../electron/engine/engine.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { identifySide } from '../../electron/workspace/identify-side.ts';
import { readSettings } from '../../electron/workspace/settings.ts';
import { admit } from '../../electron/workspace/tie.ts';
import { journalPath } from '../../electron/workspace/workspaces.ts';
import { anOrg, atEnd, aWorkspace, control, errorOf, grantCounts } from './auth-world.ts';
import type { AuthWorld } from './auth-world.ts';
import { createListSide } from './list-side.ts';
import { idOf, TOKEN } from './salesforce-org.ts';

/** Paths of data the org was asked for; signing in and control are none. */
function dataRequests(org: FakeSalesforce): readonly string[] {
  return Object.keys(org.requests().byPath).filter((path) => !path.includes('/services/oauth2/'));
}

async function expectNothingKept(world: AuthWorld): Promise<void> {
  expect(readSettings(world.dataDir, world.workspace.name).accounts).toEqual([]);
  expect((await world.credentials()).addresses).toEqual({ salesforce: null, voyage: null });
}

async function engineFor(
  world: AuthWorld,
  sides: EngineOptions['sides'],
  admission?: NonNullable<EngineOptions['admit']>,
): Promise<Engine> {
  const engine = await createEngine({
    workspace: world.workspace,
    journalPath: journalPath(world.dataDir, world.workspace.name),
    actor: 'test',
    clock: () => new Date(),
    newId: () => uuidv7(),
    log: () => undefined,
    sides,
    ...(admission === undefined ? {} : { admit: admission }),
  });
  atEnd(() => engine.close());
  return engine;
}

async function stateOf(engine: Engine) {
  const reply = await engine.call('engine:connect', null);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.connections.salesforce;
}

const LIVE = {
  code: 'auth/wrong-environment',
  side: 'salesforce',
  workspaceKind: 'sandbox',
  foundKind: 'production',
  name: 'Test Org 1',
};

test('a sign-in to a live org from a sandbox: it is asked whether it is one, and then nothing', async () => {
  const live = await anOrg({ isSandbox: false });
  const world = await aWorkspace('sandbox');
  const { error, page } = await world.signIn(live);
  expect(error).toEqual(LIVE);
  expect(page?.html).toContain('Nothing was changed on either side');
  expect(dataRequests(live)).toEqual(['GET /query']);
  expect(live.requests().byPath['GET /query']).toBe(1);
  expect(await grantCounts(live)).toMatchObject({ issued: 1, revoked: 1 });
  await expectNothingKept(world);
});

test('a live token pasted into a sandbox is not kept, and used for that one question alone', async () => {
  const live = await anOrg({ isSandbox: false });
  const world = await aWorkspace('sandbox');
  const facts = { ...world, clock: () => new Date(), identify: identifySide };
  const pasted = { url: live.url, accessToken: TOKEN };
  expect(await errorOf(keepPasted(facts, 'salesforce', pasted))).toEqual(LIVE);
  expect(dataRequests(live)).toEqual(['GET /query']);
  await expectNothingKept(world);
});

test('live credentials from the environment are refused before anything of the org is read', async () => {
  const live = await anOrg({ isSandbox: false });
  const world = await aWorkspace('sandbox');
  const engine = await engineFor(world, () =>
    connectSides({
      kind: 'sandbox',
      addresses: { salesforce: live.url, voyage: null },
      tokens: {
        accessToken: () => Promise.resolve(TOKEN),
        refresh: () => Promise.resolve(null),
      },
      log: () => undefined,
    }),
  );
  expect(await stateOf(engine)).toMatchObject({ state: 'refused', error: LIVE });
  const find = await engine.call('lists:find', { side: 'salesforce', query: '' });
  expect(find).toMatchObject({ ok: false, error: { code: 'auth/wrong-environment' } });
  expect(dataRequests(live)).toEqual(['GET /query']);
});

test.each([
  'https://acme.my.salesforce.com',
  'https://acme.my.salesforce.com.evil.example',
  'http://acme--uat.sandbox.my.salesforce.com',
])(
  'tokens said to be good at %s are given back, and that host is not asked',
  async (instanceUrl) => {
    const org = await anOrg();
    await control(org, '', { instanceUrl });
    const world = await aWorkspace('sandbox');
    const { error } = await world.signIn(org);
    expect(error).toMatchObject({ code: 'auth/host-refused', host: new URL(instanceUrl).hostname });
    expect(dataRequests(org)).toEqual([]);
    expect(await grantCounts(org)).toMatchObject({ revoked: 1 });
    await expectNothingKept(world);
  },
);

test.each([
  ['https://login.salesforce.com', { code: 'auth/host-refused' }],
  ['https://evil.example', { code: 'auth/host-refused' }],
])('an identity that is said to be of %s is not believed', async (origin, expected) => {
  const org = await anOrg();
  await control(org, '', { identityUrl: `${origin}/id/${idOf('00D', 1)}/${idOf('005', 1)}` });
  const world = await aWorkspace('sandbox');
  expect((await world.signIn(org)).error).toMatchObject(expected);
  expect(dataRequests(org)).toEqual([]);
  await expectNothingKept(world);
});

test('tokens of one org that are good at another are given back', async () => {
  const org = await anOrg();
  const identityUrl = `${org.url}/id/${idOf('00D', 7)}/${idOf('005', 1)}`;
  await control(org, '', { identityUrl });
  const world = await aWorkspace('sandbox');
  expect((await world.signIn(org)).error).toMatchObject({
    code: 'auth/wrong-org',
    found: idOf('00D', 1),
  });
  expect(await grantCounts(org)).toMatchObject({ revoked: 1 });
  await expectNothingKept(world);
});

test.each([
  'https://login.salesforce.com',
  'https://acme.my.salesforce.com',
  'https://evil.example',
])('a sandbox does not open %s in the browser', async (loginUrl) => {
  const org = await anOrg();
  const world = await aWorkspace('sandbox');
  const { error, authorizeUrl } = await world.signIn(org, { loginUrl });
  expect(error).toMatchObject({ code: 'auth/host-refused' });
  expect(authorizeUrl).toBeNull();
});

test('a production workspace does not talk to this computer, not even to sign in', async () => {
  const org = await anOrg({ isSandbox: false });
  const world = await aWorkspace('production');
  const facts = { ...world, clock: () => new Date(), identify: identifySide };
  expect((await world.signIn(org)).error).toMatchObject({ code: 'auth/host-refused' });
  const pasted = { url: org.url, accessToken: TOKEN };
  expect(await errorOf(keepPasted(facts, 'salesforce', pasted))).toMatchObject({
    code: 'auth/host-refused',
  });
  expect(org.requests().byPath).toEqual({});
});

test('neither a redirect nor a further page leads anywhere but to the org itself', async () => {
  const live = await anOrg({ isSandbox: false });
  const asked: string[] = [];
  const crooked = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (asked.length === 1) {
      response.writeHead(302, { location: `${live.url}/services/data/v67.0/limits` }).end();
      return;
    }
    const nextRecordsUrl = `${live.url}/services/data/v67.0/query/01gxx0-2000`;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ totalSize: 4_000, done: false, nextRecordsUrl, records: [] }));
  });
  await new Promise<void>((resolve) => crooked.listen(0, '127.0.0.1', resolve));
  atEnd(() => new Promise<void>((resolve) => crooked.close(() => resolve())));
  const { salesforce } = connectSides({
    kind: 'demo',
    addresses: {
      salesforce: `http://127.0.0.1:${(crooked.address() as AddressInfo).port}`,
      voyage: null,
    },
    tokens: { accessToken: () => Promise.resolve(TOKEN), refresh: () => Promise.resolve(null) },
    log: () => undefined,
  });
  atEnd(() => salesforce.close());
  expect(await errorOf(salesforce.identify())).toMatchObject({ code: 'side/bad-answer' });
  expect(await errorOf(salesforce.identify())).toMatchObject({ code: 'auth/host-refused' });
  expect(asked).toHaveLength(2);
  expect(live.requests().byPath).toEqual({});
});

test('a production workspace is tied to the first org it is let in to, and no other gets in', async () => {
  const world = await aWorkspace('production');
  const [first, other] = [idOf('00D', 1), idOf('00D', 2)];
  const url = 'https://acme.my.salesforce.com';
  const letIn: NonNullable<EngineOptions['admit']> = ({ side, id, name }) =>
    admit(world.dataDir, world.workspace, side, { id, name, url });
  const sideOf = (orgId: string) => () => ({
    salesforce: createListSide({
      side: 'salesforce',
      records: [],
      expectedRows: 0,
      orgId,
      kind: 'production',
    }),
    voyage: null,
  });
  let sides = sideOf(first);
  const engine = await engineFor(world, () => sides(), letIn);
  expect(await stateOf(engine)).toMatchObject({ state: 'connected', id: first });
  expect(readSettings(world.dataDir, world.workspace.name).tied.salesforce).toEqual({
    id: first,
    name: 'Org',
    url,
  });
  sides = sideOf(other);
  expect(await stateOf(engine)).toMatchObject({
    state: 'refused',
    error: { code: 'auth/wrong-org', expected: `“Org” (${first})`, found: other, name: 'Org' },
  });
  sides = sideOf(first.slice(0, 15));
  expect(await stateOf(engine)).toMatchObject({ state: 'connected' });
});
