import { memberRow } from './answers.ts';
import type { Campaign } from './campaigns.ts';
import type { Org } from './org.ts';
import { quote } from './soql-text.ts';
import { SalesforceRefusal } from './to-app-error.ts';
import { toMember } from './to-member.ts';
import type { Page, ReadOptions } from '../side-port.ts';

/**
 * Every member of the campaign in order of Id, page by page behind the query's locator. Where a locator has
 * expired, the reading goes on after the last Id that came.
 */
export async function* readMembers(
  org: Org,
  campaign: Campaign,
  { signal, pageSize }: ReadOptions,
): AsyncGenerator<Page, void, void> {
  let after: string | null = null;
  let total: number | null = null;
  for (;;) {
    const soql: string = membersAfter(campaign, after);
    try {
      for await (const page of org.pages(soql, memberRow, { signal, pageSize })) {
        total ??= page.total;
        after = page.rows.at(-1)?.Id ?? after;
        const records = page.rows.map((row) => toMember(row, campaign.defaultLabel));
        yield { records, total, asOf: page.asOf };
      }
      return;
    } catch (failure) {
      if (!isExpiredLocator(failure)) throw failure;
    }
  }
}

function membersAfter(campaign: Campaign, after: string | null): string {
  const rest = after === null ? '' : ` AND Id > ${quote(after)}`;
  return `SELECT ${campaign.schema.select} FROM CampaignMember WHERE CampaignId = ${quote(campaign.id)}${rest} ORDER BY Id`;
}

function isExpiredLocator(failure: unknown): boolean {
  return failure instanceof SalesforceRefusal && failure.salesforceCode === 'INVALID_QUERY_LOCATOR';
}
