/**
 * Two lists whose truth is known: who is on both, who is on one alone, and who only looks like somebody.
 * Frozen before the scorer was written; a change here is a new set, and the figures of the old one are void.
 *
 * Of the people of each list 65% are on the other one too, under another address. Of those who are not, a fifth
 * work with somebody there, 8% are family of somebody, 6% have the name of somebody whose name is common, and 0.5%
 * are a parent or child of the same name in the same firm; 1.5% of the people in the CRM stand in it twice. No
 * address is on both lists: those rows would be matched.
 */
import { CULTURES } from './cultures.ts';
import { createEmployers } from './employers.ts';
import type { ListedPerson } from './on-a-list.ts';
import { asMember, asRegistration } from './on-a-list.ts';
import type { Person } from './person.ts';
import { createPerson, givenOf } from './person.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

export interface LabelledSet {
  readonly members: readonly ListedPerson[];
  readonly registrations: readonly ListedPerson[];
  /** Who each row is: equal numbers, one person. */
  readonly memberIs: Int32Array;
  readonly registrationIs: Int32Array;
}

const SHARE_ON_BOTH = 0.65;

function lookAlike(of: Person, fresh: Person, random: Random): Person {
  const culture = CULTURES[of.culture];
  const [common] = of.given;
  switch (random.weighted({ stranger: 65.5, colleague: 20, family: 8, namesake: 6, junior: 0.5 })) {
    case 'stranger':
      return fresh;
    case 'colleague':
      return { ...fresh, employer: of.employer };
    case 'family': {
      if (culture === undefined) return fresh;
      const given = givenOf(culture, fresh.isWoman, random);
      return {
        ...fresh,
        culture: of.culture,
        given: given[0] === common ? givenOf(culture, !of.isWoman, random) : given,
        surname: of.surname,
        mobile: random.chance(0.4) ? of.mobile : fresh.mobile,
        employer: random.chance(0.25) ? of.employer : fresh.employer,
      };
    }
    case 'namesake': {
      const isCommon =
        (culture?.surnames.slice(0, 40).some((name) => name.split('|')[0] === of.surname[0]) ??
          false) &&
        ((of.isWoman ? culture?.women : culture?.men)
          ?.slice(0, 30)
          .some((name) => name.split('|')[0] === common) ??
          false);
      return isCommon
        ? {
            ...fresh,
            culture: of.culture,
            given: of.given,
            surname: of.surname,
            isWoman: of.isWoman,
          }
        : fresh;
    }
    case 'junior':
      return {
        ...fresh,
        culture: of.culture,
        given: of.given,
        surname: of.surname,
        isWoman: of.isWoman,
        employer: of.employer,
      };
  }
}

function shuffle<T>(items: T[], random: Random): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}

export function createLabelledSet(perSide: number, seed: number): LabelledSet {
  const random = createRandom(seed);
  const employers = createEmployers(
    Math.max(50, Math.round(perSide * 0.4)),
    CULTURES.map(({ share }) => share),
    random,
  );
  const members: { is: number; row: ListedPerson }[] = [];
  const registrations: { is: number; row: ListedPerson }[] = [];
  const onBoth = Math.round(perSide * SHARE_ON_BOTH);
  const people: Person[] = [];
  for (let id = 0; id < onBoth; id += 1) {
    const person = createPerson(id, employers, random);
    people.push(person);
    const row = asMember(person, random);
    members.push({ is: id, row });
    if (random.chance(0.015) && members.length < perSide) {
      members.push({ is: id, row: { ...asMember(person, random), email: null } });
    }
    registrations.push({ is: id, row: asRegistration(person, row, employers, random) });
  }
  let id = onBoth;
  for (const list of [members, registrations]) {
    while (list.length < perSide) {
      const fresh = createPerson(id, employers, random);
      const person = lookAlike(random.pick(people), fresh, random);
      list.push({
        is: id,
        row:
          list === members
            ? asMember(person, random)
            : asRegistration(person, null, employers, random),
      });
      id += 1;
    }
  }
  const written = new Set(members.map(({ row }) => row.email));
  const unmatched = registrations.map(({ is, row }) =>
    written.has(row.email) ? { is, row: { ...row, email: null } } : { is, row },
  );
  shuffle(members, random);
  shuffle(unmatched, random);
  return {
    members: members.map(({ row }) => row),
    registrations: unmatched.map(({ row }) => row),
    memberIs: Int32Array.from(members, ({ is }) => is),
    registrationIs: Int32Array.from(unmatched, ({ is }) => is),
  };
}
