import { expect, test } from 'vitest';
import { inLists, quote, quoteContaining } from './soql-text.ts';

test('quotes and backslashes stay inside the text they came in', () => {
  expect(quote("O'Brien\\")).toBe("'O\\'Brien\\\\'");
});

test('wildcards typed into a search are letters', () => {
  expect(quoteContaining('50%_off')).toBe("'%50\\%\\_off%'");
});

test('long lists are cut so that no address grows beyond 12 KB, and nothing is lost', () => {
  const emails = Array.from({ length: 2000 }, (_, n) => `ü.person+${n}@xn--mller-kva.example.org`);
  const lists = inLists(emails);
  expect(lists.length).toBeGreaterThan(1);
  for (const list of lists) {
    const soql = `SELECT Id, Email FROM Lead WHERE IsConverted = false AND Email IN (${list})`;
    expect(encodeURIComponent(soql).length).toBeLessThan(12_000);
  }
  expect(lists.join(',')).toBe(emails.map(quote).join(','));
});

test('no values make no list', () => {
  expect(inLists([])).toEqual([]);
});
