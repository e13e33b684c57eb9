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
  const [id, status, stamp] = [at('Id'), at('Status'), at('SystemModstamp')];
  const [createdDate, createdById] = [at('CreatedDate'), at('CreatedById')];
  const [lead, contact, account] = [at('LeadId'), at('ContactId'), at('AccountId')];
  const [email, first, last] = [at('Email'), at('FirstName'), at('LastName')];
  const [company, title, phone] = [at('CompanyOrAccount'), at('Title'), at('Phone')];
  const [leadStamp, contactStamp] = [at('Lead.SystemModstamp'), at('Contact.SystemModstamp')];
  return rows.map((cells) => ({
    Id: cells[id] ?? '',
    Status: cellAt(cells, status),
    SystemModstamp: cells[stamp] ?? '',
    CreatedDate: cellAt(cells, createdDate),
    CreatedById: cellAt(cells, createdById),
    LeadId: cellAt(cells, lead),
    ContactId: cellAt(cells, contact),
    AccountId: cellAt(cells, account),
    Email: cellAt(cells, email),
    FirstName: cellAt(cells, first),
    LastName: cellAt(cells, last),
    CompanyOrAccount: cellAt(cells, company),
    Title: cellAt(cells, title),
    Phone: cellAt(cells, phone),
    Lead: { SystemModstamp: cellAt(cells, leadStamp) },
    Contact: { SystemModstamp: cellAt(cells, contactStamp) },
  }));
}

/** A file writes null as nothing. */
function cellAt(cells: readonly string[], place: number): string | null {
  const text = cells[place];
  return text === undefined || text === '' ? null : text;
}
