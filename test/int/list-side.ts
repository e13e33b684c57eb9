/** A side whose list is an array: what a port promises, without a server. Pages of 1,000. */
import type { ListFacts, PersonRef, SideRecord } from '../../shared/domain/record.ts';
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import type { MemberStatus } from '../../shared/domain/status.ts';
import type { Callback, Page, SidePort } from '../../electron/engine/sides/side-port.ts';

export interface ListSideSettings {
  readonly side: Side;
  records: Iterable<SideRecord>;
  /** What the far side says it holds; null where it does not say. */
  expectedRows: number | null;
  statuses?: readonly MemberStatus[];
  orgId?: string;
  kind?: WorkspaceKind;
  offersCampaignSync?: boolean;
  people?: ReadonlyMap<string, PersonRef>;
  /** Called before each page, with its number. */
  beforePage?: (page: number) => Promise<void> | void;
  /** What its clock says. */
  asOf?: string;
  /** Voyage's feed; none without it. */
  callbacks?: readonly Callback[];
}

export const LIST_IDS = { salesforce: '701000000000001AAA', voyage: 'evt_1' } as const;

export function createListSide(settings: ListSideSettings): SidePort {
  const { side } = settings;
  const facts = (): ListFacts => ({
    side,
    listId: LIST_IDS[side],
    name: side === 'salesforce' ? 'Campaign' : 'Event',
    expectedRows: settings.expectedRows,
    statuses: settings.statuses ?? [],
    absentFields: [],
    capacity: null,
  });
  return {
    side,
    batchSizeFor: () => 200,
    identify: () =>
      Promise.resolve({
        side,
        id: side === 'salesforce' ? (settings.orgId ?? '00D000000000001') : 'acc_1',
        name: side === 'salesforce' ? 'Org' : 'Account',
        user: null,
        kind: settings.kind ?? 'demo',
        offersCampaignSync: settings.offersCampaignSync ?? true,
        maxBatch: 200,
        callsToday: null,
      }),
    lists: () => Promise.resolve([]),
    describe: () => Promise.resolve(facts()),
    readPages: () => pagesOf(settings, settings.records, settings.expectedRows),
    readChanges: (_facts, since) => {
      const isNew = ({ modifiedAt }: SideRecord) => modifiedAt === null || modifiedAt >= since;
      return pagesOf(settings, [...settings.records].filter(isNew), null);
    },
    readIds: () => idsOf(settings),
    count: () => Promise.resolve(settings.expectedRows ?? [...settings.records].length),
    callbacks: settings.callbacks === undefined ? null : (after) => feedOf(settings, after),
    findPeople: (identities) =>
      Promise.resolve(
        new Map([...(settings.people ?? [])].filter(([identity]) => identities.includes(identity))),
      ),
    write: () => Promise.reject(new Error('A list side is only read.')),
    estimateCalls: () => 0,
    callsMade: () => 0,
    linkTo: (recordId) => `https://example.invalid/${recordId}`,
    close: () => Promise.resolve(),
  };
}

function feedOf(settings: ListSideSettings, after: string | null) {
  const all = settings.callbacks ?? [];
  const callbacks = all.slice(Number(after ?? 0));
  const next = String(all.length);
  return Promise.resolve({ callbacks, next, isLast: true });
}

async function* idsOf(settings: ListSideSettings): AsyncGenerator<readonly string[], void, void> {
  for await (const page of pagesOf(settings, settings.records, null)) {
    yield page.records.map(({ recordId }) => recordId);
  }
}

async function* pagesOf(
  settings: ListSideSettings,
  all: Iterable<SideRecord>,
  total: number | null,
): AsyncGenerator<Page, void, void> {
  const asOf = settings.asOf ?? '2026-03-01T09:00:00.000Z';
  let page: SideRecord[] = [];
  let number = 0;
  for (const record of all) {
    page.push(record);
    if (page.length < 1000) continue;
    number += 1;
    await settings.beforePage?.(number);
    yield { records: page, total, asOf };
    page = [];
  }
  number += 1;
  await settings.beforePage?.(number);
  if (page.length > 0 || number === 1) yield { records: page, total, asOf };
}

export function sideRecord(
  side: Side,
  number: number,
  values: Partial<SideRecord['values']>,
): SideRecord {
  const id = String(number).padStart(7, '0');
  return {
    side,
    recordId: side === 'salesforce' ? `00v0000${id}AAA` : `reg_${id}`,
    values: {
      status: side === 'salesforce' ? 'Registered' : 'registered',
      firstName: 'Ann',
      lastName: `Person ${id}`,
      company: 'Acme',
      title: null,
      phone: null,
      email: `p${id}@example.org`,
      ...values,
    },
    version: '1',
    modifiedAt: '2026-02-01T09:00:00.000Z',
    createdAt: '2026-01-01T09:00:00.000Z',
    person: side === 'salesforce' ? { id: `00Q0000${id}AAA`, kind: 'Lead' } : null,
  };
}
