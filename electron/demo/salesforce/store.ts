/**
 * The org's records in memory, with the indexes its queries need. Records are never changed in place: a
 * write puts a new object, so that an open query cursor goes on seeing the rows it was opened on.
 */
import { toRecordId } from './record-id.ts';
import type { SalesforceSeed } from '../seed.ts';

export interface StoredRecord {
  readonly Id: string;
  readonly [field: string]: unknown;
}

interface MemberCounts {
  readonly leads: number;
  readonly convertedLeads: number;
  readonly contacts: number;
  readonly responses: number;
}

export interface Store {
  get(object: string, id: string): StoredRecord | null;
  put(object: string, record: StoredRecord): void;
  remove(object: string, id: string): void;
  wasDeleted(id: string): boolean;
  all(object: string): IterableIterator<StoredRecord>;
  count(object: string): number;
  /** Ids in ascending order. Some may be gone by now: ask `get`. */
  readonly memberIdsOf: (campaignId: string) => readonly string[];
  readonly memberIdsOfPerson: (personId: string) => readonly string[];
  memberCounts(campaignId: string): MemberCounts;
  statusesOf(campaignId: string): readonly StoredRecord[];
  idsWithEmail(object: string, email: string): readonly string[];
}

interface IdList {
  readonly ids: string[];
  isSorted: boolean;
}

type Tally = { -readonly [K in keyof MemberCounts]: MemberCounts[K] };

/** Where what is in the recycle bin of an object lies, for queryAll. */
export function binOf(object: string): string {
  return `${object}, deleted`;
}

export function createStore(): Store {
  const tables = new Map<string, Map<string, StoredRecord>>();
  const deleted = new Set<string>();
  const membersByCampaign = new Map<string, IdList>();
  const tallies = new Map<string, Tally>();
  const membersByPerson = createIndex();
  const byEmail = createIndex();
  const statusesByCampaign = createIndex();

  function table(object: string): Map<string, StoredRecord> {
    let rows = tables.get(object);
    if (rows === undefined) tables.set(object, (rows = new Map<string, StoredRecord>()));
    return rows;
  }

  function indexRecord(object: string, record: StoredRecord): void {
    const email = emailKey(object, record);
    if (email !== null) byEmail.add(email, record.Id);
    if (object === 'CampaignMemberStatus') {
      statusesByCampaign.add(String(record['CampaignId']), record.Id);
    }
    if (object !== 'CampaignMember') return;
    for (const person of personIds(record)) membersByPerson.add(person, record.Id);
    count(record, 1);
  }

  function unindexRecord(object: string, record: StoredRecord): void {
    const email = emailKey(object, record);
    if (email !== null) byEmail.drop(email, record.Id);
    if (object === 'CampaignMemberStatus') {
      statusesByCampaign.drop(String(record['CampaignId']), record.Id);
    }
    if (object !== 'CampaignMember') return;
    for (const person of personIds(record)) membersByPerson.drop(person, record.Id);
    count(record, -1);
  }

  function listMember(record: StoredRecord): void {
    const campaignId = String(record['CampaignId']);
    const list = membersByCampaign.get(campaignId);
    if (list === undefined) {
      membersByCampaign.set(campaignId, { ids: [record.Id], isSorted: true });
      return;
    }
    list.isSorted &&= (list.ids.at(-1) ?? '') < record.Id;
    list.ids.push(record.Id);
  }

  function count(record: StoredRecord, step: 1 | -1): void {
    const campaignId = String(record['CampaignId']);
    const tally = tallies.get(campaignId) ?? {
      leads: 0,
      convertedLeads: 0,
      contacts: 0,
      responses: 0,
    };
    tallies.set(campaignId, tally);
    if (hasValue(record['ContactId'])) tally.contacts += step;
    else tally.leads += step;
    if (hasValue(record['ContactId']) && hasValue(record['LeadId'])) tally.convertedLeads += step;
    if (record['HasResponded'] === true) tally.responses += step;
  }

  return {
    get: (object, id) => tables.get(object)?.get(id) ?? null,
    put(object, record) {
      const rows = table(object);
      const before = rows.get(record.Id);
      if (before !== undefined) unindexRecord(object, before);
      else if (object === 'CampaignMember') listMember(record);
      deleted.delete(record.Id);
      rows.set(record.Id, record);
      indexRecord(object, record);
    },
    remove(object, id) {
      const rows = table(object);
      const before = rows.get(id);
      if (before === undefined) return;
      unindexRecord(object, before);
      rows.delete(id);
      deleted.add(id);
    },
    wasDeleted: (id) => deleted.has(id),
    all: (object) => table(object).values(),
    count: (object) => table(object).size,
    memberIdsOf(campaignId) {
      const list = membersByCampaign.get(campaignId);
      if (list === undefined) return [];
      if (!list.isSorted) {
        const ids = [...new Set(list.ids)].sort();
        list.ids.splice(0, list.ids.length);
        for (const id of ids) list.ids.push(id);
        list.isSorted = true;
      }
      return list.ids;
    },
    memberIdsOfPerson: membersByPerson.get,
    memberCounts: (campaignId) =>
      tallies.get(campaignId) ?? { leads: 0, convertedLeads: 0, contacts: 0, responses: 0 },
    statusesOf: (campaignId) =>
      statusesByCampaign
        .get(campaignId)
        .map((id) => tables.get('CampaignMemberStatus')?.get(id) ?? null)
        .filter((record) => record !== null),
    idsWithEmail: (object, email) => byEmail.get(`${object}:${email.toLowerCase()}`),
  };
}

