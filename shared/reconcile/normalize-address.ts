/**
 * The one plain address a cell holds, or why it holds none.
 *
 * Reads:  display names, `mailto:`, comments in parentheses, percent-encoding where an address came as a link,
 *         stray separators, and one address said twice.
 * Laws:   never guesses: two different addresses, or spaces within one, are no address.
 * Errors: none. What is no address has a reason.
 */
import { toASCII } from 'tr46';
import { cleanText } from './clean-text.ts';

export type NoEmailReason =
  | 'blank'
  | 'too-long'
  | 'several'
  | 'no-at'
  | 'several-at'
  | 'no-name'
  | 'no-domain'
  | 'spaces'
  | 'quoted'
  | 'signs'
  | 'domain';

export interface ReadAddress {
  /** As typed, without what stood around it. */
  readonly address: string;
  readonly local: string;
  /** In ASCII, lower case. */
  readonly domain: string;
}

/** RFC 5321 allows 64 + 1 + 255; beyond LONGEST_CELL nothing is read at all. */
const LONGEST_ADDRESS = 320;
const LONGEST_CELL = 5000;
const PLAIN_ADDRESS =
  /^[\w!#$%&'*+\-/=?^`{|}~.]{1,64}@[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;
const DOMAIN =
  /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const NOT_IN_LOCAL_PART = /[\s<>()[\]\\,;:"\p{Cs}]/u;
const QUOTED_TEXT = /"(?:[^"\\]|\\.)*"/gu;

function asciiDomain(domain: string): string | null {
  if (domain.length > LONGEST_ADDRESS) return null;
  const lower = domain.toLowerCase();
  const ascii =
    DOMAIN.test(lower) && !lower.includes('xn--')
      ? lower
      : toASCII(domain, { transitionalProcessing: false, checkBidi: true, checkJoiners: true });
  const bare = ascii?.replace(/\.$/u, '') ?? '';
  return bare.length <= 253 && DOMAIN.test(bare) ? bare : null;
}

function decoded(text: string): string {
  try {
    return cleanText(decodeURIComponent(text));
  } catch {
    return text;
  }
}

/** RFC 6068: what stands before the question mark, percent-decoded. */
function withoutMailto(text: string): string {
  if (!/^mailto:/iu.test(text)) return text;
  const link = text.slice('mailto:'.length).replace(/((?:@|%40)[^?]*)\?.*$/iu, '$1');
  return decoded(link).trim();
}

/** Without comments: balanced parentheses outside quotes. One that holds an address stays. */
function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let [kept, comment, depth, isQuoted] = ['', '', 0, false];
  for (const sign of text) {
    if (sign === '"' && depth === 0) isQuoted = !isQuoted;
    if (!isQuoted && sign === '(') depth += 1;
    if (depth === 0) kept += sign;
    else comment += sign;
    if (!isQuoted && sign === ')' && depth > 0) depth -= 1;
  }
  return depth > 0 || isQuoted || comment.includes('@') ? text : kept.trim();
}

/** Split at commas and semicolons that stand outside quotes and angle brackets; without empty parts. */
function partsOf(text: string): readonly string[] {
  if (!/[,;]/u.test(text)) return [text];
  const parts: string[] = [];
  let [part, isQuoted, isBracketed] = ['', false, false];
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === '<') isBracketed = true;
    else if (!isQuoted && sign === '>') isBracketed = false;
    if (!isQuoted && !isBracketed && (sign === ',' || sign === ';')) {
      parts.push(part);
      part = '';
    } else {
      part += sign;
    }
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '');
}

/** The name in `Lee, Ann <ann@x.org>` has a comma too: words before a bracketed address belong to it. */
function withNames(parts: readonly string[]): readonly string[] {
  const whole: string[] = [];
  let name = '';
  for (const part of parts) {
    const isName = !/@|%40/u.test(part.replace(QUOTED_TEXT, ''));
    if (isName) {
      name += `${part}, `;
      continue;
    }
    whole.push(name + part);
    name = '';
  }
  return name === '' ? whole : [...whole, name];
}

/** The text between the angle brackets of `"Ann" <ann@x.org>`. */
function withoutDisplayName(text: string): string | null {
  const bracketed = /^(.*)<([^<>]*)>$/u.exec(text);
  if (bracketed === null) return text;
  const displayName = (bracketed[1] ?? '').replace(QUOTED_TEXT, '');
  return /[<>]/u.test(displayName) ? null : (bracketed[2] ?? '').trim();
}

function withoutQuotes(address: string): string {
  const quoted = /^"((?:[^"\\]|\\.)+)"@([^@]*)$/u.exec(address);
  if (quoted === null) return address;
  const local = (quoted[1] ?? '').replace(/\\(.)/gu, '$1');
  return /@/u.test(local) || NOT_IN_LOCAL_PART.test(local)
    ? address
    : `${local}@${quoted[2] ?? ''}`;
}

function readOne(text: string): ReadAddress | null {
  const inner = withoutDisplayName(text);
  if (inner === null) return null;
  const linked = withoutMailto(inner);
  const isEncoded = !linked.includes('@') && /^[^%]*%40[^%]*$/u.test(linked);
  const address = withoutQuotes(isEncoded ? decoded(linked) : linked);
  const at = address.indexOf('@');
  if (at <= 0 || at !== address.lastIndexOf('@') || address.length > LONGEST_ADDRESS) return null;
  const local = address.slice(0, at);
  if (NOT_IN_LOCAL_PART.test(local)) return null;
  const domain = asciiDomain(address.slice(at + 1));
  return domain === null ? null : { address, local, domain };
}

function reasonOf(text: string): NoEmailReason {
  const bare = withoutMailto(text);
  const inner = withoutMailto(withoutDisplayName(bare) ?? bare);
  const addresses = bare.split(/[\s,;<>|"]+/u).filter((word) => /.@./u.test(word));
  if (new Set(addresses.map((word) => word.toLowerCase())).size > 1) return 'several';
  if (!inner.includes('@')) return 'no-at';
  if (inner.length > LONGEST_ADDRESS) return 'too-long';
  const at = inner.lastIndexOf('@');
  const [local, domain] = [inner.slice(0, at), inner.slice(at + 1)];
  if (local.startsWith('"') && local.endsWith('"')) return 'quoted';
  if (inner.indexOf('@') !== at) return 'several-at';
  if (local === '') return 'no-name';
  if (/^\.*$/u.test(domain)) return 'no-domain';
  if (/\s/u.test(inner)) return 'spaces';
  return NOT_IN_LOCAL_PART.test(local) ? 'signs' : 'domain';
}

export function readAddress(raw: string | null): ReadAddress | NoEmailReason {
  if (raw === null) return 'blank';
  if (raw.length > LONGEST_CELL) return 'too-long';
  if (PLAIN_ADDRESS.test(raw) && !/xn--/iu.test(raw)) {
    const at = raw.indexOf('@');
    const domain = raw.slice(at + 1).toLowerCase();
    if (domain.length <= 253) return { address: raw, local: raw.slice(0, at), domain };
  }
  const text = cleanText(raw);
  if (text === '') return 'blank';
  const parts = withNames(partsOf(withoutComments(withoutMailto(text))));
  const found = parts.map(readOne);
  const [first] = found;
  const isOne =
    first !== undefined &&
    first !== null &&
    found.every(
      (each) =>
        each?.domain === first.domain && each.local.toLowerCase() === first.local.toLowerCase(),
    );
  return isOne ? first : reasonOf(text);
}
