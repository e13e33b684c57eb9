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
    ['ann@example.org (Ann Lee)', 'ann@example.org'],
    ['ann(at work (mostly))@example.org', 'ann@example.org'],
    ['Ann (Sales) <ann@example.org>', 'ann@example.org'],
    ['"ann"@example.org', 'ann@example.org'],
    ['"" <ann@example.org>', 'ann@example.org'],
    ['"ann@old.example" <ann@example.org>', 'ann@example.org'],
    ['"Lee; Ann" <ann@example.org>', 'ann@example.org'],
    ['Lee, Ann <ann@example.org>', 'ann@example.org'],
    ['ann@example.org;', 'ann@example.org'],
    [' ; ann@example.org , ', 'ann@example.org'],
    ['ann@example.org, ANN@Example.org', 'ann@example.org'],
    ['mailto:ann%2Bx%40example.org', 'ann+x@example.org'],
    ['ann%40example.org', 'ann@example.org'],
    ['100%@example.org', '100%@example.org'],
    ['<mailto:ann@example.org?cc=bob@example.org>', 'ann@example.org'],
    ['\u202eann@example.org\u202c', 'ann@example.org'],
    ['a\u034fnn@example.org\ufe0f', 'ann@example.org'],
    ['ann﹫example．org', 'ann@example.org'],
    ['zoe\u0308@example.org', 'zoë@example.org'],
    ['ann.@example.org', 'ann.@example.org'],
    ['ann@127.0.0.1', 'ann@127.0.0.1'],
    ['_@_dmarc.example.org', '_@_dmarc.example.org'],
    [`${'a'.repeat(200)}@example.org`, `${'a'.repeat(200)}@example.org`],
  ])('of %j is %j', (raw, expected) => {
    expect(identity(raw)).toBe(expected);
  });

  test.each([
    [null, 'blank'],
    ['', 'blank'],
    ['   ', 'blank'],
    ['\u200b\u2060\ufe0f', 'blank'],
    ['ann', 'no-at'],
    ['"ann at example.org"', 'no-at'],
    ['Ann <>', 'no-at'],
    ['@example.org', 'no-name'],
    ['Ann <@example.org>', 'no-name'],
    ['ann@', 'no-domain'],
    ['ann@.', 'no-domain'],
    ['ann@example..org', 'domain'],
    ['ann@example.org..', 'domain'],
    ['ann@.example.org', 'domain'],
    ['ann@-example.org', 'domain'],
    ['ann@exam!ple.org', 'domain'],
    ['ann@[127.0.0.1]', 'domain'],
    ['ann@[IPv6:2001:db8::1]', 'domain'],
    ['ann@xn--a', 'domain'],
    [`ann@${'a'.repeat(64)}.org`, 'domain'],
    [`ann@${'a.'.repeat(126)}org`, 'domain'],
    ['ann@exam ple.org', 'spaces'],
    ['ann lee@example.org', 'spaces'],
    ['ann @ example.org', 'spaces'],
    ['ann@b@example.org', 'several-at'],
    ['ann@@example.org', 'several-at'],
    ['""@example.org', 'quoted'],
    ['"ann lee"@example.org', 'quoted'],
    ['"a@b"@example.org', 'quoted'],
    ['"ann\\"@example.org', 'quoted'],
    ['ann(@example.org', 'signs'],
    ['ann[1]@example.org', 'signs'],
    ['Team: ann@example.org', 'spaces'],
    ['ann\ud800@example.org', 'signs'],
    ['ann@example.org\ud800', 'domain'],
    ['ann@example.org, bob@example.org', 'several'],
    ['ann@example.org;bob@example.org', 'several'],
    ['ann@example.org bob@example.org', 'several'],
    ['ann@example.org\nbob@example.org', 'several'],
    ['ann@example.org / bob@example.org', 'several'],
    ['ann@example.org, Bob <bob@example.org>', 'several'],
    ['Ann <ann@example.org>; Bob <bob@example.org>', 'several'],
    ['<ann@example.org,bob@example.org>', 'several'],
    ['mailto:ann@example.org,bob@example.org', 'several'],
    ['ann@example.org (bob@example.org)', 'several'],
    [`${'a'.repeat(308)}@example.org.x`, 'too-long'],
    ['a'.repeat(5001), 'too-long'],
    [`${'<('.repeat(2000)}@`, 'too-long'],
  ] as const)('does not exist for %j, because of %s', (raw, reason) => {
    expect(normalizeEmail(raw, STRICT_IDENTITY)).toEqual({
      identity: null,
      address: null,
      mergedBy: null,
      reason,
    });
  });

  test('keeps the address as it was typed, without what stands around it', () => {
    expect(normalizeEmail('"Ann" <Ann.Lee@Müller.DE>', STRICT_IDENTITY)).toEqual({
      identity: 'ann.lee@xn--mller-kva.de',
      address: 'Ann.Lee@Müller.DE',
      mergedBy: null,
      reason: null,
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
