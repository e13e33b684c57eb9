/**
 * Every member of the campaign, by pages in order of Id or by one Bulk query, whichever costs fewer calls for
 * so many rows. Where the org does not do the second, the first is left.
 */
import { memberRow } from './answers.ts';
import type { MemberRow } from './answers.ts';
import type { Bulk } from './bulk/jobs.ts';
import { NoBulk } from './bulk/no-bulk.ts';
import { bulkQueryCalls, readQuery } from './bulk/read-query.ts';
import type { QueryRows } from './bulk/read-query.ts';
import type { Campaign } from './campaigns.ts';
import { pagesOf } from './estimate-calls.ts';
import type { Org } from './org.ts';
import { pagesById } from './pages-by-id.ts';
import { quote } from './soql-text.ts';
import { toIso, toMember } from './to-member.ts';
import type { Page, ReadOptions } from '../side-port.ts';

export async function* readMembers(
  { org, bulk }: { readonly org: Org; readonly bulk: Bulk },
  campaign: Campaign,
  expectedRows: number | null,
  options: ReadOptions,
): AsyncGenerator<Page, void, void> {
  const pages = pagesOf(expectedRows ?? 0, options.pageSize);
  const job = bulkQueryCalls(expectedRows ?? 0, bulk.polling);
  if (job < pages) {
    options.onWay?.({ kind: 'bulk', calls: job });
    try {
      yield* byJob(bulk, campaign, options);
      return;
    } catch (failure) {
      // What came by then comes again, and replaces itself.
      if (!(failure instanceof NoBulk)) throw failure;
    }
  }
  options.onWay?.({ kind: 'pages', calls: pages });
  const query = { select: campaign.schema.select, where: inCampaign(campaign), schema: memberRow };
  for await (const { rows, total, asOf } of pagesById(org, query, options)) {
    const records = rows.map((row) => toMember(row, campaign.defaultLabel));
    yield { records, total, asOf };
  }
}

function inCampaign({ id }: Campaign): string {
  return `CampaignId = ${quote(id)}`;
}

async function* byJob(
  bulk: Bulk,
  campaign: Campaign,
  { signal }: ReadOptions,
): AsyncGenerator<Page, void, void> {
  const soql = `SELECT ${campaign.schema.select} FROM CampaignMember WHERE ${inCampaign(campaign)}`;
  for await (const page of readQuery(bulk, soql, signal)) {
    const records = toRows(page).map((row) => toMember(row, campaign.defaultLabel));
    const asOf = page.createdDate === null ? null : toIso(page.createdDate);
    yield { records, total: page.total, asOf };
  }
}

/** The columns of a file stand alike in each row, so each is found once. */
function toRows({ columns, rows }: QueryRows): readonly MemberRow[] {
  const at = (name: string): number => columns.indexOf(name);
  const [lead, contact] = [at('Lead.SystemModstamp'), at('Contact.SystemModstamp')];
  const places = NAMES.map((name) => [name, at(name)] as const);
  return rows.map((cells) => {
    const cell = (place: number): string | null => {
      const text = cells[place] ?? '';
      return text === '' ? null : text;
    };
    const row: Partial<Record<(typeof NAMES)[number], string | null>> = {};
    for (const [name, place] of places) row[name] = cell(place);
    return {
      ...(row as Record<(typeof NAMES)[number], string | null>),
      Id: row.Id ?? '',
      SystemModstamp: row.SystemModstamp ?? '',
      Lead: { SystemModstamp: cell(lead) },
      Contact: { SystemModstamp: cell(contact) },
    };
  });
}

const NAMES = [
  'Id',
  'Status',
  'SystemModstamp',
  'CreatedDate',
  'CreatedById',
  'LeadId',
  'ContactId',
  'AccountId',
  'Email',
  'FirstName',
  'LastName',
  'CompanyOrAccount',
  'Title',
  'Phone',
] as const satisfies readonly (keyof MemberRow)[];
