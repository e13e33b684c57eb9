import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold.ts';
import { isOneSlip, jaroWinkler, letterMask, mayBeAlike } from './jaro-winkler.ts';

const word = fc.oneof(
  fc.stringMatching(/^[a-e]{0,12}$/u),
  fc.string({ unit: 'binary', maxLength: 70 }),
);

test('likeness is from nothing to one, and of a text with itself one', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const likeness = jaroWinkler(a, b);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
      expect(jaroWinkler(a, a)).toBe(1);
    }),
    { numRuns: 1000 },
  );
});

test('what the letters rule out is less alike than that', () => {
  fc.assert(
    fc.property(word, word, fc.double({ min: 0.1, max: 1, noNaN: true }), (a, b, least) => {
      fc.pre(!mayBeAlike(a, letterMask(a), b, letterMask(b), least));
      expect(jaroWinkler(a, b)).toBeLessThan(least);
    }),
    { numRuns: 1000 },
  );
});

test('a slip made is a slip seen', () => {
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('', 'x'), (text, at, sign) => {
      const place = text.length === 0 ? 0 : at % text.length;
      const slipped = text.slice(0, place) + sign + text.slice(place + 1);
      expect(isOneSlip(text, slipped)).toBe(true);
      expect(isOneSlip(slipped, text)).toBe(true);
    }),
  );
});

test('folding what is folded changes nothing', () => {
  fc.assert(
    fc.property(word, (text) => {
      const { bare, spelt } = fold(text);
      expect(fold(bare).bare).toBe(bare);
      expect(fold(spelt).spelt).toBe(spelt);
    }),
    { numRuns: 1000 },
  );
});
