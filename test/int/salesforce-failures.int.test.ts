/** The Salesforce side when the org drifts, the token ends, or the way there fails. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createSalesforceSide } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import {
  batch,
  closeLater,
  createFor,
  meet,
  readAll,
  readOne,
  refusalOf,
  signal,
} from './salesforce-meeting.ts';
import { CAMPAIGN_ID, connectTo, emailOf, TOKEN } from './salesforce-org.ts';

test('unknown fields are ignored', async () => {
  const { side, org } = await meet(3);
  const before = await readAll(side);
  org.faults.set({ unknownFields: true });
  expect(await readAll(side)).toEqual(before);
});

test('members without a Status hold the default of their campaign', async () => {
  const { side, org } = await meet(3);
  org.faults.set({ dropStatus: true });
  expect((await readAll(side)).map((record) => record.values.status)).toEqual(
    Array(3).fill('Sent'),
  );
});

test('an optional field the org hides is told as absent and read as blank', async () => {
  const { side, org } = await meet(3);
  org.faults.set({ hideFields: ['CampaignMember.CompanyOrAccount', 'CampaignMember.Phone'] });
  expect((await side.describe(CAMPAIGN_ID)).absentFields).toEqual(['company', 'phone']);
  expect((await readOne(side, 1)).values).toMatchObject({ company: null, lastName: 'Last1' });
});

test.each(['Status', 'Email'])(
  'the required field %s is named when it is hidden',
  async (field) => {
    const { side, org } = await meet(3);
    org.faults.set({ hideFields: [field] });
    expect(await refusalOf(side.describe(CAMPAIGN_ID))).toEqual({
      code: 'side/missing-field',
      side: 'salesforce',
      field: `CampaignMember.${field}`,
    });
  },
);

test('a field that goes away between describe and pull is named', async () => {
  const { side, org } = await meet(3);
  const facts = await side.describe(CAMPAIGN_ID);
  org.faults.set({ hideFields: ['CampaignMember.Title'] });
  expect(await refusalOf(side.readPages(facts, { signal }).next())).toEqual({
    code: 'side/missing-field',
    side: 'salesforce',
    field: 'Title',
  });
});

test('a web page with the status of an outage is one, after it was tried again', async () => {
  const { side, org } = await meet(3);
  org.faults.set({ html: true });
  expect(await refusalOf(side.identify())).toEqual({
    code: 'side/unavailable',
    side: 'salesforce',
    detail: 'A web page came (status 503).',
  });
  expect(side.callsMade()).toBe(8);
});

test('nobody at the address is said so', async () => {
  const { side, org } = await meet(1);
  await org.close();
  expect(await refusalOf(side.identify())).toEqual({
    code: 'side/unreachable',
    side: 'salesforce',
    address: org.url,
    detail: 'Nothing answers at this address.',
  });
});

test('an answer cut in the middle is no answer', async () => {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n',
      );
      socket.end('{"totalSize":1,"done":true,"records":[');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const side = createSalesforceSide({ connection: connectTo(`http://127.0.0.1:${port}`) });
  closeLater(
    () => side.close(),
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  );
  expect(await refusalOf(side.lists(''))).toMatchObject({
    code: 'side/unreachable',
    detail: 'The connection was cut before the answer was whole.',
  });
});

test('an expired token is renewed once and the request goes through', async () => {
  let token = TOKEN;
  const { side, org, connection } = await meet(3, {
    accessToken: () => Promise.resolve(token),
    refresh: () => Promise.resolve((token = org.renewToken())),
  });
  org.faults.set({ expireToken: true });
  expect(await side.lists('')).toHaveLength(2);
  expect(connection.refreshes()).toBe(1);
});

test('a token that stays refused is renewed once and no more', async () => {
  const { side, org, connection } = await meet(3, { refresh: () => Promise.resolve('useless') });
  org.faults.set({ expireToken: true });
  expect(await refusalOf(side.lists(''))).toEqual({
    code: 'auth/expired',
    side: 'salesforce',
    detail: 'Session expired or invalid',
  });
  expect(connection.refreshes()).toBe(1);
  expect(org.requests().read).toBe(2);
});

test('without a new token the person has to sign in again', async () => {
  const { side, org } = await meet(3);
  org.faults.set({ expireToken: true });
  expect(await refusalOf(side.lists(''))).toMatchObject({ code: 'auth/expired' });
  expect(org.requests().read).toBe(1);
});

test('the demo refuses any host but loopback before anything is sent, the token included', async () => {
  let asked = 0;
  const connection = connectTo('https://acme.my.salesforce.com', {
    accessToken: () => {
      asked += 1;
      return Promise.resolve(TOKEN);
    },
  });
  const side = createSalesforceSide({ connection });
  expect(await refusalOf(side.identify())).toEqual({
    code: 'auth/host-refused',
    side: 'salesforce',
    host: 'acme.my.salesforce.com',
    workspaceKind: 'demo',
  });
  expect([asked, side.callsMade(), connection.events]).toEqual([0, 0, []]);
  await side.close();
});

test('neither the log nor an error holds a token, a query or a body', async () => {
  const { side, org, connection } = await meet(3);
  await side.findPeople([emailOf(1)], signal);
  org.faults.set({ rejectEmails: ['p@example.org'] });
  await side.write(batch([createFor('p@example.org')]), signal);
  org.faults.set({ expireToken: true });
  const error = await refusalOf(side.lists(''));
  const told = JSON.stringify([connection.events, error]);
  expect(connection.events.length).toBeGreaterThan(3);
  expect(told).not.toContain('secret-token');
  expect(told).not.toContain('example.org');
  expect(told).not.toContain('SELECT');
});
