/** Creating, updating and deleting one record by the org's rules. Each throws before it changes anything. */
import { ApiRefusal, IS_DELETED, NO_SUCH_REFERENCE, recordError } from './api-error.ts';
import { checkFields } from './check-fields.ts';
import type { Fields } from './check-fields.ts';
import { isAmong } from './faults.ts';
import {
  checkDuplicateRule,
  checkEmailRule,
  checkLock,
  checkValidationRules,
  ORDINARY,
} from './org-rules.ts';
import type { WriteOptions } from './org-rules.ts';
import type { SalesforceFaults } from './faults.ts';
import { lookUp, ownerId, personOf } from './read-field.ts';
import { makeRecordId } from './record-id.ts';
import type { ObjectSchema } from './schema.ts';
import { toDatetime } from './store.ts';
import type { Store, StoredRecord } from './store.ts';
import type { Transaction } from './transaction.ts';

export interface Org {
  readonly store: Store;
  readonly faults: SalesforceFaults;
  readonly clock: () => Date;
  readonly newId: (object: string) => string;
}

export function createRecord(
  org: Org,
  transaction: Transaction,
  schema: ObjectSchema,
  fields: Fields,
  options: WriteOptions = ORDINARY,
): string {
  const clean = checkFields(org, schema, fields, 'create');
  const now = nextStamp(org, null);
  const record: StoredRecord = {
    Id: org.newId(schema.name),
    ...defaultsOf(org, schema),
    ...clean,
    CreatedDate: now,
    CreatedById: ownerId(org.store),
    LastModifiedDate: now,
    LastModifiedById: ownerId(org.store),
    SystemModstamp: now,
  };
  checkLock(org, record);
  switch (schema.name) {
    case 'CampaignMember':
      return createMember(org, transaction, schema, record);
    case 'Campaign':
      transaction.put('Campaign', record);
      createOrdinaryStatuses(org, transaction, record);
      return record.Id;
    case 'Lead':
    case 'Contact':
      checkEmailRule(org, record['Email'], ['Email']);
      checkValidationRules(org, schema, record);
      if (schema.name === 'Lead') checkDuplicateRule(org, record, options);
      break;
    case 'CampaignMemberStatus':
      if (record['IsDefault'] === true) clearDefault(org, transaction, record);
      break;
  }
  transaction.put(schema.name, record);
  return record.Id;
}

export function updateRecord(
  org: Org,
  transaction: Transaction,
  schema: ObjectSchema,
  id: string,
  fields: Fields,
): void {
  const before = existing(org, schema, id);
  const clean = checkFields(org, schema, fields, 'update');
  checkLock(org, before);
  const now = nextStamp(org, before);
  const after: StoredRecord = {
    ...before,
    ...clean,
    LastModifiedDate: now,
    LastModifiedById: ownerId(org.store),
    SystemModstamp: now,
  };
  switch (schema.name) {
    case 'CampaignMember':
      checkEmailRule(org, personOf(org.store, before)?.record['Email'], []);
      checkValidationRules(org, schema, after);
      transaction.put('CampaignMember', withStatus(org, after, 'Status' in clean));
      return;
    case 'Lead':
      if (before['IsConverted'] === true) refuseConverted();
      checkEmailRule(org, after['Email'], ['Email']);
      checkValidationRules(org, schema, after);
      // The user of the token owns every lead, and who changes one has seen it.
      transaction.put('Lead', { ...after, IsUnreadByOwner: clean['IsUnreadByOwner'] ?? false });
      return;
    case 'Contact':
      checkEmailRule(org, after['Email'], ['Email']);
      checkValidationRules(org, schema, after);
      break;
    case 'CampaignMemberStatus':
      if (clean['IsDefault'] === true) clearDefault(org, transaction, after);
      break;
  }
  transaction.put(schema.name, after);
}

const SOMEBODY_ELSE = makeRecordId('005', 2);

/** A person's or campaign's members go with it; members themselves are gone for good. */
export function deleteRecord(
  org: Org,
  transaction: Transaction,
  schema: ObjectSchema,
  id: string,
): void {
  checkLock(org, existing(org, schema, id));
  if (schema.name === 'Lead' || schema.name === 'Contact') {
    for (const member of [...org.store.memberIdsOfPerson(id)]) {
      transaction.remove('CampaignMember', member);
    }
  }
  if (schema.name === 'Campaign') {
    for (const member of org.store.memberIdsOf(id)) {
      if (org.store.get('CampaignMember', member) !== null) {
        transaction.remove('CampaignMember', member);
      }
    }
    for (const status of org.store.statusesOf(id)) {
      transaction.remove('CampaignMemberStatus', status.Id);
    }
  }
  transaction.remove(schema.name, id);
}

/**
 * SystemModstamp has seconds only, as in a real org. It grows with every write of a record even within
 * one second, so that a test of staleness need not wait for the clock.
 */
