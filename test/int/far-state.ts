/** What both counterparts hold, as far as two runs of one push must agree on it: no ids, no stamps. */
import type { Cell } from './fault-world.ts';
import { TOKENS } from './fault-world.ts';

type Raw = Readonly<Record<string, unknown>>;

export interface FarState {
  readonly members: readonly string[];
  readonly leads: readonly string[];
  readonly registrations: readonly string[];
}

type FarSides = Pick<Cell, 'salesforce' | 'voyage' | 'world'>;

const MEMBERS = 'Status, Type, Email, FirstName, LastName, CompanyOrAccount, Title, Phone';
const DEFAULT_STATUS = 'Sent';
const LEADS = 'Email, FirstName, LastName, Company, Title, Phone, LeadSource';

export async function farState(far: FarSides): Promise<FarState> {
  const { members, leads, registrations } = await readFar(far);
  return {
    members: lines(members),
    leads: lines(leads),
    registrations: lines(registrations),
  };
}

export interface FarRecord {
  readonly email: string | null;
  /** Of a member: the Lead or Contact it stands for. */
  readonly personId: string | null;
  readonly held: string;
}

/** Each record by its id, without the stamps. */
export async function farRecords(far: FarSides): Promise<ReadonlyMap<string, FarRecord>> {
  const { members, leads, contacts, registrations } = await readFar(far);
  const all = [...members, ...leads, ...contacts, ...registrations];
  return new Map(
    all.map((record) => {
      const { Email = null, email = Email } = record;
      const held = lines([record])[0] ?? '';
      const personId = record['ContactId'] ?? record['LeadId'] ?? null;
      const known = { email: email as string | null, personId: personId as string | null, held };
      return [String(record['Id'] ?? record['id']), known];
    }),
  );
}

async function readFar({ salesforce, voyage, world }: FarSides): Promise<{
  readonly members: readonly Raw[];
  readonly leads: readonly Raw[];
  readonly contacts: readonly Raw[];
  readonly registrations: readonly Raw[];
}> {
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
    `SELECT Id, LeadId, ContactId, ${MEMBERS} FROM CampaignMember WHERE CampaignId = '${world.campaignId}'`,
  );
  // Without a status it has its campaign's default, and says so once it was written.
  const told = members.map((member) => ({ ...member, Status: member['Status'] ?? DEFAULT_STATUS }));
  const leads = await query(`SELECT Id, ${LEADS} FROM Lead`);
  const contacts = await query('SELECT Id, Email, FirstName, LastName, Title, Phone FROM Contact');
  const registrations: Raw[] = [];
  for (let cursor: unknown = ''; typeof cursor === 'string';) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/events/${world.eventId}/registrations?limit=1000${more}`;
    const page = await read(voyage.url + path, TOKENS.voyage);
    registrations.push(...(page['data'] as Raw[]));
    cursor = page['nextCursor'];
  }
  return { members: told, leads, contacts, registrations };
}

async function read(url: string, token: string): Promise<Raw> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Raw;
}

const OF_THE_RUN = /^(?:attributes|id|.*Id|version|refs|.*At)$/;

function lines(rows: readonly Raw[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        Object.fromEntries(Object.entries(row).filter(([name]) => !OF_THE_RUN.test(name))),
      ),
    )
    .sort();
}
