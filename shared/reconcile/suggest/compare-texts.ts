/** Any other field: words (a title, a street, a suburb) or signs (a date, a postcode, a number of somebody). */
import type { Comparer } from './comparer.ts';
import { MISSING, SAME, levelAfterSame, levelsOf, sameOf } from './comparer.ts';
import { fold } from './fold.ts';
import { isOneSlip, jaroWinkler, letterMask, mayBeAlike } from './jaro-winkler.ts';
import type { Lists } from './values.ts';
import { columnOf, createPool, frequenciesOf } from './values.ts';

const WORD_NAMES = ['close', 'part', 'similar', 'different'];
const WORDS = {
  close: levelAfterSame(0),
  part: levelAfterSame(1),
  similar: levelAfterSame(2),
  different: levelAfterSame(3),
} as const;
const SIGN_NAMES = ['close', 'similar', 'different'];
const SIGNS = {
  close: levelAfterSame(0),
  similar: levelAfterSame(1),
  different: levelAfterSame(2),
} as const;

const CLOSE = 0.93;
const SIMILAR = 0.84;
/** A slip leaves all but the shortest words more alike than that. */
const ALIKE_AFTER_A_SLIP = 0.7;

interface TextValue {
  readonly key: string;
  readonly words: readonly string[];
  readonly mask: number;
}

/** Read out in full, so that `Sr. Mktg Mgr` and `Senior Marketing Manager` are one. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  vp: 'vice president',
  svp: 'senior vice president',
  evp: 'executive vice president',
  ceo: 'chief executive officer',
  cto: 'chief technology officer',
  cfo: 'chief financial officer',
  cmo: 'chief marketing officer',
  coo: 'chief operating officer',
  cio: 'chief information officer',
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  mgr: 'manager',
  mgmt: 'management',
  mktg: 'marketing',
  dir: 'director',
  hr: 'human resources',
  ops: 'operations',
  asst: 'assistant',
  assoc: 'associate',
  eng: 'engineer',
  pa: 'personal assistant',
  ea: 'executive assistant',
  rd: 'road',
  ave: 'avenue',
  cres: 'crescent',
  ct: 'court',
  dr: 'drive',
  cl: 'close',
  pl: 'place',
};

function readWords(text: string): TextValue | null {
  const words = fold(text)
    .bare.split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => (SHORT_FORMS[word] ?? word).split(' '));
  return words.length === 0
    ? null
    : { key: words.join(' '), words, mask: letterMask(words.join(' ')) };
}

function readSigns(text: string): TextValue | null {
  const signs = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return signs === '' ? null : { key: signs, words: [], mask: 0 };
}

function compareWords(a: TextValue, b: TextValue): number {
  const likeness = mayBeAlike(a.key, a.mask, b.key, b.mask, ALIKE_AFTER_A_SLIP)
    ? jaroWinkler(a.key, b.key)
    : 0;
  if (likeness >= CLOSE || (likeness > 0 && isOneSlip(a.key, b.key))) return WORDS.close;
  const shared = a.words.some((word) => word.length > 2 && b.words.includes(word));
  if (shared) return WORDS.part;
  return likeness >= SIMILAR ? WORDS.similar : WORDS.different;
}

function compareSigns(a: TextValue, b: TextValue): number {
  if (isOneSlip(a.key, b.key)) return SIGNS.close;
  if (a.key.length !== b.key.length) return SIGNS.different;
  let apart = 0;
  for (let at = 0; at < a.key.length; at += 1) {
    if (a.key.charCodeAt(at) !== b.key.charCodeAt(at)) apart += 1;
  }
  return apart <= 2 && a.key.length > 4 ? SIGNS.similar : SIGNS.different;
}

export function createTextComparer(lists: Lists, name: string, of: 'words' | 'signs'): Comparer {
  const pool = createPool(of === 'words' ? readWords : readSigns);
  const column = columnOf(lists, name, pool.numberOf);
  const frequencies = frequenciesOf(column, lists.left.size, pool.values.length);
  const compare = of === 'words' ? compareWords : compareSigns;
  const names = of === 'words' ? WORD_NAMES : SIGN_NAMES;
  return {
    slots: [{ name, levels: levelsOf(...names), same: sameOf(frequencies) }],
    compare: (left, right, out, at) => {
      const [numberA, numberB] = [column[left] ?? -1, column[right] ?? -1];
      if (numberA >= 0 && numberA === numberB) {
        out[at] = SAME + (frequencies.bandOf[numberA] ?? 0);
        return;
      }
      const [a, b] = [pool.values[numberA], pool.values[numberB]];
      out[at] = a === undefined || b === undefined ? MISSING : compare(a, b);
    },
  };
}
