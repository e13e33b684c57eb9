/**
 * Slips of the hand. Kinds by Peterson (1986), first study: substitution 40%, deletion 32%, insertion 19%,
 * transposition 3%, to which Damerau (1964) adds about 10% with more than one slip. Places by Pollock and Zamora
 * (1984): 8% of slips hit the first letter. A wrong letter is mostly a neighbour on the keyboard.
 */
import type { Random } from './random.ts';

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890'];

function neighbour(letter: string, random: Random): string {
  const lower = letter.toLowerCase();
  const row = ROWS.find((keys) => keys.includes(lower));
  if (row === undefined) return random.pick(Array.from('aeinrst'));
  const at = row.indexOf(lower);
  if (random.chance(0.3)) {
    const isDigit = /\d/u.test(lower);
    return random.pick(Array.from(isDigit ? '0123456789' : 'abcdefghijklmnopqrstuvwxyz'));
  }
  return row[random.chance(0.5) && at > 0 ? at - 1 : Math.min(at + 1, row.length - 1)] ?? lower;
}

function place(length: number, random: Random): number {
  return length === 1 || random.chance(0.08) ? 0 : 1 + random.below(length - 1);
}

function slip(text: string, random: Random): string {
  const letters = Array.from(text);
  const at = place(letters.length, random);
  const here = letters[at] ?? '';
  switch (random.weighted({ other: 40, less: 32, more: 19, turned: 9 })) {
    case 'other':
      letters[at] = neighbour(here, random);
      break;
    case 'less':
      if (letters.length > 2) letters.splice(at, 1);
      break;
    case 'more':
      letters.splice(at, 0, random.chance(0.5) ? here.toLowerCase() : neighbour(here, random));
      break;
    case 'turned': {
      const from = Math.min(at, letters.length - 2);
      if (from >= 0) letters.splice(from, 2, letters[from + 1] ?? '', letters[from] ?? '');
      break;
    }
  }
  return letters.join('');
}

export function mistyped(text: string, random: Random): string {
  if (text === '') return text;
  const once = slip(text, random);
  return random.chance(0.1) ? slip(once, random) : once;
}

/** Digits alone are mistyped by another digit or by two that change places. */
export function mistypedNumber(text: string, random: Random): string {
  const places = Array.from(text).flatMap((sign, at) => (/\d/u.test(sign) ? [at] : []));
  const from = places[Math.max(1, random.below(places.length))] ?? 0;
  const signs = Array.from(text);
  const next = places[places.indexOf(from) + 1];
  if (next !== undefined && random.chance(0.3)) {
    [signs[from], signs[next]] = [signs[next] ?? '', signs[from] ?? ''];
  } else {
    signs[from] = String(random.below(10));
  }
  return signs.join('');
}

const BY_LETTER: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ø: 'oe',
  å: 'aa',
  æ: 'ae',
  þ: 'th',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  đ: 'd',
};

/** As a keyboard without the letters has it: Mueller (one way) or Muller (the other). */
export function plainLetters(text: string, isSpeltOut: boolean): string {
  return Array.from(text)
    .map((letter) => {
      const lower = letter.toLowerCase();
      const spelt = BY_LETTER[lower];
      if (spelt === undefined) return letter.normalize('NFD').replace(/\p{Mn}/gu, '');
      const isBare = !isSpeltOut && !'ßþæ'.includes(lower);
      const plain = isBare ? (lower === 'ø' ? 'o' : (spelt[0] ?? '')) : spelt;
      return letter === lower ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
    })
    .join('');
}
