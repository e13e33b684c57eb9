/** A person as he or she is, before anybody types anything. */
import type { Culture } from './cultures.ts';
import { CULTURES } from './cultures.ts';
import type { Employer } from './employers.ts';
import { JOBS } from './employers.ts';
import type { Random } from './random.ts';
import { plainLetters } from './typing.ts';

export interface Person {
  readonly id: number;
  readonly culture: number;
  readonly isWoman: boolean;
  /** Spellings one name goes by, the usual one first. */
  readonly given: readonly string[];
  readonly middle: string;
  readonly surname: readonly string[];
  readonly employer: Employer;
  readonly job: number;
  readonly mobile: string;
  /** Digits after the trunk of the employer's number. */
  readonly extension: string;
  readonly privateAddress: string;
}

/** Free mail, by share. Invented hosts: nobody is written to. */
const HOSTS = {
  'mail.example': 55,
  'post.example': 20,
  'inbox.example': 15,
  'webmail.example': 10,
};

function spellings(name: string): readonly string[] {
  return name.replaceAll('_', ' ').split('|');
}

/** Half from the names everybody has, half put together. */
export function surnameOf(culture: Culture, random: Random): readonly string[] {
  if (random.chance(0.5)) {
    return spellings(culture.surnames[random.rank(culture.surnames.length, 4)] ?? '');
  }
  const [starts, ends] = culture.tail;
  const name = `${starts[random.rank(starts.length, 20)] ?? ''}${ends[random.rank(ends.length, 10)] ?? ''}`;
  return [name.replaceAll('_', ' ')];
}

export function givenOf(culture: Culture, isWoman: boolean, random: Random): readonly string[] {
  const names = isWoman ? culture.women : culture.men;
  return spellings(names[random.rank(names.length, 12)] ?? '');
}

function letters(text: string): string {
  return plainLetters(text, false)
    .toLowerCase()
    .replace(/[^a-z]/gu, '');
}

/** The name as an address has it: in Latin letters. */
function inLatin(names: readonly string[]): string {
  return letters(names[0] ?? '');
}

function privateAddress(
  given: readonly string[],
  surname: readonly string[],
  random: Random,
): string {
  const [first, last] = [inLatin(given), inLatin(surname)];
  const year = String(random.chance(0.5) ? 55 + random.below(45) : 1955 + random.below(45));
  const local = {
    dotted: `${first}.${last}`,
    joined: `${first}${last}`,
    short: `${first.charAt(0)}${last}`,
    dottedYear: `${first}.${last}${year}`,
    joinedYear: `${first}${last}${year}`,
    firstYear: `${first}${year}`,
    turned: `${last}.${first}`,
    under: `${first}_${last}`,
    pet: `${random.pick(['happy', 'blue', 'the', 'sunny', 'mr', 'ms', 'real', 'super'])}${random.pick(
      ['panda', 'sailor', 'runner', 'gardener', 'wanderer', 'reader', 'baker', 'tiger'],
    )}${random.below(100)}`,
  };
  const style = random.weighted({
    dotted: 24,
    joined: 16,
    short: 10,
    dottedYear: 10,
    joinedYear: 14,
    firstYear: 8,
    turned: 4,
    under: 6,
    pet: 8,
  });
  return `${local[style]}@${random.weighted(HOSTS)}`;
}

export function workAddress(
  given: readonly string[],
  surname: readonly string[],
  employer: Employer,
): string {
  const [first, last] = [inLatin(given), inLatin(surname)];
  const local = {
    'first.last': `${first}.${last}`,
    flast: `${first.charAt(0)}${last}`,
    first,
    first_last: `${first}_${last}`,
    'last.first': `${last}.${first}`,
    firstl: `${first}${last.charAt(0)}`,
  }[employer.addressStyle];
  return `${local}@${employer.domain}`;
}

/** Big employers have many of the people. Most people's names come from where the company does. */
export function createPerson(id: number, employers: readonly Employer[], random: Random): Person {
  const employer = employers[random.rank(employers.length, 30)] ?? employers[0];
  if (employer === undefined) throw new RangeError('Somebody must employ them.');
  const culture = random.chance(0.8)
    ? employer.culture
    : Number(
        random.weighted(Object.fromEntries(CULTURES.map(({ share }, at) => [String(at), share]))),
      );
  const own = CULTURES[culture];
  if (own === undefined) throw new RangeError('No such culture.');
  const isWoman = random.chance(0.48);
  const given = givenOf(own, isWoman, random);
  const surname = surnameOf(own, random);
  return {
    id,
    culture,
    isWoman,
    given,
    middle: givenOf(own, isWoman, random)[0] ?? '',
    surname,
    employer,
    job: random.rank(JOBS.length, 10),
    mobile: `7${String(100_000_000 + random.below(900_000_000))}`,
    extension: String(100 + random.below(900)),
    privateAddress: privateAddress(given, surname, random),
  };
}
