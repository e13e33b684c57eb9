/** What both counterparts hold, as far as two runs of one push must agree on it: no ids, no stamps. */
import type { Cell } from './fault-world.ts';
import { TOKENS } from './fault-world.ts';

type Raw = Readonly<Record<string, unknown>>;

export interface FarState {
  readonly members: readonly string[];
  readonly leads: readonly string[];
  readonly registrations: readonly string[];
}

export async function farState({
  salesforce,
  voyage,
  world,
}: Pick<Cell, 'salesforce' | 'voyage' | 'world'>): Promise<FarState> {
  const query = async (soql: string): Promise<readonly Raw[]> => {
    const rows: Raw[] = [];
    let next: unknown = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    while (typeof next === 'string') {
      const page = await read(salesforce.url + next, TOKENS.salesforce);
      rows.push(...(page['records'] as Raw[]));
      next = page['nextRecordsUrl'];
    }
    return rows;
  };
  const members = await query(
    `SELECT Status, Type, Email, FirstName, LastName, CompanyOrAccount, Title, Phone FROM CampaignMember WHERE CampaignId = '${world.campaignId}'`,
  );
  const leads = await query(
    'SELECT Email, FirstName, LastName, Company, Title, Phone, LeadSource FROM Lead',
  );
  const registrations: Raw[] = [];
  for (let cursor: unknown = ''; typeof cursor === 'string';) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/events/${world.eventId}/registrations?limit=1000${more}`;
    const page = await read(voyage.url + path, TOKENS.voyage);
    registrations.push(...(page['data'] as Raw[]));
    cursor = page['nextCursor'];
  }
  return {
    members: lines(members),
    leads: lines(leads),
    registrations: lines(registrations),
  };
}

async function read(url: string, token: string): Promise<Raw> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Raw;
}

const OF_THE_RUN = /^(?:attributes|id|version|refs|.*At)$/;

function lines(rows: readonly Raw[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        Object.fromEntries(Object.entries(row).filter(([name]) => !OF_THE_RUN.test(name))),
      ),
    )
    .sort();
}
