/** What stands before and after the @ of each person's address. */
import { normalizeEmail, STRICT_IDENTITY } from '../normalize.ts';
import { fold } from './fold.ts';
import type { Column, Lists } from './values.ts';
import { columnOf, createPool } from './values.ts';

export interface AddressValue {
  readonly key: string;
  /** Before the @: folded, without dots, dashes and what follows a plus. */
  readonly local: string;
  /** The letters of it alone, and the words they make. */
  readonly letters: string;
  readonly words: readonly string[];
  readonly digits: string;
  readonly domain: string;
  /** The name in the domain: `acmefoods` of `mail.acme-foods.co.uk`. */
  readonly label: string;
}

export interface LocalParts {
  readonly column: Column;
  readonly values: readonly AddressValue[];
}

/** The letters before the @ of a person's address; none for nobody's. */
export function lettersOf(addresses: LocalParts | null, person: number): string {
  return addresses?.values[addresses.column[person] ?? -1]?.letters ?? '';
}

const SECOND_LEVEL = new Set('co com org net ac gov edu or ne gr'.split(' '));

function labelOf(domain: string): string {
  const parts = domain.split('.');
  const last = parts.length - 2;
  const at = last > 0 && SECOND_LEVEL.has(parts[last] ?? '') ? last - 1 : last;
  return (parts[Math.max(0, at)] ?? '').replaceAll(/[^a-z0-9]/gu, '');
}

function readAddress(text: string): AddressValue | null {
  const { identity } = normalizeEmail(text, STRICT_IDENTITY);
  if (identity === null) return null;
  const at = identity.indexOf('@');
  const typed = identity.slice(0, at).replace(/(?<=.)\+.*$/u, '');
  const local = fold(typed).bare.replaceAll(' ', '');
  const domain = identity.slice(at + 1);
  return {
    key: `${local}@${domain}`,
    local,
    letters: local.replace(/\P{L}/gu, ''),
    words: fold(typed.replace(/[\d._-]+/gu, ' '))
      .bare.split(' ')
      .filter((word) => word !== ''),
    digits: local.replace(/\D/gu, ''),
    domain,
    label: labelOf(domain),
  };
}

export function readLocalParts(lists: Lists, name: string): LocalParts {
  const pool = createPool(readAddress);
  return { column: columnOf(lists, name, pool.numberOf), values: pool.values };
}

const SHORTEST_NAME = 4;
const NONE: readonly number[] = [];

interface Bearers {
  readonly count: number;
  /** The number of a name; -1 for one that nobody has. */
  readonly numberOf: (name: string) => number;
  /** Given name and surname as the person wrote them. */
  readonly namesOf: (person: number) => readonly [string, string];
}

/**
 * Per person the names in the address that are not the person's own. A word of it is a name, or a name with an
 * initial or another name beside it: John is in johnlee@ and johnl@, and not in johnson@.
 */
export function namesInAddresses(
  addresses: LocalParts | null,
  { count, numberOf, namesOf }: Bearers,
): readonly (readonly number[])[] {
  return Array.from({ length: addresses === null ? 0 : count }, (_, person) => {
    const words = addresses?.values[addresses.column[person] ?? -1]?.words ?? [];
    const [first, last] = namesOf(person);
    const own = new Set([first, last, first + last, last + first, first.charAt(0) + last]);
    const found = new Set<number>();
    for (const word of words) {
      if (own.has(word)) continue;
      for (let length = SHORTEST_NAME; length <= word.length; length += 1) {
        const [before, after] = [word.slice(0, -length), word.slice(length)];
        const isName = (rest: string): boolean => rest.length <= 1 || numberOf(rest) >= 0;
        if (isName(after)) found.add(numberOf(word.slice(0, length)));
        if (isName(before)) found.add(numberOf(word.slice(-length)));
      }
    }
    found.delete(-1);
    return found.size === 0 ? NONE : [...found];
  });
}
