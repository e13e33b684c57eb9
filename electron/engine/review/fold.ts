/** What text is searched by: without marks, case or width, so that `muller` finds `Müller`. */
export function fold(text: string): string {
  return PLAIN.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss');
}

const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}/gu;
