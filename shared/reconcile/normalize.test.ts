import { describe, expect, test } from 'vitest';
import {
  STRICT_IDENTITY,
  asWritten,
  comparable,
  normalizeEmail,
  valuesEqual,
} from './normalize.ts';

function identity(raw: string | null): string | null {
  return normalizeEmail(raw, STRICT_IDENTITY).identity;
}

describe('the identity of an address', () => {
  test.each([
    ['ann@example.org', 'ann@example.org'],
    ['  Ann@Example.ORG ', 'ann@example.org'],
    ['"Lee, Ann" <ann@example.org>', 'ann@example.org'],
    ['ann@example.org <ann@example.org>', 'ann@example.org'],
    ['<ann@example.org>', 'ann@example.org'],
    ['MAILTO:ann@example.org?subject=hello', 'ann@example.org'],
    ['Ann <mailto:ann@example.org>', 'ann@example.org'],
    ['a\u200bnn@exam\u00adple.org', 'ann@example.org'],
    ['\ufeffann@example.org\r\n', 'ann@example.org'],
    ['ann@example.org.', 'ann@example.org'],
    ['ann＠example．org', 'ann@example.org'],
    ['ann@müller.de', 'ann@xn--mller-kva.de'],
    ['ann@mu\u0308ller.de', 'ann@xn--mller-kva.de'],
    ['ann@XN--MLLER-KVA.de', 'ann@xn--mller-kva.de'],
    ['ann@faß.de', 'ann@xn--fa-hia.de'],
    ['李@例え.テスト', '李@xn--r8jz45g.xn--zckzah'],
    ["o'brien+x@my_host.example.org", "o'brien+x@my_host.example.org"],
    ['ann@intranet', 'ann@intranet'],
  ])('of %j is %j', (raw, expected) => {
    expect(identity(raw)).toBe(expected);
  });

  test.each([
    [null],
    [''],
    ['   '],
    ['ann'],
    ['@example.org'],
    ['ann@'],
    ['ann@.'],
    ['ann@example..org'],
    ['ann@-example.org'],
    ['ann@exam ple.org'],
    ['ann lee@example.org'],
    ['ann@b@example.org'],
    ['ann@example.org, bob@example.org'],
    ['ann@example.org bob@example.org'],
    ['ann@example.org\nbob@example.org'],
    ['ann@example.org, Bob <bob@example.org>'],
    ['Ann <ann@example.org>; Bob <bob@example.org>'],
    ['ann@[127.0.0.1]'],
    ['ann@xn--a'],
    [`ann@${'a'.repeat(64)}.org`],
    ['ann@example.org\ud800'],
  ])('does not exist for %j', (raw) => {
    expect(normalizeEmail(raw, STRICT_IDENTITY)).toEqual({
      identity: null,
      address: null,
      mergedBy: null,
    });
  });

  test('keeps the address as it was typed, without what stands around it', () => {
    expect(normalizeEmail('"Ann" <Ann.Lee@Müller.DE>', STRICT_IDENTITY)).toEqual({
      identity: 'ann.lee@xn--mller-kva.de',
      address: 'Ann.Lee@Müller.DE',
      mergedBy: null,
    });
  });

  test.each([
    ['a.n.n+x@googlemail.com', true, true, 'ann@gmail.com', 'plus-tags'],
    ['a.n.n@gmail.com', false, true, 'ann@gmail.com', 'gmail-dots'],
    ['ann@googlemail.com', false, true, 'ann@gmail.com', 'gmail-dots'],
    ['a.n.n@example.org', true, true, 'a.n.n@example.org', null],
    ['a.n.n+x@gmail.com', false, false, 'a.n.n+x@gmail.com', null],
    ['+x@example.org', true, false, '+x@example.org', null],
    ['ann+x+y@example.org', true, false, 'ann@example.org', 'plus-tags'],
  ])('of %j under plusTags %j and gmailDots %j is %j', (raw, plusTags, gmailDots, to, rule) => {
    const found = normalizeEmail(raw, { plusTags, gmailDots });
    expect([found.identity, found.mergedBy]).toEqual([to, rule]);
  });
});

describe('what values are compared by', () => {
  test.each([
    ['phone', '+44 (0)20 7946-0000', '0044 20 7946 0000'],
    ['phone', 'tel:+44-20-7946-0000', '+442079460000'],
    ['phone', '030 / 123 45', '(030) 12345'],
    ['phone', '555-1234 ext. 5', '5551234 x5'],
    ['phone', '０３０ １２３', '030123'],
    ['company', ' Acme \u00a0 Ltd\t', 'Acme Ltd'],
    ['firstName', 'Zoe\u0308', 'Zoë'],
    ['title', '', null],
    ['title', ' \u200b ', null],
    ['email', 'ANN@müller.de', 'Ann <ann@xn--mller-kva.de>'],
    ['email', 'Not An Address', 'not an address'],
  ] as const)('of %s are equal: %j and %j', (field, a, b) => {
    expect(valuesEqual(field, a, b)).toBe(true);
  });

  test.each([
    ['phone', '555-1234 x5', '555-12345'],
    ['phone', '+44 20', '44 20'],
    ['phone', '1-800-FLOWERS', '1-800'],
    ['firstName', 'ann', 'Ann'],
    ['company', 'Acme', null],
    ['email', 'ann+x@example.org', 'ann@example.org'],
  ] as const)('of %s differ: %j and %j', (field, a, b) => {
    expect(valuesEqual(field, a, b)).toBe(false);
  });

  test('a phone with a (0) only drops it after a country code', () => {
    expect(comparable('phone', '+49 (0) 30 123')).toBe('+4930123');
    expect(comparable('phone', '(0)30 123')).toBe('030123');
  });

  test('zeros alone are no country code', () => {
    expect(comparable('phone', '0000')).toBe('0000');
    expect(comparable('phone', '+00 44 1')).toBe('+441');
  });
});

test('a value is written as typed; an address as the plain address in it; blank as blank', () => {
  expect(asWritten('company', ' Acme  Ltd ')).toBe(' Acme  Ltd ');
  expect(asWritten('email', '"Ann" <Ann@x.org>')).toBe('Ann@x.org');
  expect(asWritten('email', 'no address')).toBe('no address');
  expect(asWritten('title', '  ')).toBeNull();
});
