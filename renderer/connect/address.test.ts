import { expect, test } from 'vitest';
import { originOf } from './address.ts';

test('an address without a scheme means https, and what follows the host is dropped', () => {
  expect(originOf(' acme--uat.sandbox.my.salesforce.com ')).toBe(
    'https://acme--uat.sandbox.my.salesforce.com',
  );
  expect(originOf('https://acme.my.salesforce.com/home?x=1')).toBe(
    'https://acme.my.salesforce.com',
  );
});

test('a token never goes out unencrypted, but to this machine', () => {
  expect(originOf('http://acme.my.salesforce.com')).toBeNull();
  expect(originOf('http://127.0.0.1:4010')).toBe('http://127.0.0.1:4010');
});

test('what is no address is none', () => {
  expect(originOf('')).toBeNull();
  expect(originOf('not an address')).toBeNull();
  expect(originOf('ftp://acme.com')).toBeNull();
});
