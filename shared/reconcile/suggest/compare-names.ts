/**
 * Given name and surname together: straight, or crossed where somebody wrote one in the other's place. Where a name
 * is missing or another one, the address of the other record may still hold it.
 */
import type { Comparer } from './comparer.ts';
import { MISSING, SAME, isSame, levelsOf, sameOf } from './comparer.ts';
import type { LocalParts } from './local-parts.ts';
import { lettersOf, namesInAddresses } from './local-parts.ts';
import type { NameValue } from './name-values.ts';
import {
  GIVEN,
  GIVEN_NAMES,
  SURNAME,
  SURNAME_NAMES,
  compareGiven,
  compareSurname,
  readName,
} from './name-values.ts';
import { createNicknames } from './nicknames.ts';
import { learnOrigins } from './origins.ts';
import type { Column, Frequencies, Lists } from './values.ts';
import { bandFor, bearersOf, columnOf, createPool, frequenciesOf } from './values.ts';

/** Called by a second name, or married: more than a few in a hundred are other people. */
const MOST_UNLIKE = 0.03;
const STRAIGHT = 1;
const LEFT_SWAPPED = 2;
const RIGHT_SWAPPED = 3;
const SHORTEST_OF_BOTH = 8;

export function createNameComparer(
  lists: Lists,
  names: { readonly given: string; readonly surname: string },
  addresses: LocalParts | null,
): Comparer {
  const nicknames = createNicknames();
  const pool = createPool((text) => readName(text, nicknames));
  const given = columnOf(lists, names.given, pool.numberOf);
  const surname = columnOf(lists, names.surname, pool.numberOf);
  const { values } = pool;
  const bares = createPool<{ key: string }>((key) => ({ key }));
  const bareOf = Int32Array.from(values, ({ bare }) => bares.numberOf(bare));
  const sounds = createPool<{ key: string }>((key) => ({ key }));
  const soundOf = Int32Array.from(values, ({ sound }) => sounds.numberOf(sound));
  const sameAs = (value: number): number => bareOf[value] ?? -1;
  const size = bares.values.length;
  // Martin is a rare given name and a common surname: a name that stands in the wrong place is no rare one.
  const bearers = bearersOf([given, surname], size, sameAs);
  const frequencies = {
    given: frequenciesOf(given, lists.left.size, size, sameAs, bearers),
    surname: frequenciesOf(surname, lists.left.size, size, sameAs, bearers),
  };
  const asGiven = bearersOf([given], size, sameAs);

  const bareColumn = (names: Column): Int32Array => names.map((name) => bareOf[name] ?? -1);
  const origins = learnOrigins(bareColumn(given), bareColumn(surname), size);

  /** A surname is as common as it is among people of that given name. */
  function amongTheirOwn(givenName: number, familyName: number): number {
    const bare = bareOf[familyName] ?? -1;
    const lift = origins.lift(bareOf[givenName] ?? -1, bare);
    return SAME + bandFor((bearers[bare] ?? 0) * Math.max(1, lift));
  }

  /** How much more a name is somebody's given name than a surname. */
  function givenness(name: number): number {
    const bare = bareOf[name] ?? -1;
    return (asGiven[bare] ?? 0) / Math.max(1, bearers[bare] ?? 0);
  }

  function levelOf(
    compare: (a: NameValue, b: NameValue) => number,
    { bandOf }: Frequencies,
    left: number,
    right: number,
  ): number {
    if (left < 0 || right < 0) return MISSING;
    const bare = bareOf[left] ?? -1;
    if (bare === bareOf[right]) return SAME + (bandOf[bare] ?? 0);
    const [a, b] = [values[left], values[right]];
    return a === undefined || b === undefined ? MISSING : compare(a, b);
  }

  const bareName = (name: number): string => values[name]?.bare ?? '';

  const inAddress = namesInAddresses(addresses, {
    count: given.length,
    numberOf: (name) => bares.known(name),
    namesOf: (person) => [bareName(given[person] ?? -1), bareName(surname[person] ?? -1)],
  });
  const isInAddress = (name: number, person: number): boolean =>
    inAddress[person]?.includes(bareOf[name] ?? -1) ?? false;

  /**
   * A name that is written otherwise, and stands in the other's address as it is here, is the same name. So it is if
   * the other name agrees and both have made one address of the two.
   */
  function withAddress(
    { bandOf }: Frequencies,
    { address, different }: { readonly address: number; readonly different: number },
    level: number,
    [a, b]: readonly [number, number],
    [left, right]: readonly [number, number],
    doesOtherAgree: boolean,
  ): number {
    if (isSame(level)) return level;
    const letters = lettersOf(addresses, left);
    const isOneAddress =
      doesOtherAgree &&
      letters.length >= SHORTEST_OF_BOTH &&
      letters === lettersOf(addresses, right);
    const name = isInAddress(a, right) ? a : isInAddress(b, left) || isOneAddress ? b : -1;
    if (name < 0 && !isOneAddress) return level;
    return level === MISSING || level === different
      ? address
      : SAME + (bandOf[bareOf[name] ?? -1] ?? 0);
  }

  /** The one name they have in common stands in the other place: it is in the address as that. */
  function isCrossed(a: number, b: number, c: number, d: number): boolean {
    return (a >= 0 && soundOf[a] === soundOf[b]) || (c >= 0 && soundOf[c] === soundOf[d]);
  }

  function soundAlike(a: number, b: number): boolean {
    return soundOf[a] === soundOf[b] || bareOf[a] === bareOf[b];
  }

  return {
    slots: [
      {
        name: 'given',
        levels: levelsOf(...GIVEN_NAMES),
        same: sameOf(frequencies.given),
        mostUnlike: MOST_UNLIKE,
      },
      {
        name: 'surname',
        levels: levelsOf(...SURNAME_NAMES),
        same: sameOf(frequencies.surname),
        mostUnlike: MOST_UNLIKE,
      },
      {
        name: 'order',
        levels: ['missing', 'straight', 'swapped', 'swapped'],
        same: [],
        isOnlyTold: true,
      },
    ],
    compare: (left, right, out, at) => {
      const [leftGiven, rightGiven] = [given[left] ?? -1, given[right] ?? -1];
      const [leftSurname, rightSurname] = [surname[left] ?? -1, surname[right] ?? -1];
      let ofGiven = levelOf(compareGiven, frequencies.given, leftGiven, rightGiven);
      let ofSurname = levelOf(compareSurname, frequencies.surname, leftSurname, rightSurname);
      let order = ofGiven === MISSING || ofSurname === MISSING ? MISSING : STRAIGHT;
      if (
        order === STRAIGHT &&
        ofGiven >= GIVEN.similar &&
        ofSurname >= SURNAME.similar &&
        (soundAlike(leftGiven, rightSurname) || soundAlike(leftSurname, rightGiven))
      ) {
        const isLeft = givenness(leftSurname) >= givenness(leftGiven);
        const [crossGiven, crossSurname] = isLeft
          ? [
              levelOf(compareGiven, frequencies.given, leftSurname, rightGiven),
              levelOf(compareSurname, frequencies.surname, leftGiven, rightSurname),
            ]
          : [
              levelOf(compareGiven, frequencies.given, leftGiven, rightSurname),
              levelOf(compareSurname, frequencies.surname, leftSurname, rightGiven),
            ];
        if (crossGiven <= GIVEN.close && crossSurname <= SURNAME.close) {
          [ofGiven, ofSurname, order] = [
            crossGiven,
            crossSurname,
            isLeft ? LEFT_SWAPPED : RIGHT_SWAPPED,
          ];
        }
      }
      if (addresses !== null && (order === MISSING || order === STRAIGHT)) {
        if (!isCrossed(leftGiven, rightSurname, leftSurname, rightGiven)) {
          const people = [left, right] as const;
          const isOneSurname = ofSurname !== MISSING && ofSurname <= SURNAME.close;
          const givenNames = [leftGiven, rightGiven] as const;
          ofGiven = withAddress(
            frequencies.given,
            GIVEN,
            ofGiven,
            givenNames,
            people,
            isOneSurname,
          );
          const isOneGiven = ofGiven !== MISSING && ofGiven <= GIVEN.close;
          const surnames = [leftSurname, rightSurname] as const;
          ofSurname = withAddress(
            frequencies.surname,
            SURNAME,
            ofSurname,
            surnames,
            people,
            isOneGiven,
          );
        }
      }
      if (isSame(ofSurname) && ofGiven !== MISSING && ofGiven <= GIVEN.close) {
        ofSurname =
          order === LEFT_SWAPPED
            ? amongTheirOwn(leftSurname, leftGiven)
            : amongTheirOwn(leftGiven, leftSurname);
      }
      out[at] = ofGiven;
      out[at + 1] = ofSurname;
      out[at + 2] = order;
    },
  };
}