interface Index {
  readonly add: (key: string, id: string) => void;
  readonly drop: (key: string, id: string) => void;
  readonly get: (key: string) => readonly string[];
}

/** Most keys have one id, so that one is kept without a list around it. */
function createIndex(): Index {
  const entries = new Map<string, string | readonly string[]>();
  const get = (key: string): readonly string[] => {
    const entry = entries.get(key);
    if (entry === undefined) return [];
    return typeof entry === 'string' ? [entry] : entry;
  };
  return {
    get,
    add(key, id) {
      const ids = get(key);
      entries.set(key, ids.length === 0 ? id : [...ids, id]);
    },
    drop(key, id) {
      const ids = get(key).filter((each) => each !== id);
      if (ids.length === 0) entries.delete(key);
      else entries.set(key, ids);
    },
  };
}

function hasValue(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function personIds(record: StoredRecord): readonly string[] {
  return [record['LeadId'], record['ContactId']].filter(hasValue);
}

function emailKey(object: string, record: StoredRecord): string | null {
  if (object !== 'Lead' && object !== 'Contact') return null;
  const email = record['Email'];
  return hasValue(email) ? `${object}:${email.toLowerCase()}` : null;
}

/** `2026-03-01T09:00:00.000+0000`, as the API shows datetimes; sorts as time does. */
export function toDatetime(time: Date | string): string {
  if (typeof time === 'string' && time.endsWith('+0000')) return time;
  if (typeof time === 'string' && time.length === 24 && time.endsWith('Z')) {
    return `${time.slice(0, -1)}+0000`;
  }
  return new Date(time).toISOString().replace('Z', '+0000');
}

const DATETIMES = ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

/** A record with its ids at 18 characters and its datetimes as the API shows them. */
export function normalizeRecord(
  record: Readonly<Record<string, unknown>> & { readonly Id: string },
): StoredRecord {
  const normal: Record<string, unknown> & { Id: string } = { ...record };
  if (record.Id.length === 15) normal.Id = toRecordId(record.Id) ?? record.Id;
  for (const field of DATETIMES) {
    const value = record[field];
    if (typeof value === 'string') normal[field] = toDatetime(value);
  }
  return normal;
}

export function loadSeed(store: Store, seed: SalesforceSeed): void {
  const put = (
    object: string,
    records: Iterable<Readonly<Record<string, unknown>> & { readonly Id: string }>,
  ): void => {
    for (const record of records) store.put(object, normalizeRecord(record));
  };
  put('Organization', [seed.organization]);
  put('User', [{ ...seed.user, IsActive: true }]);
  put('Campaign', seed.campaigns);
  put('CampaignMemberStatus', seed.memberStatuses);
  put('Account', seed.accounts);
  put('Lead', seed.leads as Iterable<StoredRecord>);
  put('Contact', seed.contacts as Iterable<StoredRecord>);
  const responded = new Set(
    seed.memberStatuses
      .filter((status) => status.HasResponded)
      .map((status) => `${status.CampaignId}:${status.Label}`),
  );
  for (const member of seed.members) {
    const HasResponded = responded.has(`${member.CampaignId}:${member.Status ?? ''}`);
    store.put('CampaignMember', normalizeRecord({ ...member, HasResponded }));
  }
}
