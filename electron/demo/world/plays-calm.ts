/** People on whom both lists agree, however differently they write them. */
import { domainToUnicode } from 'node:url';
import {
  converted,
  labelled,
  checkedIn,
  personEdited,
  registeredSince,
  addedToCampaign,
  registrationEdited,
} from './changes.ts';
import type { Person } from './person.ts';
import type { Play } from './roles.ts';
import {
  both,
  contact,
  contactId,
  inOrg,
  lead,
  leadId,
  member,
  pair,
  registration,
  since,
  type Stage,
} from './scene.ts';

/** `bücher-kontor.example` */
const IDN_DOMAIN = 'xn--bcher-kontor-dlb.example';

const asLead = (person: Person): Person => ({ ...person, kind: 'Lead' });
const local = ({ email }: Person): string => email.slice(0, email.lastIndexOf('@'));
const respelt =
  (spell: (person: Person) => string): Play =>
  ({ stage }, person) =>
    pair(stage, person, { email: spell(person) });

function otherFormat(phone: string): string {
  const [country = '', area = '', ...rest] = phone.split(' ');
  return `${country} (${area}) ${rest.join('-')}`;
}

const withPhone = (person: Person): Person => ({
  ...person,
  phone: person.phone ?? '+49 40 555 0199',
});

function convertedBefore(stage: Stage, person: Person): ReturnType<Play> {
  const ids = { LeadId: leadId(person), ContactId: contactId(person) };
  const past = { IsConverted: true, ConvertedContactId: contactId(person) };
  return {
    leads: [lead(person, past)],
    contacts: [contact(person)],
    members: [member(stage, person, ids)],
    registrations: [registration(stage, person)],
  };
}

export const plain: Play = ({ stage }, person) => pair(stage, person);

export const CALM_PLAYS = {
  plain,
  phoneFormat({ stage }, someone) {
    const person = withPhone(someone);
    return pair(stage, person, { phone: otherFormat(person.phone ?? '') });
  },
  emailInCapitals: respelt(({ email }) =>
    email.replace(/(^|[.@])[a-z]/gu, (at) => at.toUpperCase()),
  ),
  emailWithTag({ stage }, someone) {
    const person = { ...someone, email: someone.email.replace('@', '+summit@') };
    return pair(stage, person);
  },
  emailOfInternationalDomain({ stage }, someone) {
    const person = { ...someone, email: `${local(someone)}@${IDN_DOMAIN}` };
    return pair(stage, person, { email: `${local(person)}@${domainToUnicode(IDN_DOMAIN)}` });
  },
  emailWithMailto: respelt(({ email }) => `mailto:${email}`),
  emailWithDisplayName: respelt(
    ({ email, firstName, lastName }) => `"${firstName} ${lastName}" <${email}>`,
  ),
  emailWithStraySpace: respelt(({ email }) => `\u00a0${email}\u200b `),
  nameSpacedOtherwise({ stage }, person) {
    const { firstName, lastName } = person;
    return pair(stage, person, {
      firstName: ` ${firstName.normalize('NFD')} `,
      lastName: lastName.normalize('NFD').replaceAll(' ', '\u00a0 '),
    });
  },
  blankMemberStatus({ stage }, someone) {
    const person: Person = { ...someone, status: 'invited' };
    return { ...pair(stage, person), members: [member(stage, person, { Status: null })] };
  },
  germanLabel({ stage }, someone) {
    const person: Person = { ...someone, status: 'registered' };
    return { ...pair(stage, person), members: [member(stage, person, { Status: GERMAN_LABEL })] };
  },
  convertedBefore: ({ stage }, person) => convertedBefore(stage, asLead(person)),
  convertedSince({ stage }, someone) {
    const person = asLead(someone);
    return since(pair(stage, person), ...converted(person));
  },
  movedAlike({ stage, cast }, someone) {
    const person: Person = { ...withPhone(someone), status: 'registered' };
    const phone = cast.otherPhone(person, 1);
    return since(
      pair(stage, person),
      checkedIn(stage, person),
      labelled(person, 'Attended'),
      personEdited(person, { Phone: phone }),
      registrationEdited(stage, person, { phone: otherFormat(phone) }),
    );
  },
  phoneReformattedSince({ stage }, someone) {
    const person = withPhone(someone);
    return since(
      pair(stage, person),
      personEdited(person, { Phone: otherFormat(person.phone ?? '') }),
    );
  },
  addedToBothAlike({ stage }, someone) {
    const person: Person = { ...someone, status: 'registered' };
    return { changes: [...addedToCampaign(stage, person), registeredSince(stage, person)] };
  },
  inOrgOnly: (_, person) => both(inOrg(person)),
} satisfies Record<string, Play>;

/** "Registered", in the label the colleagues in Hamburg made for themselves. */
export const GERMAN_LABEL = 'Angemeldet';
