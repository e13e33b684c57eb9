/** People whose record moved on one side or on both since the first sync. */
import {
  addedToCampaign,
  checkedIn,
  labelled,
  movedTo,
  personEdited,
  registeredSince,
  registrationEdited,
} from './changes.ts';
import { companyName, neighbour, type Person } from './person.ts';
import type { Play } from './roles.ts';
import { pair, since } from './scene.ts';

const registered = (person: Person): Person => ({ ...person, status: 'registered' });
const invited = (person: Person): Person => ({ ...person, status: 'invited' });
/** Few gave no title: here everybody has one, so that it can change. */
const titled = (person: Person): Person => ({ ...person, title: person.title ?? 'Consultant' });
const isOdd = ({ number }: Person): boolean => number % 2 === 1;

/** Automatic: one side moved. */
export const ONE_SIDED_PLAYS = {
  checkedInAtTheDoor({ stage }, someone) {
    const person = registered(someone);
    return since(pair(stage, person), checkedIn(stage, person));
  },
  declinedOnline({ stage }, someone) {
    const person = invited(someone);
    return since(pair(stage, person), registrationEdited(stage, person, { status: 'declined' }));
  },
  labelledBySales({ stage }, someone) {
    const person = isOdd(someone) ? invited(someone) : registered(someone);
    const label = isOdd(person) ? 'Registered' : 'Declined';
    return since(pair(stage, person), labelled(person, label));
  },
  titleInSalesforce({ stage, cast }, someone) {
    const person = titled(someone);
    return since(pair(stage, person), personEdited(person, { Title: cast.otherTitle(person, 1) }));
  },
  phoneInSalesforce: ({ stage, cast }, person) =>
    since(pair(stage, person), personEdited(person, { Phone: cast.otherPhone(person, 1) })),
  companyInSalesforce: ({ stage }, person) =>
    since(pair(stage, person), movedTo(person, neighbour(person.company, 1))),
  lastNameInSalesforce: ({ stage, cast }, person) =>
    since(pair(stage, person), personEdited(person, { LastName: cast.otherLastName(person) })),
  firstNameInSalesforce: ({ stage, cast }, person) =>
    since(pair(stage, person), personEdited(person, { FirstName: cast.otherFirstName(person) })),
  titleInVoyage({ stage, cast }, someone) {
    const person = titled(someone);
    const title = cast.otherTitle(person, 1);
    return since(pair(stage, person), registrationEdited(stage, person, { title }));
  },
  phoneInVoyage: ({ stage, cast }, person) =>
    since(
      pair(stage, person),
      registrationEdited(stage, person, { phone: cast.otherPhone(person, 1) }),
    ),
  companyInVoyage: ({ stage }, person) =>
    since(
      pair(stage, person),
      registrationEdited(stage, person, { company: companyName(neighbour(person.company, 1)) }),
    ),
  lastNameInVoyage: ({ stage, cast }, person) =>
    since(
      pair(stage, person),
      registrationEdited(stage, person, {
        lastName: `${person.lastName}-${cast.otherLastName(person)}`,
      }),
    ),
  firstNameInVoyage: ({ stage, cast }, person) =>
    since(
      pair(stage, person),
      registrationEdited(stage, person, {
        firstName: `${person.firstName} ${cast.otherFirstName(person)}`,
      }),
    ),
  eachSideAnotherField({ stage, cast }, someone) {
    const person = titled(someone);
    return since(
      pair(stage, person),
      personEdited(person, { Title: cast.otherTitle(person, 2) }),
      registrationEdited(stage, person, { phone: cast.otherPhone(person, 2) }),
    );
  },
  emailInSalesforce: ({ stage }, person) =>
    since(pair(stage, person), personEdited(person, { Email: person.email.replace('@', '.new@') })),
  emailInVoyage: ({ stage }, person) =>
    since(
      pair(stage, person),
      registrationEdited(stage, person, { email: person.email.replace(/@.*/u, '@post.example') }),
    ),
} satisfies Record<string, Play>;

/** Conflicts: both moved apart, or nothing was ever agreed. */
export const CONFLICT_PLAYS = {
  statusConflict({ stage }, someone) {
    const person = isOdd(someone) ? registered(someone) : invited(someone);
    const label = isOdd(person) ? 'No Show' : 'Registered';
    return since(pair(stage, person), checkedIn(stage, person), labelled(person, label));
  },
  companyConflict: ({ stage }, person) =>
    since(
      pair(stage, person),
      movedTo(person, neighbour(person.company, 1)),
      registrationEdited(stage, person, { company: companyName(neighbour(person.company, 2)) }),
    ),
  titleConflict({ stage, cast }, someone) {
    const person = titled(someone);
    return since(
      pair(stage, person),
      personEdited(person, { Title: cast.otherTitle(person, 0) }),
      registrationEdited(stage, person, { title: cast.otherTitle(person, 1) }),
    );
  },
  nameConflict({ stage, cast }, person) {
    const married = cast.otherLastName(person);
    return since(
      pair(stage, person),
      personEdited(person, { LastName: `${person.lastName}-${married}` }),
      registrationEdited(stage, person, { lastName: married }),
    );
  },
  phoneConflict: ({ stage, cast }, person) =>
    since(
      pair(stage, person),
      personEdited(person, { Phone: cast.otherPhone(person, 1) }),
      registrationEdited(stage, person, { phone: cast.otherPhone(person, 2) }),
    ),
  conflictOfManyFields({ stage, cast }, someone) {
    const person = registered(someone);
    return since(
      pair(stage, person),
      labelled(person, 'Declined'),
      movedTo(person, neighbour(person.company, 1)),
      personEdited(person, { Phone: cast.otherPhone(person, 1) }),
      registrationEdited(stage, person, {
        status: 'attended',
        company: companyName(neighbour(person.company, 3)),
        phone: cast.otherPhone(person, 2),
      }),
    );
  },
  /** One side moved, but backwards: a rule may forbid it. */
  attendedTakenBack({ stage }, someone) {
    const person: Person = { ...someone, status: 'attended' };
    return since(pair(stage, person), labelled(person, 'Registered'));
  },
  addedToBothApart({ stage, cast }, someone) {
    const person = titled(registered(someone));
    return {
      changes: [
        ...addedToCampaign(stage, person, { Status: 'Registered' }),
        registeredSince(stage, person, {
          title: cast.otherTitle(person, 1),
          company: companyName(neighbour(person.company, 1)),
        }),
      ],
    };
  },
} satisfies Record<string, Play>;

/** The way back has no label yet. */
export const UNMAPPED_PLAYS = {
  waitlisted({ stage }, someone) {
    const person = invited(someone);
    return since(pair(stage, person), registrationEdited(stage, person, { status: 'waitlisted' }));
  },
} satisfies Record<string, Play>;
