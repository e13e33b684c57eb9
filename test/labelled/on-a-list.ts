/**
 * A person as one of two lists has them: the CRM, kept by others, and the registration, typed by oneself.
 * The shares are from outside this project and were written down before there was a scorer:
 * - first names of the same person differ in about 25% of pairs of records, last names in about 15%, character by
 *   character (Winkler, 1990 and 2006, on the 1988 census); nicknames, initials and second names are most of the first;
 * - about 5% of typed names carry a slip of the hand (Winkler, 2005);
 * - about one in five people changes employer in a year (median tenure of 3.9 to 4.1 years, US Bureau of Labor
 *   Statistics, 2022 to 2024), and trade estimates of the decay of business contacts say 22 to 30%;
 * - forms leave phone and title blank more often than they are filled when they may.
 */
import { callNamesOf } from './call-names.ts';
import { CULTURES } from './cultures.ts';
import type { Employer } from './employers.ts';
import { JOBS, otherwiseNamed } from './employers.ts';
import type { Person } from './person.ts';
import { surnameOf, workAddress } from './person.ts';
import type { Random } from './random.ts';
import { mistyped, mistypedNumber, plainLetters } from './typing.ts';

export interface ListedPerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

function writtenGiven(person: Person, random: Random, isOwnHand: boolean): string {
  const usual = person.given[0] ?? '';
  const called = callNamesOf(usual);
  const isSpeltElsewise = person.given.length > 1 && random.chance(0.15);
  const name = isSpeltElsewise ? random.pick(person.given) : usual;
  switch (
    random.weighted({
      same: 100,
      called: isOwnHand && called.length > 0 ? 22 : called.length > 0 ? 6 : 0,
      initial: isOwnHand ? 1 : 2.5,
      withMiddle: 3,
      withInitial: 3,
      middle: 1.2,
      slip: 4,
    })
  ) {
    case 'same':
      return name;
    case 'called':
      return random.pick(called);
    case 'initial':
      return `${name.charAt(0)}${random.chance(0.5) ? '.' : ''}`;
    case 'withMiddle':
      return `${name} ${person.middle}`;
    case 'withInitial':
      return `${name} ${person.middle.charAt(0)}.`;
    case 'middle':
      return person.middle;
    case 'slip':
      return mistyped(name, random);
  }
}

function writtenSurname(person: Person, random: Random, isLater: boolean): string {
  const usual = person.surname[0] ?? '';
  const name =
    person.surname.length > 1 && random.chance(0.12) ? random.pick(person.surname) : usual;
  const culture = CULTURES[person.culture];
  const other = culture === undefined ? '' : (surnameOf(culture, random)[0] ?? '');
  switch (
    random.weighted({
      same: 100,
      slip: 4,
      doubled: isLater && person.isWoman ? 1.5 : 0.2,
      married: isLater && person.isWoman ? 2 : 0.1,
      spaced: name.includes('-') || name.includes(' ') ? 20 : 0.1,
    })
  ) {
    case 'same':
      return name;
    case 'slip':
      return mistyped(name, random);
    case 'doubled':
      return `${name}-${other}`;
    case 'married':
      return other;
    case 'spaced':
      return name.replace(/[-\s]/gu, random.chance(0.5) ? ' ' : '');
  }
}

function inSomeCase(text: string, random: Random): string {
  if (random.chance(0.94)) return text;
  return random.chance(0.6) ? text.toLowerCase() : text.toUpperCase();
}

function writtenName(
  person: Person,
  random: Random,
  isLater: boolean,
): Pick<ListedPerson, 'firstName' | 'lastName'> {
  let given = writtenGiven(person, random, isLater);
  let surname = writtenSurname(person, random, isLater);
  if (random.chance(0.3)) {
    const isSpeltOut = random.chance(0.6);
    given = plainLetters(given, isSpeltOut);
    surname = plainLetters(surname, isSpeltOut);
  }
  const [first, last] = random.chance(CULTURES[person.culture]?.swaps ?? 0)
    ? [surname, given]
    : [given, surname];
  return {
    firstName: random.chance(0.01) ? null : inSomeCase(first, random),
    lastName: random.chance(0.003) ? null : inSomeCase(last, random),
  };
}

