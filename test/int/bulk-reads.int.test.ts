/**
 * A large campaign by a Bulk query.
 * Laws: the records are those of the pages, to the last value; nothing is left out without a word; where Bulk
 *       is not to be had, pages are.
 */
import { expect, test, vi } from 'vitest';
import { createBulk } from '../../electron/engine/sides/salesforce/bulk/jobs.ts';
import { readQuery } from '../../electron/engine/sides/salesforce/bulk/read-query.ts';
import { createOrg } from '../../electron/engine/sides/salesforce/org.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { ReadingWay } from '../../shared/ipc/engine-views.ts';
import type { Met } from './salesforce-meeting.ts';
import { meet, refusalOf, signal } from './salesforce-meeting.ts';
import { CAMPAIGN_ID, connectTo, idOf } from './salesforce-org.ts';
import { QUICK } from './quick-timing.ts';

/** Looks early, and expects a second or so: as few calls as with a real org. */
const POLLING = { firstMs: 20, longestMs: 4_000, random: () => 1 };
const MEMBERS = 2_400;

const meetLarge = (): Promise<Met> => meet(MEMBERS, { timing: QUICK }, { polling: POLLING });

interface Read {
  readonly records: readonly SideRecord[];
  readonly ways: readonly { readonly kind: ReadingWay; readonly calls: number }[];
  readonly totals: ReadonlySet<number | null>;
}

async function read({ side }: Met, pageSize = 200): Promise<Read> {
  const ways: Read['ways'][number][] = [];
  const records = new Map<string, SideRecord>();
  const totals = new Set<number | null>();
  const options = { signal, pageSize, onWay: (way: Read['ways'][number]) => ways.push(way) };
  for await (const page of side.readPages(await side.describe(CAMPAIGN_ID), options)) {
    for (const record of page.records) records.set(record.recordId, record);
    totals.add(page.total);
  }
  const sorted = [...records.values()].sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
  return { records: sorted, ways, totals };
}

test('the same records come either way, and the cheaper one is taken and told', async () => {
  const met = await meetLarge();
  const record = { Id: idOf('00Q', 4), FirstName: 'Zoë "Z"', Company: 'A, B\nand C', Phone: null };
  met.org.apply({ on: 'salesforce', do: 'update', sobject: 'Lead', record });
  const byPages = await read(met, 2_000);
  expect(byPages.ways).toEqual([{ kind: 'pages', calls: 2 }]);
  const before = met.side.callsMade();
  const byJob = await read(met);
  expect(byJob.ways.map(({ kind }) => kind)).toEqual(['bulk']);
  expect(byJob.records).toEqual(byPages.records);
  expect(byJob.totals).toEqual(new Set([MEMBERS]));
  expect(met.org.requests().byPath).toMatchObject({
    'POST /jobs/query': 1,
    'GET /jobs/query/{id}/results': 1,
  });
  expect(met.side.callsMade() - before).toBeLessThan(MEMBERS / 200);
});

test('an org that takes no more jobs today is read by pages, and says so', async () => {
  const met = await meetLarge();
  met.org.bulk.faults.set({ isQuotaUsedUp: true });
  const { records, ways } = await read(met);
  expect(records).toHaveLength(MEMBERS);
  expect(ways.map(({ kind }) => kind)).toEqual(['bulk', 'pages']);
});

test.each([
  ['breaks off', { kind: 'half-body', next: 2 }],
  ['is lost', { kind: 'reset-after', next: 2 }],
  ['is called a web page', { kind: 'status', status: 503, body: 'html', next: 2 }],
] as const)('a set of results that %s is asked for again', async (_, fault) => {
  const met = await meetLarge();
  met.org.faults.set({ schedule: [{ ...fault, on: 'bulk-query-results' }] });
  expect((await read(met)).records).toHaveLength(MEMBERS);
});

test('results that never come whole are told, never taken for all there is', async () => {
  const met = await meetLarge();
  met.org.faults.set({ schedule: [{ kind: 'half-body', on: 'bulk-query-results' }] });
  expect(await refusalOf(read(met))).toMatchObject({ code: 'side/unreachable' });
});

test('sets of results are read behind their locators to the end', async () => {
  const { org } = await meetLarge();
  const far = createOrg(connectTo(org.url, { timing: QUICK }));
  const bulk = createBulk(far.wire, { ...POLLING, giveUpAfterMs: 10_000 });
  const soql = `SELECT Id FROM CampaignMember WHERE CampaignId = '${CAMPAIGN_ID}'`;
  const ids = new Set<string>();
  let total: number | null = null;
  for await (const page of readQuery(bulk, soql, signal, 500)) {
    for (const [id = ''] of page.rows) ids.add(id);
    total = page.total;
  }
  expect([ids.size, total]).toEqual([MEMBERS, MEMBERS]);
  expect(org.requests().byPath['GET /jobs/query/{id}/results']).toBe(5);
  await far.close();
});

test('a pull that is cancelled while its job is under way ends it', async () => {
  const met = await meetLarge();
  met.org.bulk.faults.set({ busyMs: 60_000 });
  const stop = new AbortController();
  const facts = await met.side.describe(CAMPAIGN_ID);
  const reading = met.side.readPages(facts, { signal: stop.signal, pageSize: 200 }).next();
  const refused = refusalOf(reading);
  await vi.waitUntil(() => (met.org.requests().byPath['GET /jobs/query/{id}'] ?? 0) > 0, 10_000);
  stop.abort();
  expect(await refused).toEqual({ code: 'run/cancelled' });
  expect(met.org.bulk.states()).toEqual({ Aborted: 1 });
});
