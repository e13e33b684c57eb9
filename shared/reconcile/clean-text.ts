const PLAIN_ASCII = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /\s+/gu;

/** Unicode NFKC, without invisible characters, one space between words; blank is the empty string. */
export function cleanText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const visible = text.replace(SPACES, ' ').replace(INVISIBLE, '').normalize('NFKC');
  return visible.replace(SPACES, ' ').trim();
}