export function nextStamp(org: Pick<Org, 'clock'>, before: StoredRecord | null): string {
  const now = Math.floor(org.clock().getTime() / 1000) * 1000;
  const last = before === null ? 0 : Date.parse(before['SystemModstamp'] as string);
  return toDatetime(new Date(Math.max(now, Number.isNaN(last) ? 0 : last + 1000)));
}

/** The member with the status the org stores for it: an unknown one silently becomes the default. */
export function withStatus(
  org: Pick<Org, 'store' | 'clock'>,
  member: StoredRecord,
  isSent: boolean,
): StoredRecord {
  const statuses = org.store.statusesOf(String(member['CampaignId']));
  const named = (label: unknown): StoredRecord | undefined =>
    statuses.find((status) => caseless(status['Label']) === caseless(label));
  const fallback = statuses.find((status) => status['IsDefault'] === true);
  const status =
    isSent || member['Status'] === null
      ? (named(member['Status']) ?? fallback)
      : named(member['Status']);
  const HasResponded = status?.['HasResponded'] === true;
  return {
    ...member,
    Status: status?.['Label'] ?? member['Status'] ?? null,
    HasResponded,
    FirstRespondedDate:
      member['FirstRespondedDate'] ??
      (HasResponded ? org.clock().toISOString().slice(0, 10) : null),
  };
}

function caseless(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function createMember(
  org: Org,
  transaction: Transaction,
  schema: ObjectSchema,
  draft: StoredRecord,
): string {
  const { store } = org;
  const lead = lookUp(store, 'Lead', draft['LeadId']);
  const contact = lookUp(store, 'Contact', draft['ContactId']);
  const person = contact ?? lead;
  if (person === null) {
    throw new ApiRefusal(
      recordError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LeadId, ContactId]', [
        'LeadId',
        'ContactId',
      ]),
    );
  }
  if (contact === null && lead?.['IsConverted'] === true) refuseConverted();
  checkEmailRule(org, person['Email'], []);
  const member: StoredRecord = {
    ...draft,
    LeadId: contact === null ? person.Id : null,
    ContactId: contact === null ? null : person.Id,
  };
  checkValidationRules(org, schema, member);
  const isMember = store
    .memberIdsOfPerson(person.Id)
    .some((id) => store.get('CampaignMember', id)?.['CampaignId'] === member['CampaignId']);
  const isAddedMeanwhile = isAmong(org.faults.settings().duplicateEmails, person['Email']);
  if (!isMember && isAddedMeanwhile) {
    const theirs = { ...member, Status: null, CreatedById: SOMEBODY_ELSE };
    transaction.put('CampaignMember', withStatus(org, theirs, false));
  }
  if (isMember || isAddedMeanwhile) {
    throw new ApiRefusal(recordError('DUPLICATE_VALUE', 'Already a campaign member.'));
  }
  transaction.put('CampaignMember', withStatus(org, member, true));
  return member.Id;
}

function existing(org: Org, schema: ObjectSchema, id: string): StoredRecord {
  const record = org.store.get(schema.name, id);
  if (record !== null) return record;
  throw new ApiRefusal(org.store.wasDeleted(id) ? IS_DELETED : NO_SUCH_REFERENCE);
}

function refuseConverted(): never {
  throw new ApiRefusal(
    recordError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'),
  );
}

function defaultsOf(org: Org, schema: ObjectSchema): Fields {
  switch (schema.name) {
    case 'Lead':
      return {
        Status: 'Open - Not Contacted',
        IsConverted: false,
        IsUnreadByOwner: true,
        CleanStatus: 'Pending',
        OwnerId: ownerId(org.store),
      };
    case 'Contact':
    case 'Account':
      return { OwnerId: ownerId(org.store) };
    case 'Campaign':
      return {
        Status: 'Planned',
        Type: 'Conference',
        IsActive: false,
        OwnerId: ownerId(org.store),
      };
    default:
      return {};
  }
}

function createOrdinaryStatuses(org: Org, transaction: Transaction, campaign: StoredRecord): void {
  for (const [index, Label] of ['Sent', 'Responded'].entries()) {
    transaction.put('CampaignMemberStatus', {
      Id: org.newId('CampaignMemberStatus'),
      CampaignId: campaign.Id,
      Label,
      IsDefault: index === 0,
      HasResponded: index === 1,
      SortOrder: index + 3,
      CreatedDate: campaign['CreatedDate'],
      SystemModstamp: campaign['SystemModstamp'],
    });
  }
}

function clearDefault(org: Org, transaction: Transaction, chosen: StoredRecord): void {
  for (const status of org.store.statusesOf(String(chosen['CampaignId']))) {
    if (status.Id === chosen.Id || status['IsDefault'] !== true) continue;
    transaction.put('CampaignMemberStatus', { ...status, IsDefault: false });
  }
}
