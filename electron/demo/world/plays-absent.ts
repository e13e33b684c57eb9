/** People on one list only, or taken off one, and those nobody can match or who stand there twice. */
import { domainToUnicode } from 'node:url';
import {
  addedToCampaign,
  labelled,
  movedTo,
  registeredSince,
  registrationDeleted,
  registrationEdited,
  takenOffCampaign,
} from './changes.ts';
import { neighbour, type Person } from './person.ts';
import type { Play } from './roles.ts';
import {
  both,
  contact,
  contactId,
  inOrg,
  laterRegistrationId,
  lead,
  leadId,
  member,
  pair,
  registration,
  salesforceTime,
  since,
} from './scene.ts';

const registered = (person: Person): Person => ({ ...person, status: 'registered' });
const asLead = (person: Person): Person => ({ ...person, kind: 'Lead' });
const asContact = (person: Person): Person => ({ ...person, kind: 'Contact' });

/** Once a label of the campaign, since removed from its list; members keep it. */
export const OLD_LABEL = 'Old list, do not call';

export const ONE_LIST_PLAYS = {
  newLeadOfTheFair({ stage }, person) {
    const Status = person.number % 3 === 0 ? 'Sent' : 'Responded';
    return { changes: addedToCampaign(stage, person, { Status }) };
  },
  oldList: ({ stage }, person) => ({
    changes: addedToCampaign(stage, person, { Status: OLD_LABEL }),
  }),
  walkIn: ({ stage }, someone) => ({
    changes: [registeredSince(stage, registered(someone), { status: 'attended' })],
  }),
  walkInKnownAsLead: ({ stage }, someone) =>
    since(inOrg(asLead(someone)), registeredSince(stage, registered(someone))),
  walkInKnownAsContact: ({ stage }, someone) =>
    since(inOrg(asContact(someone)), registeredSince(stage, registered(someone))),
  walkInKnownAsBoth: ({ stage }, someone) =>
    since(
      both(inOrg(asLead(someone)), inOrg(asContact(someone))),
      registeredSince(stage, registered(someone)),
    ),
  /** Added by their work address, and come with another: nothing but the rest of them tells that. */
  registeredWithPrivateAddress({ stage }, someone) {
    const person = registered({ ...someone, phone: someone.phone ?? '+49 40 555 0177' });
    const email = `${person.email.slice(0, person.email.lastIndexOf('@'))}.${person.number}@mailbox.example`;
    return {
      changes: [
        ...addedToCampaign(stage, person, { Status: 'Responded' }),
        registeredSince(stage, { ...person, email }, { status: 'attended' }),
      ],
    };
  },
} satisfies Record<string, Play>;

export const GONE_PLAYS = {
  memberDeleted: ({ stage }, person) => since(pair(stage, person), takenOffCampaign(person)),
  registrationCancelled({ stage }, someone) {
    const person = registered(someone);
    return since(pair(stage, person), registrationEdited(stage, person, { status: 'cancelled' }));
  },
  registrationDeleted: ({ stage }, person) =>
    since(pair(stage, person), registrationDeleted(stage, person)),
} satisfies Record<string, Play>;

export const GONE_AND_CHANGED_PLAYS = {
  memberDeletedRegistrationChanged({ stage }, someone) {
    const person = registered(someone);
    return since(
      pair(stage, person),
      takenOffCampaign(person),
      registrationEdited(stage, person, { status: 'attended' }),
    );
  },
  registrationDeletedMemberChanged({ stage }, someone) {
    const person = registered(someone);
    return since(
      pair(stage, person),
      registrationDeleted(stage, person),
      movedTo(person, neighbour(person.company, 1)),
    );
  },
  registrationCancelledMemberChanged({ stage }, someone) {
    const person = registered(someone);
    return since(
      pair(stage, person),
      registrationEdited(stage, person, { status: 'cancelled' }),
      labelled(person, 'Attended'),
    );
  },
} satisfies Record<string, Play>;

export const BOTH_GONE_PLAYS = {
  goneFromBoth: ({ stage }, person) =>
    since(pair(stage, person), takenOffCampaign(person), registrationDeleted(stage, person)),
} satisfies Record<string, Play>;

/** A later, lesser copy of somebody: the other row is the keeper by every rule. */
const LATER = salesforceTime('2026-10-01T09:00:00.000Z');
const lesserMember = { Status: 'Sent', CreatedDate: LATER };

export const DUPLICATE_PLAYS = {
  leadAndContact({ stage }, someone) {
    const person = registered(asContact(someone));
    const ids = { LeadId: leadId(person), ContactId: null };
    return both(pair(stage, person), {
      leads: [lead(person)],
      members: [member(stage, person, { ...lesserMember, ...ids }, 1)],
    });
  },
  twoLeadsInTwoCases({ stage }, someone) {
    const person = registered(asLead(someone));
    return both(pair(stage, person), {
      leads: [lead(person, { Email: person.email.toUpperCase() }, 1)],
      members: [member(stage, person, { ...lesserMember, LeadId: leadId(person, 1) }, 1)],
    });
  },
  registeredTwice({ stage }, someone) {
    const person = registered(someone);
    const lesser = { status: 'invited', source: 'import' } as const;
    return both(pair(stage, person), {
      registrations: [registration(stage, person, lesser, 1)],
    });
  },
  registeredTwiceInTwoSpellings({ stage }, someone) {
    const domain = 'xn--mller-druck-thb.example';
    const local = someone.email.slice(0, someone.email.lastIndexOf('@'));
    const person = { ...registered(someone), email: `${local}@${domain}` };
    const email = `"${person.firstName}" <${local}@${domainToUnicode(domain)}>`;
    return both(pair(stage, person), {
      registrations: [registration(stage, person, { email, status: 'invited' }, 1)],
    });
  },
  registeredAgainSince({ stage }, someone) {
    const person: Person = { ...someone, status: 'attended' };
    const again = { id: laterRegistrationId(person), status: 'registered' } as const;
    return since(pair(stage, person), registeredSince(stage, person, again));
  },
  /** Two directors whose mail goes to one assistant, on both lists. */
  sharedAddress({ stage, cast }, someone) {
    const person = registered(asContact(someone));
    const other: Person = {
      ...person,
      firstName: cast.otherFirstName(person),
      lastName: cast.otherLastName(person),
      status: 'invited',
    };
    return both(pair(stage, person), {
      contacts: [contact(other, {}, 1)],
      members: [member(stage, other, { ...lesserMember, ContactId: contactId(other, 1) }, 1)],
      registrations: [registration(stage, other, {}, 1)],
    });
  },
} satisfies Record<string, Play>;

export const NO_EMAIL_PLAYS = {
  memberWithoutEmail: ({ stage }, person) =>
    both(inOrg(person, { Email: null }), { members: [member(stage, person)] }),
  memberWithNoAddress: ({ stage }, person) =>
    both(inOrg(person, { Email: 'via reception' }), { members: [member(stage, person)] }),
  registrationWithoutEmail: ({ stage }, person) => ({
    registrations: [registration(stage, registered(person), { email: null, source: 'door' })],
  }),
  registrationWithNoAddress: ({ stage }, person) => ({
    registrations: [registration(stage, registered(person), { email: 'n/a', source: 'door' })],
  }),
} satisfies Record<string, Play>;
