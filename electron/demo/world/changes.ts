/** Words for what happens between the first sync and today. */
import type { WorldChange } from '../seed.ts';
import { companyName, type Person } from './person.ts';
import {
  accountId,
  contact,
  contactId,
  firstRegistrationId,
  laterRegistrationId,
  lead,
  leadId,
  member,
  memberId,
  registration,
  type Member,
  type Registration,
  type Stage,
} from './scene.ts';

/** A sales colleague edits the person behind the member. */
export function personEdited(
  person: Person,
  fields: Readonly<Partial<Record<'FirstName' | 'LastName' | 'Title' | 'Phone' | 'Email', string>>>,
): WorldChange {
  const record = { Id: person.kind === 'Lead' ? leadId(person) : contactId(person), ...fields };
  return { on: 'salesforce', do: 'update', sobject: person.kind, record };
}

/** The person moved to another company: a Lead's text, a Contact's account. */
export function movedTo(person: Person, company: number): WorldChange {
  const record =
    person.kind === 'Lead'
      ? { Id: leadId(person), Company: companyName(company) }
      : { Id: contactId(person), AccountId: accountId(company) };
  return { on: 'salesforce', do: 'update', sobject: person.kind, record };
}

export function labelled(person: Person, label: string): WorldChange {
  const record = { Id: memberId(person), Status: label };
  return { on: 'salesforce', do: 'update', sobject: 'CampaignMember', record };
}

export function takenOffCampaign(person: Person): WorldChange {
  return { on: 'salesforce', do: 'delete', sobject: 'CampaignMember', id: memberId(person) };
}

/** Without its times: what is new since the first sync gets those of the day it is told. */
function stampedLater<T extends { readonly CreatedDate: string; readonly SystemModstamp: string }>(
  record: T,
): Omit<T, 'CreatedDate' | 'SystemModstamp'> {
  const entries = Object.entries(record).filter(([name]) => !TIMES.has(name));
  return Object.fromEntries(entries) as Omit<T, 'CreatedDate' | 'SystemModstamp'>;
}

const TIMES = new Set(['CreatedDate', 'SystemModstamp']);

/** A new Lead or Contact, and the member it becomes. */
export function addedToCampaign(
  stage: Stage,
  person: Person,
  over: Partial<Member> = {},
): readonly WorldChange[] {
  return [
    {
      on: 'salesforce',
      do: 'create',
      sobject: person.kind,
      record: stampedLater(person.kind === 'Lead' ? lead(person) : contact(person)),
    },
    {
      on: 'salesforce',
      do: 'create',
      sobject: 'CampaignMember',
      record: stampedLater(member(stage, person, over)),
    },
  ];
}

/** A Lead becomes a Contact; its member carries both from then on. */
export function converted(person: Person): readonly WorldChange[] {
  return [
    { on: 'salesforce', do: 'create', sobject: 'Contact', record: stampedLater(contact(person)) },
    {
      on: 'salesforce',
      do: 'update',
      sobject: 'Lead',
      record: { Id: leadId(person), IsConverted: true, ConvertedContactId: contactId(person) },
    },
    {
      on: 'salesforce',
      do: 'update',
      sobject: 'CampaignMember',
      record: { Id: memberId(person), ContactId: contactId(person) },
    },
  ];
}

export function registrationEdited(
  stage: Stage,
  person: Person,
  fields: Readonly<Partial<Omit<Registration, 'id' | 'eventId'>>>,
): WorldChange {
  return { on: 'voyage', do: 'update', id: firstRegistrationId(stage, person), fields };
}

export function checkedIn(stage: Stage, person: Person): WorldChange {
  return registrationEdited(stage, person, { status: 'attended' });
}

export function registrationDeleted(stage: Stage, person: Person): WorldChange {
  return { on: 'voyage', do: 'delete', id: firstRegistrationId(stage, person) };
}

export function registeredSince(
  stage: Stage,
  person: Person,
  over: Partial<Registration> = {},
): WorldChange {
  return {
    on: 'voyage',
    do: 'create',
    registration: {
      ...registration(stage, person),
      id: laterRegistrationId(person),
      registeredAt: '2026-10-15T06:50:00.000Z',
      source: 'door',
      ...over,
    },
  };
}
