import type { ListFacts, ListSummary } from '../../../../shared/domain/record.ts';
import type { MemberStatus } from '../../../../shared/domain/status.ts';
import { Refusal } from '../../refusal.ts';
import { campaignRow, describeAnswer, statusRow } from './answers.ts';
import type { FieldAnswer } from './answers.ts';
import { memberSchemaOf } from './member-fields.ts';
import type { MemberSchema } from './member-fields.ts';
import type { Org, Signal } from './org.ts';
import { quote, quoteContaining } from './soql-text.ts';
import { SalesforceRefusal } from './to-app-error.ts';
import { readWritable } from './writable-fields.ts';
import type { Writable } from './writable-fields.ts';

/** What is needed to read and write the members of one campaign. */
export interface Campaign {
  readonly id: string;
  readonly schema: MemberSchema;
  readonly statuses: readonly MemberStatus[];
  readonly defaultLabel: string | null;
  readonly writable: Writable;
  /** As last counted; null before that. */
  readonly rows: number | null;
}

const CAMPAIGN_FIELDS = 'Id, Name, StartDate, IsActive, NumberOfLeads, NumberOfContacts';
const MOST_LISTED = 200;

export async function listCampaigns(org: Org, query: string): Promise<readonly ListSummary[]> {
  const text = query.trim();
  const where = text === '' ? '' : `WHERE Name LIKE ${quoteContaining(text)} `;
  const soql = `SELECT ${CAMPAIGN_FIELDS} FROM Campaign ${where}ORDER BY CreatedDate DESC, Id DESC LIMIT ${MOST_LISTED}`;
  const rows = await org.rows(soql, campaignRow, null);
  return rows.map((row) => ({
    side: 'salesforce',
    listId: row.Id,
    name: row.Name,
    rows:
      row.NumberOfLeads === null || row.NumberOfContacts === null
        ? null
        : row.NumberOfLeads + row.NumberOfContacts,
    startsOn: row.StartDate,
    isActive: row.IsActive ?? false,
  }));
}

export async function readCampaign(org: Org, id: string, signal: Signal): Promise<Campaign> {
  const { schema, fields } = await readMemberSchema(org, signal);
  const writable = await readWritable(org, fields, signal);
  const soql = `SELECT Label, IsDefault, HasResponded, SortOrder FROM CampaignMemberStatus WHERE CampaignId = ${quote(id)} ORDER BY SortOrder`;
  const rows = await org.rows(soql, statusRow, signal);
  const statuses = rows.map((row, index) => ({
    label: row.Label,
    isDefault: row.IsDefault ?? false,
    hasResponded: row.HasResponded ?? false,
    sortOrder: row.SortOrder ?? index,
  }));
  const defaultLabel = statuses.find((status) => status.isDefault)?.label ?? null;
  return { id, schema, statuses, defaultLabel, writable, rows: null };
}

export async function readCampaignName(org: Org, id: string): Promise<string> {
  const absent = {
    code: 'side/not-found',
    side: 'salesforce',
    what: `the campaign ${id}`,
  } as const;
  const soql = `SELECT ${CAMPAIGN_FIELDS} FROM Campaign WHERE Id = ${quote(id)}`;
  const rows = await org.rows(soql, campaignRow, null).catch((failure: unknown) => {
    const isNoId =
      failure instanceof SalesforceRefusal &&
      failure.salesforceCode === 'INVALID_QUERY_FILTER_OPERATOR';
    throw isNoId ? new Refusal(absent, failure) : failure;
  });
  const [campaign] = rows;
  if (campaign === undefined) throw new Refusal(absent);
  return campaign.Name;
}

export async function factsOf(org: Org, campaign: Campaign, name: string): Promise<ListFacts> {
  const soql = `SELECT COUNT() FROM CampaignMember WHERE CampaignId = ${quote(campaign.id)}`;
  return {
    side: 'salesforce',
    listId: campaign.id,
    name,
    expectedRows: await org.count(soql, null),
    statuses: campaign.statuses,
    absentFields: campaign.schema.absent,
    unwritable: campaign.writable.unwritable,
    capacity: null,
  };
}

async function readMemberSchema(
  org: Org,
  signal: Signal,
): Promise<{ readonly schema: MemberSchema; readonly fields: readonly FieldAnswer[] }> {
  const path = '/sobjects/CampaignMember/describe';
  const { fields } = await org.get(path, describeAnswer, signal).catch((failure: unknown) => {
    const isHidden = failure instanceof SalesforceRefusal && failure.salesforceCode === 'NOT_FOUND';
    if (!isHidden) throw failure;
    const detail = 'The user who is signed in may not use campaign members.';
    throw new Refusal({ code: 'auth/forbidden', side: 'salesforce', detail }, failure);
  });
  const schema = memberSchemaOf(fields.map((field) => field.name));
  if (schema.missing === null) return { schema, fields };
  throw new Refusal({
    code: 'side/missing-field',
    side: 'salesforce',
    field: `CampaignMember.${schema.missing}`,
  });
}
