import type { SideConnection } from '../side-connection.ts';
import type { SidePort } from '../side-port.ts';
import { factsOf, listCampaigns, readCampaign, readCampaignName } from './campaigns.ts';
import type { Campaign } from './campaigns.ts';
import { findPeople } from './find-people.ts';
import { identifyOrg } from './identify.ts';
import { findSuccessors } from './find-successors.ts';
import { createOrg } from './org.ts';
import type { Signal } from './org.ts';
import { readOptedOut } from './opted-out.ts';
import { countMembers, readChangedMembers, readMemberIds } from './read-changes.ts';
import { readMembers } from './read-pages.ts';
import { writeBatch } from './write-batch.ts';
import { MOST_PER_CALL } from './writer.ts';
import { createBulk } from './bulk/jobs.ts';
import type { Polling } from './bulk/patience.ts';
import { USUAL_POLLING } from './bulk/patience.ts';
import { estimateWrites } from './estimate-calls.ts';

/** Operations of a plan up to which collections of 200 cost about as many calls as Bulk jobs. */
const BULK_ABOVE = 2_000;
/** Operations of a batch by Bulk; what they take of memory is bounded by this. */
const BULK_BATCH = 10_000;
const MOST_UPLOADED = 100 * 1024 * 1024;

/** When Bulk is used, and how patiently. */
export interface BulkOptions {
  readonly bulkAbove?: number;
  readonly bulkBatch?: number;
  readonly mostBytes?: number;
  readonly polling?: Partial<Polling>;
  readonly lockWaitMs?: number;
}

/** Salesforce as a side: campaigns are its lists, members its records. */
export function createSalesforceSide(
  options: BulkOptions & { readonly connection: SideConnection },
): SidePort {
  const { connection, bulkAbove = BULK_ABOVE, bulkBatch = BULK_BATCH } = options;
  const polling = { ...USUAL_POLLING, ...options.polling };
  const writing = {
    polling,
    bulkAbove,
    mostBytes: options.mostBytes ?? MOST_UPLOADED,
    lockWaitMs: options.lockWaitMs ?? 1_000,
  };
  const org = createOrg(connection);
  const bulk = createBulk(org.wire, polling);
  /** As last counted, of the campaign last described. */
  let rows: number | null = null;
  const campaigns = new Map<string, Campaign>();

  async function campaignOf(id: string, signal: Signal, asking = org): Promise<Campaign> {
    const known = campaigns.get(id);
    if (known !== undefined) return known;
    const campaign = await readCampaign(asking, id, signal);
    campaigns.set(id, campaign);
    return campaign;
  }

  return {
    side: 'salesforce',
    batchSizeFor: ({ operations, isAtomic }) =>
      isAtomic || operations <= bulkAbove ? MOST_PER_CALL : bulkBatch,
    identify: () => identifyOrg(org.briefly(), connection, MOST_PER_CALL),
    lists: (query) => listCampaigns(org, query),
    async describe(listId) {
      const name = await readCampaignName(org, listId);
      campaigns.delete(listId);
      const campaign = await campaignOf(listId, null);
      const facts = await factsOf(org, campaign, name);
      rows = facts.expectedRows;
      campaigns.set(listId, { ...campaign, rows });
      return facts;
    },
    async *readPages(facts, readOptions) {
      const campaign = await campaignOf(facts.listId, readOptions.signal);
      yield* readMembers({ org, bulk }, campaign, facts.expectedRows, readOptions);
    },
    async *readChanges(facts, since, readOptions) {
      const campaign = await campaignOf(facts.listId, readOptions.signal);
      yield* readChangedMembers(org, campaign, facts, since, readOptions);
    },
    readIds: (facts, readOptions) => readMemberIds(org, facts.listId, readOptions),
    count: (facts, signal) => countMembers(org, facts.listId, signal),
    optedOut: (listId, most, signal) => readOptedOut(org, listId, most, signal),
    callbacks: null,
    async findPeople(identities, signal) {
      const people = await findPeople(org, identities, signal);
      return new Map([...people].map(([identity, { id, kind }]) => [identity, { id, kind }]));
    },
    successors: (people, signal) => findSuccessors(org, people, signal),
    async write(batch, signal) {
      const asking = org.ofBatch(batch.isRetry);
      const campaign = await campaignOf(batch.listId, signal, asking);
      return writeBatch(asking, campaign, batch, writing, signal);
    },
    estimateCalls: (writes) => {
      const isBulk = writes.create + writes.other > bulkAbove;
      const batchSize = isBulk ? bulkBatch : MOST_PER_CALL;
      return estimateWrites(writes, { batchSize, bulkAbove, polling, rows });
    },
    traffic: org.traffic,
    callsMade: org.callsMade,
    linkTo: (recordId) => `${connection.url.replace(/\/$/, '')}/${encodeURIComponent(recordId)}`,
    close: org.close,
  };
}
