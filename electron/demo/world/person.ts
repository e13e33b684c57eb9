/** The people of the demo world, each from its number alone. */
import { REGIONS } from './names.ts';
import { chance, pickFrom } from './random.ts';

export type StoryStatus = 'invited' | 'registered' | 'attended' | 'no_show' | 'declined';

export interface Person {
  readonly number: number;
  readonly kind: 'Lead' | 'Contact';
  readonly firstName: string;
  readonly lastName: string;
  /** Index among `companies`. */
  readonly company: number;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string;
  readonly status: StoryStatus;
  /** When the person came onto the lists; ISO. */
  readonly joinedAt: string;
}

const PER_REGION = 4;
const DAY_MS = 86_400_000;
const INVITATIONS_SENT = Date.UTC(2026, 5, 1, 7);

/** People beyond this number carry it in their address; those before are few enough to name apart. */
export const STORY_SIZE = 1200;

export interface Cast {
  person(number: number): Person;
  /** Another title, phone or name for a person, by variant. */
  otherTitle(person: Person, variant: number): string;
  otherPhone(person: Person, variant: number): string;
  otherFirstName(person: Person): string;
  otherLastName(person: Person): string;
}

const COMPANIES = REGIONS.flatMap(({ companies }) => companies);

export function companyName(company: number): string {
  return pickFrom(COMPANIES, company).name;
}

function companyDomain(company: number): string {
  return pickFrom(COMPANIES, company).domain;
}

export function companyCount(): number {
  return COMPANIES.length;
}

/** Another company of the same place. */
export function neighbour(company: number, step: number): number {
  const first = company - (company % PER_REGION);
  return first + ((company - first + step) % PER_REGION);
}

export function createCast(seed: number): Cast {
  const namesakes = countNamesakes(seed);
  return {
    person(number) {
      const base = basics(seed, number);
      const suffix = number < STORY_SIZE ? (namesakes[number] ?? '') : `.${number.toString(36)}`;
      return { ...base, email: `${base.local}${suffix}@${companyDomain(base.company)}` };
    },
    otherTitle: ({ company, title }, variant) => {
      const titles = regionOf(company).titles.filter((each) => each !== title);
      return pickFrom(titles, variant);
    },
    otherPhone: ({ company, number }, variant) => phoneOf(company, number * 7 + variant * 31 + 5),
    otherFirstName: ({ company, firstName, number }) => {
      const names = regionOf(company)
        .firstNames.map(({ written }) => written)
        .filter((name) => name !== firstName);
      return pickFrom(names, number);
    },
    otherLastName: ({ company, lastName, number }) => {
      const names = regionOf(company)
        .lastNames.map(({ written }) => written)
        .filter((name) => name !== lastName);
      return pickFrom(names, number);
    },
  };
}

function basics(seed: number, number: number): Omit<Person, 'email'> & { readonly local: string } {
  const roll = (salt: number): number => chance(seed, number, salt);
  const company = roll(1) % companyCount();
  const region = regionOf(company);
  const first = pickFrom(region.firstNames, roll(2));
  const last = pickFrom(region.lastNames, roll(3));
  return {
    number,
    kind: roll(4) % 100 < 58 ? 'Lead' : 'Contact',
    firstName: first.written,
    lastName: last.written,
    company,
    title: roll(5) % 12 === 0 ? null : pickFrom(region.titles, roll(6)),
    phone: roll(7) % 6 === 0 ? null : phoneOf(company, roll(8)),
    status: statusAt(roll(9) % 100),
    joinedAt: new Date(
      INVITATIONS_SENT + (roll(10) % 120) * DAY_MS + (roll(11) % 36_000) * 1000,
    ).toISOString(),
    local: `${first.addressed}.${last.addressed}`,
  };
}

function statusAt(percent: number): StoryStatus {
  if (percent < 44) return 'registered';
  if (percent < 70) return 'invited';
  if (percent < 86) return 'attended';
  if (percent < 95) return 'declined';
  return 'no_show';
}

function regionOf(company: number): (typeof REGIONS)[number] {
  return pickFrom(REGIONS, Math.floor(company / PER_REGION));
}

function phoneOf(company: number, roll: number): string {
  const digits = String(roll % 10_000).padStart(4, '0');
  return `${regionOf(company).dialling} 555 ${digits}`;
}

/** Suffixes that keep the addresses of the first people apart. */
function countNamesakes(seed: number): readonly string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: STORY_SIZE }, (_, number) => {
    const { local, company } = basics(seed, number);
    const address = `${local}@${companyDomain(company)}`;
    const count = (seen.get(address) ?? 0) + 1;
    seen.set(address, count);
    return count === 1 ? '' : String(count);
  });
}