function formatted(dialling: string, national: string, random: Random): string {
  const [country = '', area = ''] = dialling.split(' ');
  const number = `${area}${national}`;
  const halves = `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`.trim();
  switch (random.weighted({ plus: 40, zeros: 8, national: 25, digits: 12, dashes: 8, paren: 7 })) {
    case 'plus':
      return `${country} ${halves}`;
    case 'zeros':
      return `00${country.slice(1)}${number}`;
    case 'national':
      return `0${halves}`;
    case 'digits':
      return `0${number}`;
    case 'dashes':
      return `${country}-${halves.replaceAll(' ', '-')}`;
    case 'paren':
      return `${country} (0)${halves}`;
  }
}

function writtenPhone(
  person: Person,
  employer: Employer,
  shares: Readonly<Record<'none' | 'mobile' | 'direct' | 'main', number>>,
  random: Random,
): string | null {
  const dialling = CULTURES[person.culture]?.dialling ?? '+1 212';
  const kind = random.weighted(shares);
  if (kind === 'none') return null;
  const [country = ''] = dialling.split(' ');
  const number =
    kind === 'mobile'
      ? formatted(country, person.mobile, random)
      : formatted(dialling, `${employer.trunk}${kind === 'main' ? '0' : person.extension}`, random);
  return random.chance(0.02) ? mistypedNumber(number, random) : number;
}

function writtenCompany(employer: Employer, random: Random): string | null {
  if (random.chance(0.07)) return null;
  const name = otherwiseNamed(employer, random);
  return random.chance(0.03) ? mistyped(name, random) : name;
}

function writtenTitle(job: number, random: Random, blank: number): string | null {
  if (random.chance(blank)) return null;
  const names = JOBS[job] ?? [''];
  return random.chance(0.6) ? (names[0] ?? null) : random.pick(names);
}

/** As the CRM has them: the name on the card, the address and numbers of the office. */
export function asMember(person: Person, random: Random): ListedPerson {
  const work = workAddress(person.given, person.surname, person.employer);
  return {
    ...writtenName(person, random, false),
    company: writtenCompany(person.employer, random),
    title: writtenTitle(person.job, random, 0.25),
    phone: writtenPhone(
      person,
      person.employer,
      { none: 25, mobile: 26, direct: 30, main: 19 },
      random,
    ),
    email: random.chance(0.08) ? null : random.chance(0.9) ? work : person.privateAddress,
  };
}

/** As they write themselves, under another address than the CRM has: else the rows would be matched. */
export function asRegistration(
  person: Person,
  member: ListedPerson | null,
  employers: readonly Employer[],
  random: Random,
): ListedPerson {
  const hasMoved = random.chance(member === null ? 0 : 0.22);
  const employer = hasMoved ? random.pick(employers) : person.employer;
  const job = random.chance(hasMoved ? 0.5 : 0.1) ? random.below(JOBS.length) : person.job;
  const work = workAddress(person.given, person.surname, employer);
  const typed = (): string | null => {
    switch (
      random.weighted({
        private: 46,
        work: hasMoved || member === null ? 60 : 4,
        slip: 12,
        alias: 6,
        none: 10,
      })
    ) {
      case 'private':
        return person.privateAddress;
      case 'work':
        return work;
      case 'slip':
        return mistyped(work.slice(0, work.indexOf('.example')), random) + '.example';
      case 'alias': {
        const [at, last] = [person.given[0] ?? '', person.surname[0] ?? ''];
        const style = employer.addressStyle === 'first.last' ? 'flast' : 'first.last';
        return workAddress([at], [last], { ...employer, addressStyle: style });
      }
      case 'none':
        return null;
    }
  };
  let email = typed();
  while (email !== null && email === member?.email) email = typed();
  return {
    ...writtenName(person, random, true),
    company: writtenCompany(employer, random),
    title: writtenTitle(job, random, 0.35),
    phone: writtenPhone(person, employer, { none: 40, mobile: 38, direct: 13, main: 9 }, random),
    email,
  };
}
