import type { PersonRef, SideRecord } from '../../../../shared/domain/record.ts';
import { memberRow } from './answers.ts';
import type { MemberRow } from './answers.ts';
import type { Campaign } from './campaigns.ts';
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
  const rows = await rowsIn(org, campaign, 'Id', ids, '', signal);
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
  const inCampaign = `CampaignId = ${quote(campaign.id)} AND `;
  for (const [kind, field] of [
    ['Contact', 'ContactId'],
    ['Lead', 'LeadId'],
  ] as const) {
    const ids = people.filter((person) => person.kind === kind).map((person) => person.id);
    for (const row of await rowsIn(org, campaign, field, ids, inCampaign, signal)) {
      const record = toMember(row, campaign.defaultLabel);
      found.set(row[field] ?? '', { record, createdById: row.CreatedById });
    }
  }
  return found;
}

async function rowsIn(
  org: Org,
  campaign: Campaign,
  field: 'Id' | 'ContactId' | 'LeadId',
  ids: readonly string[],
  condition: string,
  signal: Signal,
): Promise<readonly MemberRow[]> {
  const rows: MemberRow[] = [];
  for (const list of inLists(new Set(ids))) {
    const soql = `SELECT ${campaign.schema.select} FROM CampaignMember WHERE ${condition}${field} IN (${list})`;
    rows.push(...(await org.rows(soql, memberRow, signal)));
  }
  return rows;
}
