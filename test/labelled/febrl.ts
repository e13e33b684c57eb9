/**
 * Person data in the manner of Febrl's generator (Christen, 2005), whose fourth data set is 5,000 originals and one
 * duplicate of each with up to two changes in a field and four in a record: the same fields, the same chances for a
 * field to be changed and for the ways in which it is. Names and places are our own.
 */
import { CULTURES } from './cultures.ts';
import { givenOf, surnameOf } from './person.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

export const FEBRL_FIELDS = [
  'givenName',
  'surname',
  'streetNumber',
  'address1',
  'address2',
  'suburb',
  'postcode',
  'state',
  'dateOfBirth',
  'socSecId',
] as const;
type FebrlField = (typeof FEBRL_FIELDS)[number];
type FebrlRecord = Readonly<Record<FebrlField, string | null>>;

export interface FebrlSet {
  readonly originals: readonly FebrlRecord[];
  readonly duplicates: readonly FebrlRecord[];
  readonly originalIs: Int32Array;
  readonly duplicateIs: Int32Array;
}

const STREETS =
  `Banksia Wattle Acacia Macquarie Hopetoun Kosciuszko Mawson Flinders Darling Murray Lachlan Barton Deakin
  Parkes Hume Oxley Sturt Leichhardt Cunningham Bligh Phillip Hunter Bass Cook Tasman Forrest Eyre Stuart Burke Wills
  Lawson Paterson Kendall Gordon Melba Chifley Curtin Menzies Fisher Lyons Scullin Bruce Page Fraser Hawker Holder Weston
  Wanniassa Kambah Tuggeranong Bimberi Carrington Dalley Endeavour Gungahlin Hindmarsh Jerrabomberra Lonsdale Namatjira`.split(
    /\s+/u,
  );
const KINDS = 'street place crescent avenue circuit close court drive road way'.split(' ');
const SUBURBS =
  `Ash Bal Bar Bel Black Brigh Brook Cam Can Carl Chat Clay Cold Cran Dal Dande Ess Fair Fern Foot Frank Glen
  Green Hamp Haw High Horn Ivan Kel Ken Kings Lang Mal Mar Mel Moor Morn New North Oak Pen Pres Red Rich Rose Sand Sher
  South Spring Sun Tem Thorn Wal Warr Wat West White Wind Wood Yarra`.split(/\s+/u);
const SUBURB_ENDS =
  'dale field ford ham hill hurst lands mont park point ridge side ton vale ville wood'.split(' ');
const STATES = { nsw: 35, vic: 25, qld: 20, wa: 9, sa: 8, tas: 2, act: 1 };
const HOUSES = 'villa flat unit cottage lodge farm estate gardens towers retreat'.split(' ');

/** Chance of a field to be changed, and of the ways, in Febrl's own settings for data set 4. */
const FIELD_CHANCES: Readonly<Record<FebrlField, number>> = {
  givenName: 10,
  surname: 15,
  streetNumber: 10,
  address1: 10,
  address2: 10,
  suburb: 10,
  postcode: 5,
  state: 5,
  dateOfBirth: 10,
  socSecId: 5,
};
type Way =
  | 'insert'
  | 'remove'
  | 'replace'
  | 'turn'
  | 'otherValue'
  | 'turnWords'
  | 'addSpace'
  | 'dropSpace'
  | 'blank';
const WAYS: Readonly<Record<FebrlField, Readonly<Partial<Record<Way, number>>>>> = {
  givenName: {
    insert: 8,
    remove: 25,
    replace: 52,
    turn: 8,
    otherValue: 2,
    turnWords: 2,
    addSpace: 1,
    dropSpace: 1,
    blank: 2,
  },
  surname: {
    insert: 15,
    remove: 17,
    replace: 54,
    turn: 6,
    otherValue: 2,
    turnWords: 2,
    addSpace: 1,
    dropSpace: 2,
    blank: 2,
  },
  streetNumber: { insert: 10, remove: 15, replace: 60, turn: 5, otherValue: 5, blank: 2 },
  address1: {
    insert: 10,
    remove: 15,
    replace: 55,
    turn: 5,
    otherValue: 2,
    turnWords: 3,
    addSpace: 2,
    dropSpace: 3,
    blank: 4,
  },
  address2: {
    insert: 4,
    remove: 4,
    replace: 10,
    turn: 2,
    otherValue: 3,
    turnWords: 4,
    addSpace: 2,
    dropSpace: 1,
    blank: 60,
  },
  suburb: {
    insert: 17,
    remove: 25,
    replace: 37,
    turn: 7,
    otherValue: 1,
    turnWords: 2,
    addSpace: 2,
    dropSpace: 2,
    blank: 1,
  },
  postcode: { replace: 35, turn: 60, otherValue: 3, blank: 1 },
  state: { insert: 10, remove: 10, replace: 55, turn: 2, otherValue: 3, blank: 10 },
  dateOfBirth: { replace: 50, turn: 30, otherValue: 5, blank: 10 },
  socSecId: { replace: 50, turn: 40, otherValue: 10 },
};

