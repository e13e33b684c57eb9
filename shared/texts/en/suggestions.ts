/** Why two people may be one, in words. What speaks for it, the strongest first; then what speaks against it. */
import type { Values } from '../../domain/fields.ts';
import type { Evidence } from '../../reconcile/suggest/suggest.ts';

export interface SuggestionReasons {
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
}

type Says = (a: string, b: string) => string;
type SaysOfLevel = Readonly<Record<string, Says | null>>;

const both =
  (what: string): Says =>
  (a, b) =>
    `${what} ${a}/${b}`;
const same =
  (what: string): Says =>
  () =>
    `same ${what}`;

const FOR: Readonly<Record<string, SaysOfLevel>> = {
  given: {
    same: same('first name'),
    spelling: both('first name'),
    nickname: both('first name'),
    part: both('first name'),
    initial: both('first name'),
    close: both('first name'),
    similar: both('similar first name'),
    address: () => 'the first name of one is in the address of the other',
  },
  surname: {
    same: same('surname'),
    spelling: both('surname'),
    part: both('surname'),
    close: both('surname'),
    similar: both('similar surname'),
    address: () => 'the surname of one is in the address of the other',
  },
  order: { swapped: () => 'first name and surname have changed places' },
  company: {
    same: same('company'),
    close: both('company'),
    part: both('company'),
    domain: () => 'addresses of one company',
  },
  title: {
    same: same('title'),
    close: both('title'),
    part: both('title'),
    similar: both('similar title'),
  },
  phone: {
    same: same('phone'),
    close: both('phone numbers one digit apart:'),
    switchboard: () => 'phones of one switchboard',
  },
  email: {
    same: () => 'the same name before the @',
    close: both('addresses one letter apart:'),
  },
};

const AGAINST: Readonly<Record<string, SaysOfLevel>> = {
  given: { different: both('first name') },
  surname: { different: both('surname') },
  company: { different: both('company'), apart: () => 'addresses of two companies' },
  title: { different: both('title') },
  phone: { different: both('phone'), another: both('phone') },
  email: { different: both('email') },
};

const VALUE_OF: Readonly<Record<string, keyof Values>> = {
  given: 'firstName',
  surname: 'lastName',
  company: 'company',
  title: 'title',
  phone: 'phone',
  email: 'email',
};

const BLANK = '(blank)';

export const suggestions = {
  reasons: (evidence: readonly Evidence[], a: Values, b: Values): SuggestionReasons => {
    const say = (says: Readonly<Record<string, SaysOfLevel>>): readonly string[] =>
      evidence
        .toSorted((x, y) => y.bits - x.bits)
        .flatMap(({ slot, level }) => {
          const sentence = says[slot]?.[level] ?? null;
          const field = VALUE_OF[slot];
          if (sentence === null) return [];
          const [one, other] = [a, b].map((values) =>
            field === undefined ? BLANK : (values[field] ?? BLANK),
          );
          return [sentence(one ?? BLANK, other ?? BLANK)];
        });
    return { speaksFor: say(FOR), speaksAgainst: say(AGAINST) };
  },
  /** `same surname, same phone, first name Bob/Robert; but company Acme/Globex`. */
  sentence: ({ speaksFor, speaksAgainst }: SuggestionReasons): string =>
    speaksAgainst.length === 0
      ? speaksFor.join(', ')
      : `${speaksFor.join(', ')}; but ${speaksAgainst.join(', ')}`,
  sharedAddress: {
    'same-name': 'The same name: one person twice.',
    'name-alike': 'One name in two spellings: one person twice.',
    'name-missing': 'One of the two has no name to tell them by.',
    family: 'One surname and two first names: a family’s address, perhaps.',
    'other-name': 'Two names that have nothing in common: an assistant’s address, perhaps.',
    'first-name-only': 'One first name and two surnames: a new name, or somebody else.',
  },
} as const;
