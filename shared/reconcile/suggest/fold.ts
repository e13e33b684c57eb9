/**
 * Names as a keyboard without their letters has them. Two spellings of one name fold alike: bare (Muller) where
 * marks are left out, spelt (Mueller) where letters are written out.
 */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...letters('абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяёўђјљњћџ', [
    ...['a', 'b', 'v', 'g', 'g', 'd', 'e', 'ie', 'zh', 'z', 'i', 'i', 'i', 'i', 'k', 'l', 'm', 'n'],
    ...['o', 'p', 'r', 's', 't', 'u', 'f', 'kh', 'ts', 'ch', 'sh', 'shch', '', 'y', '', 'e', 'yu'],
    ...['ya', 'e', 'u', 'd', 'j', 'lj', 'nj', 'c', 'dz'],
  ]),
};

const GREEK: Readonly<Record<string, string>> = letters('αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ', [
  ...['a', 'v', 'g', 'd', 'e', 'z', 'i', 'th', 'i', 'k', 'l', 'm', 'n', 'x', 'o', 'p', 'r', 's'],
  ...['t', 'y', 'f', 'ch', 'ps', 'o', 's', 'a', 'e', 'i', 'i', 'o', 'y', 'o', 'i', 'y'],
]);

/** Letters that are no letter with a mark: bare, then spelt. */
const LATIN: Readonly<Record<string, readonly [string, string]>> = {
  ß: ['ss', 'ss'],
  æ: ['ae', 'ae'],
  œ: ['oe', 'oe'],
  ø: ['o', 'oe'],
  ł: ['l', 'l'],
  đ: ['d', 'd'],
  ð: ['d', 'd'],
  þ: ['th', 'th'],
  ı: ['i', 'i'],
  ħ: ['h', 'h'],
  ə: ['a', 'e'],
  ŋ: ['n', 'ng'],
};

const SPELT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };
const PLAIN = /^[a-z0-9 ]*$/;

function letters(from: string, to: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(from, (letter, at) => [letter, to[at] ?? '']));
}

export interface Folded {
  /** Lower-case ASCII words, one space between them; scripts without a table stay as they are. */
  readonly bare: string;
  readonly spelt: string;
}

function foldLetter(letter: string, isSpelt: boolean): string {
  const spelt = isSpelt ? SPELT[letter] : undefined;
  if (spelt !== undefined) return spelt;
  const plain = letter.normalize('NFD').replace(/\p{Mn}/gu, '');
  const latin = LATIN[letter] ?? LATIN[plain];
  if (latin !== undefined) return latin[isSpelt ? 1 : 0];
  return CYRILLIC[letter] ?? CYRILLIC[plain] ?? GREEK[letter] ?? GREEK[plain] ?? plain;
}

function words(text: string): string {
  return text
    .replace(/['’`´ʼʹʻ‘]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function fold(text: string): Folded {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) {
    const plain = words(lower);
    return { bare: plain, spelt: plain };
  }
  const composed = words(lower.normalize('NFKC').toLowerCase());
  const [bare, spelt] = [false, true].map((isSpelt) =>
    Array.from(composed, (letter) =>
      letter < '\u0080' ? letter : foldLetter(letter, isSpelt),
    ).join(''),
  );
  return { bare: bare ?? '', spelt: spelt ?? '' };
}
