/**
 * What two texts are compared by, and the identity a row is matched on.
 *
 * Laws:   comparing what was compared changes nothing; an identity is its own identity.
 * Errors: none. What is no address has no identity; its row is kept.
 */
import type { Field } from '../domain/fields.ts';
import type { IdentityRules } from '../domain/policy.ts';
import { cleanText } from './clean-text.ts';
import type { NoEmailReason } from './normalize-address.ts';
import { readAddress } from './normalize-address.ts';

export type ProviderRule = 'plus-tags' | 'gmail-dots';

export interface NormalizedEmail {
  readonly identity: string | null;
  /** The plain address, in its own case, without display name or `mailto:`. */
  readonly address: string | null;
  /** The provider rule that changed the identity, where one did. */
  readonly mergedBy: ProviderRule | null;
  /** Why there is no identity, where there is none. */
  readonly reason: NoEmailReason | null;
}

export const STRICT_IDENTITY: IdentityRules = { plusTags: false, gmailDots: false };

function lowerLocalPart(local: string): string {
  const lower = local.toLowerCase().normalize('NFKC');
  return lower.toLowerCase().normalize('NFKC');
}

export function normalizeEmail(raw: string | null, rules: IdentityRules): NormalizedEmail {
  const read = readAddress(raw);
  if (typeof read === 'string') {
    return { identity: null, address: null, mergedBy: null, reason: read };
  }
  const { address, domain } = read;
  const plain = lowerLocalPart(read.local);
  const tag = plain.indexOf('+', 1);
  const untagged = rules.plusTags && tag > 0 ? plain.slice(0, tag) : plain;
  const isGmail = rules.gmailDots && (domain === 'gmail.com' || domain === 'googlemail.com');
  const undotted = isGmail ? untagged.replaceAll('.', '') || untagged : untagged;
  const home = isGmail ? 'gmail.com' : domain;
  const mergedBy =
    untagged !== plain
      ? 'plus-tags'
      : undotted !== untagged || home !== domain
        ? 'gmail-dots'
        : null;
  return { identity: `${undotted}@${home}`, address, mergedBy, reason: null };
}

/** Digits, with `+` for a number given with its country (`+` or `00`), and `x` before an extension. */
function phoneDigits(text: string): string {
  const [, main = text, extension = ''] =
    /^(.*?)[\s,;]*(?:extension|ext\.?|x|#)[\s.:]*(\d+)$/iu.exec(text) ?? [];
  const number = main.replace(/^tel:\s*/iu, '');
  if (/\p{L}/u.test(number) || !/\d/u.test(number)) return text;
  const digits = number.replace(/^(\D*\+.*?)\(0\)/u, '$1').replace(/\D/gu, '');
  const isInternational = /^\D*\+/u.test(number) || digits.startsWith('00');
  const subscriber = digits.replace(/^(?:00)+/u, '');
  const significant = isInternational && subscriber !== '' ? `+${subscriber}` : digits;
  return extension === '' ? significant : `${significant}x${extension}`;
}

/** What two values of a field are compared by; null is blank. */
export function comparable(field: Field, value: string | null): string | null {
  if (value === null) return null;
  const text = cleanText(value);
  if (text === '') return null;
  if (field === 'phone') return phoneDigits(text);
  if (field === 'email') {
    return normalizeEmail(text, STRICT_IDENTITY).identity ?? lowerLocalPart(text);
  }
  return text;
}

export function valuesEqual(field: Field, a: string | null, b: string | null): boolean {
  return a === b || comparable(field, a) === comparable(field, b);
}

/** How a value is written to the other side: as typed, an address as the plain address in it. */
export function asWritten(field: Field, value: string | null): string | null {
  if (value === null || comparable(field, value) === null) return null;
  return field === 'email' ? (normalizeEmail(value, STRICT_IDENTITY).address ?? value) : value;
}
