/** A small org on a real socket, and the side that talks to it. */
import { openMutationLog } from '../../electron/demo/mutation-log.ts';
import { makeRecordId } from '../../electron/demo/salesforce/record-id.ts';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { SalesforceSeed } from '../../electron/demo/seed.ts';
import { QUICK } from './quick-timing.ts';
import type { SideConnection, SideEvent } from '../../electron/engine/sides/side-connection.ts';

export const TOKEN = '00Dtest!secret-token';
const JOINED = '2026-01-05T08:00:00.000+0000';

export function idOf(
  prefix: '00D' | '005' | '701' | '01Y' | '001' | '00Q' | '003' | '00v',
  n: number,
): string {
  return makeRecordId(prefix, n, 'Ts0');
}

export const CAMPAIGN_ID = idOf('701', 1);

/** Leads and members numbered from 0; every tenth is a Contact of an Account. */
export function seedOf(members: number): SalesforceSeed {
  const numbers = Array.from({ length: members }, (_, n) => n);
  const isContact = (n: number): boolean => n % 10 === 9;
  return {
    organization: {
      Id: idOf('00D', 1),
      Name: 'Test Org',
      OrganizationType: 'Developer Edition',
      IsSandbox: true,
      InstanceName: 'CS1',
    },
    user: {
      Id: idOf('005', 1),
      Name: 'Ines Test',
      Username: 'ines@test.example',
      Email: 'ines@test.example',
    },
    campaigns: ['Sailing Days 2026', '100% Sailing'].map((Name, n) => ({
      Id: idOf('701', n + 1),
      Name,
      Type: 'Conference',
      Status: 'In Progress',
      IsActive: true,
      StartDate: '2026-09-01',
      EndDate: null,
    })),
    memberStatuses: ['Sent', 'Responded', 'Attended'].map((Label, n) => ({
      Id: idOf('01Y', n),
      CampaignId: CAMPAIGN_ID,
      Label,
      IsDefault: n === 0,
      HasResponded: n > 0,
      SortOrder: n + 1,
    })),
    accounts: [{ Id: idOf('001', 1), Name: 'Harbour Ltd' }],
    leads: numbers
      .filter((n) => !isContact(n))
      .map((n) => ({
        Id: idOf('00Q', n),
        FirstName: `First${n}`,
        LastName: `Last${n}`,
        Company: `Company ${n}`,
        Title: null,
        Phone: null,
        Email: emailOf(n),
        IsConverted: false,
        ConvertedContactId: null,
        CreatedDate: JOINED,
        SystemModstamp: JOINED,
      })),
    contacts: numbers.filter(isContact).map((n) => ({
      Id: idOf('003', n),
      AccountId: idOf('001', 1),
      FirstName: `First${n}`,
      LastName: `Last${n}`,
      Title: null,
      Phone: null,
      Email: emailOf(n),
      CreatedDate: JOINED,
      SystemModstamp: JOINED,
    })),
    members: numbers.map((n) => ({
      Id: idOf('00v', n),
      CampaignId: CAMPAIGN_ID,
      LeadId: isContact(n) ? null : idOf('00Q', n),
      ContactId: isContact(n) ? idOf('003', n) : null,
      Status: 'Sent',
      CreatedDate: JOINED,
      SystemModstamp: JOINED,
    })),
  };
}

export function emailOf(n: number): string {
  return `person${n}@example.org`;
}

export function startOrg(
  seed: SalesforceSeed,
  logPath: string | null = null,
): Promise<FakeSalesforce> {
  return startSalesforce({
    seed,
    log: openMutationLog(logPath),
    token: TOKEN,
    clock: () => new Date(),
  });
}

export interface TestConnection extends SideConnection {
  readonly events: SideEvent[];
  /** How often a new token was asked for. */
  refreshes(): number;
}

export function connectTo(url: string, changes: Partial<SideConnection> = {}): TestConnection {
  const events: SideEvent[] = [];
  let refreshes = 0;
  return {
    url,
    workspaceKind: 'demo',
    accessToken: () => Promise.resolve(TOKEN),
    log: (event) => events.push(event),
    timing: QUICK,
    ...changes,
    events,
    refresh: (refused) => {
      refreshes += 1;
      return changes.refresh?.(refused) ?? Promise.resolve(null);
    },
    refreshes: () => refreshes,
  };
}

/** A request as any client would make it. */
export async function ask(
  url: string,
  path: string,
  init: { readonly method?: string; readonly body?: unknown; readonly token?: string } = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const { method = 'GET', body, token = TOKEN } = init;
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : JSON.parse(text),
  };
}

export async function query<T>(url: string, soql: string): Promise<readonly T[]> {
  const { body } = await ask(url, `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`);
  return (body as { records: readonly T[] }).records;
}
