import type { PersonRef, SideRecord } from '../../../../shared/domain/record.ts';
import { memberRow } from './answers.ts';
import type { MemberRow } from './answers.ts';
import type { Campaign } from './campaigns.ts';
import { pagesOf } from './estimate-calls.ts';
import type { Org, Signal } from './org.ts';
import { inLists, quote } from './soql-text.ts';
import { toMember } from './to-member.ts';

/** The members with these ids as they are now, by id. */
export async function lookAtMembers(
  org: Org,
  campaign: Campaign,
  ids: readonly string[],
  signal: Signal,
): Promise<ReadonlyMap<string, SideRecord>> {
  const rows = await rowsIn(org, campaign, 'Id', ids, signal);
  return new Map(rows.map((row) => [row.Id, toMember(row, campaign.defaultLabel)]));
}

export interface MemberOfPerson {
  readonly record: SideRecord;
  readonly createdById: string | null;
}

/** The members of the campaign that stand for these people, by the person's id. */
export async function lookForMembersOf(
  org: Org,
  campaign: Campaign,
  people: readonly PersonRef[],
  signal: Signal,
): Promise<ReadonlyMap<string, MemberOfPerson>> {
  const found = new Map<string, MemberOfPerson>();
  for (const [kind, field] of [
    ['Contact', 'ContactId'],
    ['Lead', 'LeadId'],
  ] as const) {
    const ids = people.filter((person) => person.kind === kind).map((person) => person.id);
    for (const row of await rowsIn(org, campaign, field, ids, signal)) {
      const record = toMember(row, campaign.defaultLabel);
      found.set(row[field] ?? '', { record, createdById: row.CreatedById });
    }
  }
  return found;
}

/**
 * By lists of ids, or by all the members of the campaign, whichever costs fewer calls.
 */
async function rowsIn(
  org: Org,
  campaign: Campaign,
  field: 'Id' | 'ContactId' | 'LeadId',
  ids: readonly string[],
  signal: Signal,
): Promise<readonly MemberRow[]> {
  const wanted = new Set(ids);
  const lists = inLists(wanted);
  const { select } = campaign.schema;
  const inCampaign = `CampaignId = ${quote(campaign.id)}`;
  const rows: MemberRow[] = [];
  if (campaign.rows !== null && pagesOf(campaign.rows) < lists.length) {
    const soql = `SELECT ${select} FROM CampaignMember WHERE ${inCampaign} ORDER BY Id`;
    for await (const page of org.pages(soql, memberRow, { signal })) {
      rows.push(...page.rows.filter((row) => wanted.has(row[field] ?? '')));
    }
    return rows;
  }
  // An id of a member names its campaign by itself.
  const condition = field === 'Id' ? '' : `${inCampaign} AND `;
  for (const list of lists) {
    const soql = `SELECT ${select} FROM CampaignMember WHERE ${condition}${field} IN (${list})`;
    rows.push(...(await org.rows(soql, memberRow, signal)));
  }
  return rows;
}
