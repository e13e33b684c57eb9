/**
 * What changed of a campaign's members, the ids of all, and how many there are.
 *
 * Email, names and company lie on the Lead, the Contact or the Account behind it, and change without touching
 * the member's own SystemModstamp: each of those stamps is asked for.
 */
import { z } from 'zod';
import type { ListFacts } from '../../../../shared/domain/record.ts';
import type { Page, ReadOptions } from '../side-port.ts';
import { memberRow } from './answers.ts';
import type { Campaign } from './campaigns.ts';
import type { Org } from './org.ts';
import { pagesById } from './pages-by-id.ts';
import { quote } from './soql-text.ts';
import { SalesforceRefusal } from './to-app-error.ts';
import { toMember } from './to-member.ts';

const STAMPS = ['SystemModstamp', 'Lead.SystemModstamp', 'Contact.SystemModstamp'];
/** Not every user may see accounts. */
const CONTACTS_ACCOUNT = 'Contact.Account.SystemModstamp';
const PERSON_ACCOUNT = 'Account.SystemModstamp';

/**
 * Up to here one query asks for all stamps at once: the campaign's own index leaves so few rows that looking
 * at each takes no time. Beyond, conditions on several objects joined by OR use no index at all, so each
 * stamp is asked for by itself.
 */
const MOST_ROWS_FOR_ONE_QUERY = 50_000;

export async function* readChangedMembers(
  org: Org,
  campaign: Campaign,
  facts: ListFacts,
  since: string,
  options: ReadOptions,
): AsyncGenerator<Page, void, void> {
  const accounts = campaign.schema.hasAccounts
    ? [CONTACTS_ACCOUNT, PERSON_ACCOUNT]
    : [CONTACTS_ACCOUNT];
  const isOne = (facts.expectedRows ?? Number.POSITIVE_INFINITY) <= MOST_ROWS_FOR_ONE_QUERY;
  const queries = isOne ? [[...STAMPS, ...accounts]] : [...STAMPS, ...accounts].map((one) => [one]);
  options.onWay?.({ kind: 'changes', calls: queries.length });

  async function* pages(stamps: readonly string[]): AsyncGenerator<Page, void, void> {
    const moved = stamps.map((stamp) => `${stamp} >= ${since}`).join(' OR ');
    const where = `CampaignId = ${quote(campaign.id)} AND (${moved})`;
    const query = { select: campaign.schema.select, where, schema: memberRow };
    for await (const { rows, total, asOf } of pagesById(org, query, options)) {
      const records = rows.map((row) => toMember(row, campaign.defaultLabel));
      yield { records, total, asOf };
    }
  }

  for (const stamps of queries) {
    try {
      yield* pages(stamps);
    } catch (failure) {
      const others = stamps.filter((stamp) => !accounts.includes(stamp));
      if (!isHidden(failure) || others.length === stamps.length) throw failure;
      if (others.length > 0) yield* pages(others);
    }
  }
}

const idRow = z.object({ Id: z.string() });

export async function* readMemberIds(
  org: Org,
  campaignId: string,
  options: ReadOptions,
): AsyncGenerator<readonly string[], void, void> {
  const query = { select: 'Id', where: `CampaignId = ${quote(campaignId)}`, schema: idRow };
  for await (const { rows } of pagesById(org, query, options)) yield rows.map(({ Id }) => Id);
}

export function countMembers(org: Org, campaignId: string, signal: AbortSignal): Promise<number> {
  return org.count(
    `SELECT COUNT() FROM CampaignMember WHERE CampaignId = ${quote(campaignId)}`,
    signal,
  );
}

/** A field or relationship this user can't see; the query answered nothing. */
function isHidden(failure: unknown): boolean {
  return failure instanceof SalesforceRefusal && failure.salesforceCode === 'INVALID_FIELD';
}
