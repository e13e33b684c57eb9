/** The Salesforce side against an org on a real socket: what is read. */
import { expect, test } from 'vitest';
import { createSalesforceSide } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import { closeLater, meet, readOne, refusalOf, signal } from './salesforce-meeting.ts';
import { CAMPAIGN_ID, connectTo, emailOf, idOf, seedOf, startOrg } from './salesforce-org.ts';

test('the org is told by id, name, user and kind', async () => {
  const { side } = await meet(1);
  expect(await side.identify()).toEqual({
    side: 'salesforce',
    id: idOf('00D', 1),
    name: 'Test Org',
    user: 'ines@test.example',
    userId: idOf('005', 1),
    kind: 'demo',
    offersCampaignSync: true,
    maxBatch: 200,
    callsToday: { used: 3, limit: 15_000 },
  });
});

test('an org that is no sandbox is production, whatever the workspace is called', async () => {
  const seed = seedOf(1);
  const org = await startOrg({
    ...seed,
    organization: { ...seed.organization, IsSandbox: false },
  });
  const side = createSalesforceSide({ connection: connectTo(org.url) });
  closeLater(
    () => side.close(),
    () => org.close(),
  );
  expect((await side.identify()).kind).toBe('production');
});

test('campaigns are found by name, and what is typed is taken by its letters', async () => {
  const { side } = await meet(20);
  expect((await side.lists('')).map((list) => list.name)).toHaveLength(2);
  expect(await side.lists('SAILING days')).toEqual([
    {
      side: 'salesforce',
      listId: CAMPAIGN_ID,
      name: 'Sailing Days 2026',
      rows: 20,
      startsOn: '2026-09-01',
      isActive: true,
    },
  ]);
  expect((await side.lists('0%')).map((list) => list.name)).toEqual(['100% Sailing']);
  expect(await side.lists("O'Brien\\")).toEqual([]);
});

test('a campaign that is not there is named', async () => {
  const { side } = await meet(1);
  for (const id of [idOf('701', 99), 'nonsense']) {
    expect(await refusalOf(side.describe(id))).toEqual({
      code: 'side/not-found',
      side: 'salesforce',
      what: `the campaign ${id}`,
    });
  }
});

test('5,000 members come page by page, each once', async () => {
  const { side, org } = await meet(5000);
  const facts = await side.describe(CAMPAIGN_ID);
  expect(facts.expectedRows).toBe(5000);
  expect(facts.statuses.map((status) => status.label)).toEqual(['Sent', 'Responded', 'Attended']);
  const sizes: number[] = [];
  const ids = new Set<string>();
  for await (const page of side.readPages(facts, { signal })) {
    sizes.push(page.records.length);
    expect(page.total).toBe(5000);
    expect(page.asOf).toMatch(/Z$/);
    for (const record of page.records) ids.add(record.recordId);
  }
  expect(sizes).toEqual([2000, 2000, 1000]);
  expect(ids.size).toBe(5000);
  expect(org.requests().byPath['GET /query/{locator}']).toBe(2);
});

test('a locator that expires in mid-pull costs nobody', async () => {
  const { side, org } = await meet(1000);
  const facts = await side.describe(CAMPAIGN_ID);
  org.faults.set({ expireLocators: 1 });
  const ids: string[] = [];
  for await (const page of side.readPages(facts, { signal, pageSize: 200 })) {
    expect(page.total).toBe(1000);
    ids.push(...page.records.map((record) => record.recordId));
  }
  expect(new Set(ids).size).toBe(1000);
  expect(ids).toHaveLength(1000);
});

test('a pull that is cancelled says so', async () => {
  const { side } = await meet(1000);
  const stop = new AbortController();
  const facts = await side.describe(CAMPAIGN_ID);
  const pages = side.readPages(facts, { signal: stop.signal, pageSize: 200 });
  await pages.next();
  stop.abort();
  expect(await refusalOf(pages.next())).toEqual({ code: 'run/cancelled' });
});

test('a member has the values of its Lead, or of its Contact and Account', async () => {
  const { side } = await meet(10);
  const [lead, contact] = [await readOne(side, 0), await readOne(side, 9)];
  expect(lead.person).toEqual({ id: idOf('00Q', 0), kind: 'Lead' });
  expect(lead.values.company).toBe('Company 0');
  expect(contact.person).toEqual({ id: idOf('003', 9), kind: 'Contact' });
  expect(contact.values.company).toBe('Harbour Ltd');
});

test('people are found by identity: a Contact before a Lead, converted leads never', async () => {
  const { side, org } = await meet(10);
  const stamp = { CreatedDate: '2026-01-01T00:00:00.000+0000' };
  const add = (sobject: 'Lead' | 'Contact', Id: string, Email: string, more = {}): void => {
    const record = { Id, Email, LastName: 'X', Company: 'Y', ...stamp, ...more };
    org.apply({ on: 'salesforce', do: 'create', sobject, record });
  };
  add('Contact', idOf('003', 100), 'Person0@Example.org');
  add('Lead', idOf('00Q', 100), 'converted@example.org', { IsConverted: true });
  add('Lead', idOf('00Q', 102), 'twice@example.org', { CreatedDate: '2026-02-01T00:00:00.000Z' });
  add('Lead', idOf('00Q', 101), 'twice@example.org', { CreatedDate: '2026-01-01T00:00:00.000Z' });
  add('Lead', idOf('00Q', 103), 'ann@Müller.example');
  const people = await side.findPeople(
    [
      emailOf(0),
      emailOf(1),
      'converted@example.org',
      'twice@example.org',
      'ann@xn--mller-kva.example',
      'nobody@example.org',
    ],
    signal,
  );
  expect(Object.fromEntries(people)).toEqual({
    [emailOf(0)]: { id: idOf('003', 100), kind: 'Contact' },
    [emailOf(1)]: { id: idOf('00Q', 1), kind: 'Lead' },
    'twice@example.org': { id: idOf('00Q', 101), kind: 'Lead' },
    'ann@xn--mller-kva.example': { id: idOf('00Q', 103), kind: 'Lead' },
  });
});

test('2,000 emails are asked for in addresses Salesforce takes', async () => {
  const { side } = await meet(2000);
  const identities = Array.from({ length: 2000 }, (_, n) => emailOf(n));
  expect((await side.findPeople(identities, signal)).size).toBe(2000);
});

test('links lead to the record', async () => {
  const { side, org } = await meet(1);
  expect(side.linkTo(idOf('00v', 1), CAMPAIGN_ID)).toBe(`${org.url}/${idOf('00v', 1)}`);
});
