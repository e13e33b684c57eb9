import type { SideConnection } from '../side-connection.ts';
import type { SidePort } from '../side-port.ts';
import { factsOf, listCampaigns, readCampaign, readCampaignName } from './campaigns.ts';
import type { Campaign } from './campaigns.ts';
import { findPeople } from './find-people.ts';
import { identifyOrg } from './identify.ts';
import { createOrg } from './org.ts';
import type { Signal } from './org.ts';
import { countMembers, readChangedMembers, readMemberIds } from './read-changes.ts';
import { readMembers } from './read-pages.ts';
import { writeBatch } from './write-batch.ts';
import { MOST_PER_CALL } from './write-steps.ts';

/** Salesforce as a side: campaigns are its lists, members its records. */
export function createSalesforceSide(options: { readonly connection: SideConnection }): SidePort {
  const { connection } = options;
  const org = createOrg(connection);
  const campaigns = new Map<string, Campaign>();

  async function campaignOf(id: string, signal: Signal): Promise<Campaign> {
    const known = campaigns.get(id);
    if (known !== undefined) return known;
    const campaign = await readCampaign(org, id, signal);
    campaigns.set(id, campaign);
    return campaign;
  }

  return {
    side: 'salesforce',
    batchSize: MOST_PER_CALL,
    identify: () => identifyOrg(org, connection, MOST_PER_CALL),
    lists: (query) => listCampaigns(org, query),
    async describe(listId) {
      const name = await readCampaignName(org, listId);
      campaigns.delete(listId);
      return factsOf(org, await campaignOf(listId, null), name);
    },
    async *readPages(facts, readOptions) {
      yield* readMembers(org, await campaignOf(facts.listId, readOptions.signal), readOptions);
    },
    async *readChanges(facts, since, readOptions) {
      const campaign = await campaignOf(facts.listId, readOptions.signal);
      yield* readChangedMembers(org, campaign, facts, since, readOptions);
    },
    readIds: (facts, readOptions) => readMemberIds(org, facts.listId, readOptions),
    count: (facts, signal) => countMembers(org, facts.listId, signal),
    callbacks: null,
    async findPeople(identities, signal) {
      const people = await findPeople(org, identities, signal);
      return new Map([...people].map(([identity, { id, kind }]) => [identity, { id, kind }]));
    },
    async write(batch, signal) {
      const campaign = await campaignOf(batch.listId, signal);
      return writeBatch(org.ofBatch(batch.isRetry), campaign, batch, signal);
    },
    estimateCalls({ create, createPerson, other, writesPerson }) {
      const batches = (rows: number): number => Math.ceil(rows / MOST_PER_CALL);
      return (
        2 * batches(create) + 3 * batches(createPerson) + 3 * batches(other) + batches(writesPerson)
      );
    },
    traffic: org.traffic,
    callsMade: org.callsMade,
    linkTo: (recordId) => `${connection.url.replace(/\/$/, '')}/${encodeURIComponent(recordId)}`,
    close: org.close,
  };
}
