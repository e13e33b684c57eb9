/**
 * How a folded name sounds, roughly, in any of the languages it may be spelt in: voiced and voiceless consonants
 * are one, vowels but a first one are none. For blocking: Meyer and Maier, Schmidt and Schmitt, Yusuf and Youssef.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/sch|tch|tsch|sh|ch|cz|sz|zh|j/gu, 's'],
  [/ph|pf|w/gu, 'f'],
  [/th|dt|tt/gu, 't'],
  [/ck|qu|gh|kh/gu, 'k'],
  [/x|ks|cs/gu, 'ks'],
  [/ts|tz|z/gu, 's'],
  [/c(?=[eiy])/gu, 's'],
];
const AS_ONE: Readonly<Record<string, string>> = {
  b: 'p',
  c: 'k',
  d: 't',
  g: 'k',
  q: 'k',
  v: 'f',
  n: 'm',
};
const VOWELS = 'aeiouyh';
const LONGEST = 5;

export function soundOf(folded: string): string {
  let text = folded.replaceAll(' ', '');
  for (const [from, to] of SPELLINGS) text = text.replace(from, to);
  let [sound, last] = ['', ''];
  for (const letter of text) {
    const isVowel = VOWELS.includes(letter);
    const as = isVowel ? 'a' : (AS_ONE[letter] ?? letter);
    if (as !== last && (!isVowel || sound === '')) sound += as;
    last = as;
    if (sound.length === LONGEST) break;
  }
  return sound;
}
