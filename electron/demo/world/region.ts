/** A part of the world: how its people are called, spelt in addresses, and dialled. */

interface Name {
  readonly written: string;
  /** As it stands in an address. */
  readonly addressed: string;
}

interface Company {
  readonly name: string;
  readonly domain: string;
}

export interface Region {
  readonly firstNames: readonly Name[];
  readonly lastNames: readonly Name[];
  readonly titles: readonly string[];
  /** Country and area code; the rest of a number is 555 and four digits. */
  readonly dialling: string;
  /** Four. */
  readonly companies: readonly Company[];
}

export const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/u);

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  ł: 'l',
  đ: 'd',
  þ: 'th',
  ı: 'i',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
};

function addressed(written: string): string {
  return written
    .toLowerCase()
    .replace(/[ßøæłđþıäöüå]/gu, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9-]/gu, '');
}

export const names = (text: string): readonly Name[] =>
  words(text).map((each) => {
    const [written = '', spelling] = each.split('|');
    return { written, addressed: spelling ?? addressed(written) };
  });

/** `Name@domain` each. */
export const companies = (text: string): readonly Company[] =>
  words(text).map((each) => {
    const [name = '', domain = ''] = each.split('@');
    return { name, domain };
  });