function dateOf(random: Random): string {
  const year = 1900 + random.below(100);
  const [month, day] = [1 + random.below(12), 1 + random.below(28)];
  return `${String(year)}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

function createOriginal(random: Random): FebrlRecord {
  const culture = random.chance(0.85) ? CULTURES[0] : random.pick(CULTURES);
  if (culture === undefined) throw new RangeError('No such culture.');
  const suburb = `${SUBURBS[random.rank(SUBURBS.length, 15)] ?? ''}${random.pick(SUBURB_ENDS)}`;
  const blankOr = (blank: number, value: string): string | null =>
    random.chance(blank) ? null : value.toLowerCase();
  return {
    givenName: blankOr(0.022, givenOf(culture, random.chance(0.5), random)[0] ?? ''),
    surname: blankOr(0.01, surnameOf(culture, random)[0] ?? ''),
    streetNumber: blankOr(0.032, String(1 + random.rank(400, 10))),
    address1: blankOr(0.02, `${random.pick(STREETS)} ${random.pick(KINDS)}`),
    address2: blankOr(0.6, `${random.pick(STREETS)} ${random.pick(HOUSES)}`),
    suburb: blankOr(0.011, suburb),
    postcode: String(2000 + random.below(5000)),
    state: blankOr(0.01, random.weighted(STATES)),
    dateOfBirth: blankOr(0.019, dateOf(random)),
    socSecId: String(1_000_000 + random.below(9_000_000)),
  };
}

function otherSign(field: FebrlField, sign: string, random: Random): string {
  const isDigits =
    field === 'streetNumber' ||
    field === 'postcode' ||
    field === 'dateOfBirth' ||
    field === 'socSecId';
  const signs = isDigits ? '0123456789' : 'abcdefghijklmnopqrstuvwxyz';
  return random.pick(Array.from(signs).filter((each) => each !== sign));
}

function changed(value: string, field: FebrlField, random: Random): string | null {
  const at = random.below(value.length);
  const [before, here, after] = [value.slice(0, at), value.charAt(at), value.slice(at + 1)];
  switch (random.weighted(WAYS[field] as Record<Way, number>)) {
    case 'insert':
      return `${before}${otherSign(field, '', random)}${here}${after}`;
    case 'remove':
      return value.length > 1 ? before + after : value;
    case 'replace':
      return before + otherSign(field, here, random) + after;
    case 'turn':
      return before + after.charAt(0) + here + after.slice(1);
    case 'otherValue':
      return createOriginal(random)[field];
    case 'turnWords':
      return value.split(' ').toReversed().join(' ');
    case 'addSpace':
      return `${before}${here} ${after}`.trim();
    case 'dropSpace':
      return value.replace(' ', '');
    case 'blank':
      return null;
  }
}

function createDuplicate(original: FebrlRecord, random: Random): FebrlRecord {
  const record: Record<FebrlField, string | null> = { ...original };
  if (random.chance(0.05)) {
    [record.givenName, record.surname] = [record.surname, record.givenName];
  }
  if (random.chance(0.02)) [record.address1, record.address2] = [record.address2, record.address1];
  if (random.chance(0.01)) [record.postcode, record.suburb] = [record.suburb, record.postcode];
  for (let left = 4; left > 0;) {
    const field = random.weighted(FIELD_CHANCES);
    const times = Math.min(left, 1 + random.below(2));
    left -= times;
    for (let time = 0; time < times; time += 1) {
      const value = record[field];
      if (value === null) record[field] = random.chance(0.1) ? createOriginal(random)[field] : null;
      else record[field] = changed(value, field, random);
    }
  }
  return record;
}

export function createFebrlSet(count: number, seed: number): FebrlSet {
  const random = createRandom(seed);
  const originals = Array.from({ length: count }, () => createOriginal(random));
  const order = originals
    .map((_, at) => ({ at, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ at }) => at);
  return {
    originals,
    duplicates: order.map((at) => createDuplicate(originals[at] as FebrlRecord, random)),
    originalIs: Int32Array.from(originals, (_, at) => at),
    duplicateIs: Int32Array.from(order),
  };
}
