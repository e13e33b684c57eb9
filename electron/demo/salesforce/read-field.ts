/**
 * How a field of a record is read: stored values, and those that come from elsewhere (a member's Email is
 * its Lead's or Contact's; Name is made of its parts; a campaign's counts are counted).
 */
import type { FieldSchema, ObjectSchema } from './schema.ts';
import { objectNamed } from './objects.ts';
import type { Store, StoredRecord } from './store.ts';

export type Reader = (record: StoredRecord) => unknown;

const FROM_PERSON = [
  'Salutation',
  'FirstName',
  'LastName',
  'Title',
  'Street',
  'City',
  'State',
  'PostalCode',
  'Country',
  'Email',
  'Phone',
  'Fax',
  'MobilePhone',
  'Description',
  'DoNotCall',
  'HasOptedOutOfEmail',
  'HasOptedOutOfFax',
  'LeadSource',
];

export function personOf(
  store: Store,
  member: StoredRecord,
): { readonly object: 'Lead' | 'Contact'; readonly record: StoredRecord } | null {
  const contact = lookUp(store, 'Contact', member['ContactId']);
  if (contact !== null) return { object: 'Contact', record: contact };
  const lead = lookUp(store, 'Lead', member['LeadId']);
  return lead === null ? null : { object: 'Lead', record: lead };
}

export function lookUp(store: Store, object: string, id: unknown): StoredRecord | null {
  return typeof id === 'string' ? store.get(object, id) : null;
}

export function readerOf(store: Store, schema: ObjectSchema, field: FieldSchema): Reader {
  const { name } = field;
  switch (schema.name) {
    case 'CampaignMember':
      return memberReader(store, name) ?? storedReader(field);
    case 'Campaign':
      return campaignReader(store, name) ?? storedReader(field);
    case 'Lead':
    case 'Contact':
      if (name === 'Name') return fullName;
      if (name === 'OwnerId') return ownerReader(store);
      if (name === 'PhotoUrl') return (record) => `/services/images/photo/${record.Id}`;
      return storedReader(field);
    default:
      return storedReader(field);
  }
}

function storedReader(field: FieldSchema): Reader {
  const { name } = field;
  if (field.type === 'boolean') return (record) => record[name] ?? false;
  if (name === 'LastModifiedDate') {
    return (record) => record['LastModifiedDate'] ?? record['SystemModstamp'] ?? null;
  }
  return (record) => record[name] ?? null;
}

function fullName(record: StoredRecord): string {
  return [record['FirstName'], record['LastName']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
}

function ownerReader(store: Store): Reader {
  return (record) => record['OwnerId'] ?? ownerId(store);
}

/** The one user of the org owns what nobody was given. */
export function ownerId(store: Store): string | null {
  const [user] = store.all('User');
  return user?.Id ?? null;
}

function memberReader(store: Store, name: string): Reader | null {
  if (FROM_PERSON.includes(name)) {
    const absent = /^(Do|Has)/.test(name) ? false : null;
    return (member) => personOf(store, member)?.record[name] ?? absent;
  }
  switch (name) {
    case 'Name':
      return (member) => {
        const person = personOf(store, member);
        return person === null ? null : fullName(person.record);
      };
    case 'CompanyOrAccount':
      return (member) => {
        const person = personOf(store, member);
        if (person === null) return null;
        if (person.object === 'Lead') return person.record['Company'] ?? null;
        return lookUp(store, 'Account', person.record['AccountId'])?.['Name'] ?? null;
      };
    case 'Type':
      return (member) => personOf(store, member)?.object ?? null;
    case 'LeadOrContactId':
      return (member) => personOf(store, member)?.record.Id ?? null;
    case 'LeadOrContactOwnerId':
      return (member) => personOf(store, member)?.record['OwnerId'] ?? ownerId(store);
    default:
      return null;
  }
}

function campaignReader(store: Store, name: string): Reader | null {
  switch (name) {
    case 'NumberOfLeads':
      return (campaign) => store.memberCounts(campaign.Id).leads;
    case 'NumberOfConvertedLeads':
      return (campaign) => store.memberCounts(campaign.Id).convertedLeads;
    case 'NumberOfContacts':
      return (campaign) => store.memberCounts(campaign.Id).contacts;
    case 'NumberOfResponses':
      return (campaign) => store.memberCounts(campaign.Id).responses;
    case 'NumberOfOpportunities':
    case 'NumberOfWonOpportunities':
    case 'AmountAllOpportunities':
    case 'AmountWonOpportunities':
      return () => 0;
    case 'OwnerId':
      return ownerReader(store);
    default:
      return null;
  }
}

/** The record a relationship of a record leads to, and what kind it is. */
export function relationshipOf(
  schema: ObjectSchema,
  name: string,
): { readonly name: string; readonly target: ObjectSchema; readonly idField: FieldSchema } | null {
  const wanted = name.toLowerCase();
  const idField = schema.fields.find((field) => field.relationshipName?.toLowerCase() === wanted);
  const targetName = idField?.referenceTo.find((each) => objectNamed(each) !== null);
  const target = targetName === undefined ? null : objectNamed(targetName);
  if (idField === undefined || target === null || idField.relationshipName === null) return null;
  return { name: idField.relationshipName, target, idField };
}
