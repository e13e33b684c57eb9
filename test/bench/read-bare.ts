/** The peer of a pull: fetch and JSON.parse of the same fields, and nothing else. */
import type { Side } from '../../shared/domain/side.ts';
import type { Served } from './far-sides.ts';

const FIELDS =
  'Id, Status, SystemModstamp, CreatedDate, CreatedById, LeadId, ContactId, Email, FirstName, LastName, CompanyOrAccount, Title, Phone, Lead.SystemModstamp, Contact.SystemModstamp';

export async function readBare(side: Side, served: Served): Promise<number> {
  const { url, token } = served[side];
  const read = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text) as Record<string, unknown>;
  };
  let rows = 0;
  if (side === 'salesforce') {
    const soql = `SELECT ${FIELDS} FROM CampaignMember WHERE CampaignId = '${served.campaignId}' ORDER BY Id`;
    let next: unknown = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    while (typeof next === 'string') {
      const page = await read(next);
      rows += (page['records'] as readonly unknown[]).length;
      next = page['nextRecordsUrl'];
    }
    return rows;
  }
  for (let cursor: unknown = ''; typeof cursor === 'string';) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await read(`/v1/events/${served.eventId}/registrations?limit=1000${after}`);
    rows += (page['data'] as readonly unknown[]).length;
    cursor = page['nextCursor'];
  }
  return rows;
}
