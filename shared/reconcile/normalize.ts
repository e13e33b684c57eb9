/**
 * What two texts are compared by, and the identity a row is matched on.
 *
 * Laws:   comparing what was compared changes nothing; an identity is its own identity.
 * Errors: none. What is no address has no identity; its row is kept.
 */
import { toASCII } from 'tr46';
import type { Field } from '../domain/fields.ts';
import type { IdentityRules } from '../domain/policy.ts';

export type ProviderRule = 'plus-tags' | 'gmail-dots';

export interface NormalizedEmail {
  readonly identity: string | null;
  /** The plain address, in its own case, without display name or `mailto:`. */
  readonly address: string | null;
  /** The provider rule that changed the identity, where one did. */
  readonly mergedBy: ProviderRule | null;
}

export const STRICT_IDENTITY: IdentityRules = { plusTags: false, gmailDots: false };

const NOT_AN_ADDRESS: NormalizedEmail = { identity: null, address: null, mergedBy: null };
const PLAIN_ASCII = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const SPACES = /\s+/gu;
const DOMAIN =
  /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const NOT_IN_LOCAL_PART = /[\s<>()[\]\\,;:"]/u;

/** Unicode NFKC, without invisible characters, one space between words; blank is the empty string. */
function cleanText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const visible = text.replace(SPACES, ' ').replace(INVISIBLE, '').normalize('NFKC');
  return visible.replace(SPACES, ' ').trim();
}

/** The text between the angle brackets of `"Ann" <ann@x.org>`; null where several addresses stand. */
function withoutDisplayName(text: string): string | null {
  const bracketed = /^(.*)<([^<>]*)>$/u.exec(text);
  if (bracketed === null) return text;
  const displayName = (bracketed[1] ?? '').replace(/"[^"]*"/gu, '');
  const holdsAnotherAddress =
    /[<>]/u.test(displayName) || (displayName.includes('@') && /[,;]/u.test(displayName));
  return holdsAnotherAddress ? null : (bracketed[2] ?? '').trim();
}

function withoutMailto(text: string): string {
  if (!/^mailto:/iu.test(text)) return text;
  return text
    .slice('mailto:'.length)
    .replace(/(@[^?]*)\?.*$/u, '$1')
    .trim();
}

function asciiDomain(domain: string): string | null {
  const lower = domain.toLowerCase();
  const ascii =
    DOMAIN.test(lower) && !lower.includes('xn--')
      ? lower
      : toASCII(domain, { transitionalProcessing: false, checkBidi: true, checkJoiners: true });
  const bare = ascii?.replace(/\.$/u, '') ?? '';
  return bare.length <= 253 && DOMAIN.test(bare) ? bare : null;
}

function lowerLocalPart(local: string): string {
  const lower = local.toLowerCase().normalize('NFKC');
  return lower.toLowerCase().normalize('NFKC');
}

export function normalizeEmail(raw: string | null, rules: IdentityRules): NormalizedEmail {
  if (raw === null) return NOT_AN_ADDRESS;
  const inner = withoutDisplayName(withoutMailto(cleanText(raw)));
  if (inner === null) return NOT_AN_ADDRESS;
  const address = withoutMailto(inner);
  const at = address.indexOf('@');
  if (at <= 0 || at !== address.lastIndexOf('@')) return NOT_AN_ADDRESS;
  const typedLocal = address.slice(0, at);
  if (NOT_IN_LOCAL_PART.test(typedLocal)) return NOT_AN_ADDRESS;
  const domain = asciiDomain(address.slice(at + 1));
  if (domain === null) return NOT_AN_ADDRESS;

  const plain = lowerLocalPart(typedLocal);
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
  return { identity: `${undotted}@${home}`, address, mergedBy };
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
