import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELDS } from '../domain/fields.ts';
import { asWritten, comparable, normalizeEmail, valuesEqual } from './normalize.ts';

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
  ],
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
);

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
