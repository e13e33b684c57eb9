/** The Salesforce side against an org on a real socket: what changed, which ids there are, and how many. */
import { expect, test } from 'vitest';
import type { ListFacts } from '../../shared/domain/record.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import type { Met } from './salesforce-meeting.ts';
import { meet, signal } from './salesforce-meeting.ts';
import { CAMPAIGN_ID, idOf } from './salesforce-org.ts';

const LATER = '2026-03-01T00:00:00.000Z';

interface Told {
  readonly ids: readonly string[];
  readonly queries: number;
}

async function changes({ side, connection }: Met, facts: ListFacts): Promise<Told> {
  const before = connection.events.length;
  const ids = new Set<string>();
  for await (const page of side.readChanges(facts, LATER, { signal })) {
    for (const { recordId } of page.records) ids.add(recordId);
  }
  return { ids: [...ids].sort(), queries: connection.events.length - before };
}

async function idsOf(side: SidePort, facts: ListFacts): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const page of side.readIds(facts, { signal })) ids.push(...page);
  return ids;
}

const members = (...numbers: readonly number[]) => numbers.map((n) => idOf('00v', n));

function makeHistory({ org }: Met): void {
  const edit = (sobject: 'Lead' | 'Contact' | 'CampaignMember', record: { Id: string }) =>
    org.apply({ on: 'salesforce', do: 'update', sobject, record });
  edit('CampaignMember', { Id: idOf('00v', 3), ...{ Status: 'Attended' } });
  edit('Lead', { Id: idOf('00Q', 4), ...{ Email: 'new@example.org' } });
  edit('Contact', { Id: idOf('003', 9), ...{ Phone: '1' } });
}

test('a member has changed when it did, or its lead, or its contact; one query finds all three', async () => {
  const met = await meet(30);
  makeHistory(met);
  const facts = await met.side.describe(CAMPAIGN_ID);
  expect(await changes(met, facts)).toEqual({ ids: members(3, 4, 9), queries: 1 });
});

test('in a large campaign each stamp is asked for by itself, and the same members are found', async () => {
  const met = await meet(30);
  makeHistory(met);
  const facts = { ...(await met.side.describe(CAMPAIGN_ID)), expectedRows: 200_000 };
  expect(await changes(met, facts)).toEqual({ ids: members(3, 4, 9), queries: 4 });
  const unknown = { ...facts, expectedRows: null };
  expect((await changes(met, unknown)).ids).toEqual(members(3, 4, 9));
});

test('who may not see accounts is told of everything else', async () => {
  const met = await meet(30);
  makeHistory(met);
  const facts = await met.side.describe(CAMPAIGN_ID);
  met.org.faults.set({ hideFields: ['Account.SystemModstamp'] });
  expect((await changes(met, facts)).ids).toEqual(members(3, 4, 9));
  const large = { ...facts, expectedRows: 200_000 };
  expect((await changes(met, large)).ids).toEqual(members(3, 4, 9));
});

test('a field that must be there and is hidden is not passed over', async () => {
  const met = await meet(3);
  const facts = await met.side.describe(CAMPAIGN_ID);
  met.org.faults.set({ hideFields: ['Lead.SystemModstamp'] });
  await expect(changes(met, facts)).rejects.toThrow();
});

test('every id is told, page by page, also where a locator expires on the way', async () => {
  const met = await meet(4500);
  const facts = await met.side.describe(CAMPAIGN_ID);
  met.org.faults.set({ expireLocators: 1 });
  const ids = await idsOf(met.side, facts);
  expect(new Set(ids).size).toBe(4500);
  expect(await met.side.count(facts, signal)).toBe(4500);
  expect(met.side.callbacks).toBeNull();
});
