import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELDS } from '../domain/fields.ts';
import {
  STRICT_IDENTITY,
  asWritten,
  comparable,
  normalizeEmail,
  valuesEqual,
} from './normalize.ts';

const rules = fc.record({ plusTags: fc.boolean(), gmailDots: fc.boolean() });
const field = fc.constantFrom(...FIELDS);
const piece = fc.constantFrom(
  ...['ann', 'Ä', 'ß', 'Σ', 'ﬁ', 'İ', '.', '+', '+tag', '@', '@gmail.com', '@müller.de', '@x.org.'],
  ...[
    'mailto:',
    '<',
    '>',
    '"Ann" ',
    ',',
    ' ',
    '\u200b',
    '\t',
    'xn--',
    '١',
    '+44 (0)',
    '00',
    ' x12',
    '(',
    ')',
    '(Ann)',
    '"',
    '""',
    '\\',
    ';',
    '%40',
    '%2B',
    '\u202e',
    '\u0301',
    '\ufe0f',
    '[127.0.0.1]',
    'a'.repeat(70),
    '\ud800',
  ],
);
const pieces = (maxLength: number) => fc.array(piece, { maxLength }).map((all) => all.join(''));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  pieces(8),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), pieces(2))
    .map(([name, rest]) => `${name}${rest}@Example.org`),
  fc
    .tuple(pieces(2), fc.webUrl({ size: 'small' }), pieces(1))
    .map(([name, url, rest]) => `${name}ann@${new URL(url).hostname}${rest}`),
);
const likely = fc
  .tuple(fc.stringMatching(/^[a-zé][a-z.+_'-]{0,9}$/u), fc.domain())
  .map(([name, domain]) => `${name}@${domain}`);

test('normalising an identity again changes nothing', () => {
  fc.assert(
    fc.property(text, rules, (raw, given) => {
      const { identity } = normalizeEmail(raw, given);
      fc.pre(identity !== null);
      expect(normalizeEmail(identity, given)).toMatchObject({ identity, mergedBy: null });
    }),
    { numRuns: 1000 },
  );
});

test('the address that is written has the identity of what was typed', () => {
  fc.assert(
    fc.property(text, rules, (raw, given) => {
      const { identity, address } = normalizeEmail(raw, given);
      expect(address === null).toBe(identity === null);
      expect(normalizeEmail(address, given).identity).toBe(identity);
      expect(asWritten('email', asWritten('email', raw))).toBe(asWritten('email', raw));
    }),
    { numRuns: 1000 },
  );
});

test('an identity is one address: one @, no space, lower case, a domain in ASCII', () => {
  fc.assert(
    fc.property(text, rules, (raw, given) => {
      const { identity } = normalizeEmail(raw, given);
      fc.pre(identity !== null);
      expect(identity).toMatch(/^[^\s@]+@[a-z0-9._-]+$/u);
    }),
    { numRuns: 1000 },
  );
});

test('what has no identity says why, and only that', () => {
  fc.assert(
    fc.property(text, rules, (raw, given) => {
      const { identity, reason } = normalizeEmail(raw, given);
      expect(reason === null).toBe(identity !== null);
    }),
    { numRuns: 2000 },
  );
});

test('what stands around one address changes no identity', () => {
  const around = fc.constantFrom<(address: string) => string>(
    (address) => `<${address}>`,
    (address) => `"Lee, Ann" <${address}>`,
    (address) => `Ann <mailto:${address}>`,
    (address) => `mailto:${address.replaceAll('%', '%25')}?subject=a@b`,
    (address) => `${address};`,
    (address) => `${address}, ${address.toUpperCase()}`,
    (address) => `${address} (Ann)`,
    (address) => ` \u200b${address}\r\n`,
  );
  fc.assert(
    fc.property(likely, around, (raw, put) => {
      const { identity } = normalizeEmail(raw, STRICT_IDENTITY);
      fc.pre(identity !== null && identity.length < 150);
      expect(normalizeEmail(put(identity), STRICT_IDENTITY).identity).toBe(identity);
    }),
    { numRuns: 2000 },
  );
});

test('two addresses in one cell are several, whatever parts them', () => {
  const parting = fc.constantFrom(',', ';', ' ', '; ', '\n', ' <', '> , <');
  fc.assert(
    fc.property(likely, parting, (identity, between) => {
      const cell = `${identity}${between}bob@example.org`;
      expect(normalizeEmail(cell, STRICT_IDENTITY)).toMatchObject({ reason: 'several' });
    }),
    { numRuns: 2000 },
  );
});

test('comparing what was compared changes nothing', () => {
  fc.assert(
    fc.property(field, text, (name, value) => {
      const once = comparable(name, value);
      expect(comparable(name, once)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

test('equality is reflexive and symmetric, and what is written equals what was typed', () => {
  fc.assert(
    fc.property(field, text, text, (name, a, b) => {
      expect(valuesEqual(name, a, a)).toBe(true);
      expect(valuesEqual(name, a, b)).toBe(valuesEqual(name, b, a));
      expect(valuesEqual(name, asWritten(name, a), a)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
