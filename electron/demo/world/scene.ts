/** What one person of the story brings to both lists, and what happens to them since the first sync. */
import type { SalesforceSeed, VoyageRegistrationSeed, WorldChange } from '../seed.ts';
import { registrationId, salesforceId } from './ids.ts';
import { companyName, type Person, type StoryStatus } from './person.ts';

type ItemOf<T> = T extends Iterable<infer Item> ? Item : never;
export type Lead = ItemOf<SalesforceSeed['leads']>;
export type Contact = ItemOf<SalesforceSeed['contacts']>;
export type Member = ItemOf<SalesforceSeed['members']>;
export type Registration = VoyageRegistrationSeed;

export interface Scene {
  readonly leads?: readonly Lead[];
  readonly contacts?: readonly Contact[];
  readonly members?: readonly Member[];
  readonly registrations?: readonly Registration[];
  readonly changes?: readonly WorldChange[];
}

/** The labels the story's statuses have in the campaign. */
export const LABELS: Readonly<Record<StoryStatus, string>> = {
  invited: 'Sent',
  registered: 'Registered',
  attended: 'Attended',
  no_show: 'No Show',
  declined: 'Declined',
};

/** The evening of the first day, when both lists were brought into agreement. */
const FIRST_SYNC = '2026-10-14T18:30:00.000Z';

export interface Stage {
  readonly campaignId: string;
  readonly eventId: string;
  /** Where the registration of a person stands in id order, so that the two lists run in different orders. */
  position(number: number): number;
}

/** Up to four records of one kind per person: the copy tells them apart. */
type Copy = 0 | 1 | 2 | 3;

const numberOf = (person: Person, copy: Copy): number => person.number * 4 + copy;
export const leadId = (person: Person, copy: Copy = 0): string =>
  salesforceId('Lead', numberOf(person, copy));
export const contactId = (person: Person, copy: Copy = 0): string =>
  salesforceId('Contact', numberOf(person, copy));
export const memberId = (person: Person, copy: Copy = 0): string =>
  salesforceId('CampaignMember', numberOf(person, copy));
export const accountId = (company: number): string => salesforceId('Account', company + 1);
export const firstRegistrationId = (stage: Stage, person: Person, copy: Copy = 0): string =>
  registrationId('0', stage.position(person.number) * 4 + copy);
export const laterRegistrationId = (person: Person, copy: Copy = 0): string =>
  registrationId('a', numberOf(person, copy));

/** Salesforce's way to write an instant. */
export const salesforceTime = (iso: string): string => iso.replace('Z', '+0000');

export function lead(person: Person, over: Partial<Lead> = {}, copy: Copy = 0): Lead {
  return {
    Id: leadId(person, copy),
    FirstName: person.firstName,
    LastName: person.lastName,
    Company: companyName(person.company),
    Title: person.title,
    Phone: person.phone,
    Email: person.email,
    IsConverted: false,
    ConvertedContactId: null,
    CreatedDate: salesforceTime(person.joinedAt),
    SystemModstamp: salesforceTime(person.joinedAt),
    ...over,
  };
}

export function contact(person: Person, over: Partial<Contact> = {}, copy: Copy = 0): Contact {
  return {
    Id: contactId(person, copy),
    AccountId: accountId(person.company),
    FirstName: person.firstName,
    LastName: person.lastName,
    Title: person.title,
    Phone: person.phone,
    Email: person.email,
    CreatedDate: salesforceTime(person.joinedAt),
    SystemModstamp: salesforceTime(person.joinedAt),
    ...over,
  };
}

export function member(
  stage: Stage,
  person: Person,
  over: Partial<Member> = {},
  copy: Copy = 0,
): Member {
  return {
    Id: memberId(person, copy),
    CampaignId: stage.campaignId,
    LeadId: person.kind === 'Lead' ? leadId(person) : null,
    ContactId: person.kind === 'Contact' ? contactId(person) : null,
    Status: LABELS[person.status],
    CreatedDate: salesforceTime(person.joinedAt),
    SystemModstamp: salesforceTime(person.status === 'attended' ? FIRST_SYNC : person.joinedAt),
    ...over,
  };
}

export function registration(
  stage: Stage,
  person: Person,
  over: Partial<Registration> = {},
  copy: Copy = 0,
): Registration {
  const { status } = person;
  const isThere = status === 'attended';
  return {
    id: firstRegistrationId(stage, person, copy),
    eventId: stage.eventId,
    status,
    email: person.email,
    firstName: person.firstName,
    lastName: person.lastName,
    company: companyName(person.company),
    title: person.title,
    phone: person.phone,
    ticketType: ['Conference pass', 'Day ticket', 'Speaker', 'Partner'][person.number % 4] ?? null,
    source: status === 'invited' ? 'import' : 'website',
    registeredAt: person.joinedAt,
    checkedInAt: isThere ? '2026-10-14T07:45:00.000Z' : null,
    cancelledAt: null,
    updatedAt: isThere ? '2026-10-14T07:45:00.000Z' : person.joinedAt,
    ...over,
  };
}

/** The person in the org: as a Lead or a Contact. */
export function inOrg(person: Person, over: Partial<Lead & Contact> = {}): Scene {
  const { AccountId, Company, ...common } = over;
  return person.kind === 'Lead'
    ? { leads: [lead(person, { ...common, ...(Company === undefined ? {} : { Company }) })] }
    : {
        contacts: [
          contact(person, { ...common, ...(AccountId === undefined ? {} : { AccountId }) }),
        ],
      };
}

/** On both lists, in agreement. Made only as far as it is looked at: most people of a big world are this. */
export function pair(stage: Stage, person: Person, over: Partial<Registration> = {}): Scene {
  return {
    get leads() {
      return person.kind === 'Lead' ? [lead(person)] : [];
    },
    get contacts() {
      return person.kind === 'Contact' ? [contact(person)] : [];
    },
    get members() {
      return [member(stage, person)];
    },
    get registrations() {
      return [registration(stage, person, over)];
    },
  };
}

export function both(...scenes: readonly Scene[]): Scene {
  return {
    leads: scenes.flatMap(({ leads = [] }) => leads),
    contacts: scenes.flatMap(({ contacts = [] }) => contacts),
    members: scenes.flatMap(({ members = [] }) => members),
    registrations: scenes.flatMap(({ registrations = [] }) => registrations),
    changes: scenes.flatMap(({ changes = [] }) => changes),
  };
}

export function since(scene: Scene, ...changes: readonly WorldChange[]): Scene {
  return { ...scene, changes: [...(scene.changes ?? []), ...changes] };
}
