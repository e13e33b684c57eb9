import { expect, test } from 'vitest';
import { inLists, quote, quoteContaining } from './soql-text.ts';

test('quotes and backslashes stay inside the text they came in', () => {
  expect(quote("O'Brien\\")).toBe("'O\\'Brien\\\\'");
});

test('wildcards typed into a search are letters', () => {
  expect(quoteContaining('50%_off')).toBe("'%50\\%\\_off%'");
});

test('long lists are cut so that no address grows beyond what Salesforce takes, and nothing is lost', () => {
  const emails = Array.from({ length: 2000 }, (_, n) => `ü.person+${n}@xn--mller-kva.example.org`);
  const lists = inLists(emails);
  expect(lists.length).toBeGreaterThan(1);
  for (const list of lists) {
    const { href } = new URL(`https://x.my.salesforce.com/q?q=${encodeURIComponent(list)}`);
    expect(href.length).toBeLessThan(14_500);
  }
  expect(lists.join(',')).toBe(emails.map(quote).join(','));
});

test('no values make no list', () => {
  expect(inLists([])).toEqual([]);
});
