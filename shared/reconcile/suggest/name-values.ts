/** What a given name or a surname is compared by. */
import { levelAfterSame } from './comparer.ts';
import { fold } from './fold.ts';
import { isOneSlip, jaroWinkler, letterMask, mayBeAlike } from './jaro-winkler.ts';
import type { Nicknames } from './nicknames.ts';
import { haveCommon } from './nicknames.ts';
import { soundOf } from './sound.ts';

export interface NameValue {
  readonly key: string;
  /** Folded, without spaces: bare, and with its letters spelt out. */
  readonly bare: string;
  readonly spelt: string;
  readonly words: readonly string[];
  readonly groups: readonly number[];
  readonly root: string;
  readonly sound: string;
  readonly mask: number;
}

const PARTICLES = new Set(
  'van von der den de del della di da du la le el al bin ibn dos das zu zum mc mac o st'.split(' '),
);
/** Five letters and more with one slip in them are always more alike than that. */
const ALIKE_AFTER_A_SLIP = 0.8;
const TITLES = new Set('mr mrs ms miss dr prof sir herr frau mme'.split(' '));

export function readName(text: string, nicknames: Nicknames): NameValue | null {
  const folded = fold(text);
  const words = folded.bare.split(' ').filter((word) => word !== '' && !TITLES.has(word));
  const [first] = words;
  if (first === undefined) return null;
  const bare = words.join('');
  const spelt = folded.spelt
    .split(' ')
    .filter((word) => !TITLES.has(word))
    .join('');
  const called = words.length > 1 ? nicknames.groupsOf(bare) : [];
  return {
    key: `${words.join(' ')}/${spelt}`,
    bare,
    spelt,
    words,
    groups: called.length > 0 ? called : nicknames.groupsOf(first),
    root: nicknames.rootOf(first),
    sound: soundOf(words.find((word) => word.length > 2 && !PARTICLES.has(word)) ?? bare),
    mask: letterMask(bare),
  };
}

/** Levels below the same name, from the most alike on. */
export const GIVEN_NAMES = [
  'spelling',
  'nickname',
  'part',
  'initial',
  'close',
  'address',
  'similar',
  'different',
];
export const SURNAME_NAMES = ['spelling', 'part', 'close', 'address', 'similar', 'different'];

const given = (name: string): number => levelAfterSame(GIVEN_NAMES.indexOf(name));
const surname = (name: string): number => levelAfterSame(SURNAME_NAMES.indexOf(name));

export const GIVEN = {
  spelling: given('spelling'),
  nickname: given('nickname'),
  part: given('part'),
  initial: given('initial'),
  close: given('close'),
  address: given('address'),
  similar: given('similar'),
  different: given('different'),
} as const;

export const SURNAME = {
  spelling: surname('spelling'),
  part: surname('part'),
  close: surname('close'),
  address: surname('address'),
  similar: surname('similar'),
  different: surname('different'),
} as const;

function areSpeltAlike(a: NameValue, b: NameValue): boolean {
  return a.spelt === b.spelt || a.spelt === b.bare || a.bare === b.spelt;
}

function shareWord(a: NameValue, b: NameValue): boolean {
  if (a.words.length === 1 && b.words.length === 1) return false;
  return a.words.some((word) => word.length > 2 && !PARTICLES.has(word) && b.words.includes(word));
}

/** 0 for whatever is less alike than that. */
function likenessOf(a: NameValue, b: NameValue, least: number): number {
  return mayBeAlike(a.bare, a.mask, b.bare, b.mask, least) ? jaroWinkler(a.bare, b.bare) : 0;
}

function isClose(a: string, b: string, likeness: number, least: number): boolean {
  if (likeness >= least) return true;
  return likeness >= ALIKE_AFTER_A_SLIP && Math.min(a.length, b.length) >= 5 && isOneSlip(a, b);
}

export function compareGiven(a: NameValue, b: NameValue): number {
  if (areSpeltAlike(a, b)) return GIVEN.spelling;
  const [firstA = '', firstB = ''] = [a.words[0], b.words[0]];
  if (firstA.length === 1 || firstB.length === 1) {
    const isInitial =
      firstA.charAt(0) === firstB.charAt(0) ||
      a.root.charAt(0) === firstB.charAt(0) ||
      firstA.charAt(0) === b.root.charAt(0);
    return isInitial ? GIVEN.initial : GIVEN.different;
  }
  if (firstA === firstB || shareWord(a, b)) return GIVEN.part;
  if (haveCommon(a.groups, b.groups)) return GIVEN.nickname;
  const likeness = likenessOf(a, b, 0.8);
  if (isClose(a.bare, b.bare, likeness, 0.9)) return GIVEN.close;
  return likeness >= 0.8 || a.sound === b.sound ? GIVEN.similar : GIVEN.different;
}

export function compareSurname(a: NameValue, b: NameValue): number {
  if (areSpeltAlike(a, b)) return SURNAME.spelling;
  if (shareWord(a, b)) return SURNAME.part;
  const likeness = likenessOf(a, b, 0.84);
  if (isClose(a.bare, b.bare, likeness, 0.92)) return SURNAME.close;
  return likeness >= 0.84 || a.sound === b.sound ? SURNAME.similar : SURNAME.different;
}
