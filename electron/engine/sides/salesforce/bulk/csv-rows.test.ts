import { expect, test } from 'vitest';
import { BrokenCsv, readCsv } from './csv-rows.ts';

const TEXT = [
  '"Id","Na""me","X"',
  '"1","a,b\nc ü€😀"," x "',
  '"2","",""',
  '3,pl"ain,y',
  '"4","","é"',
  '',
].join('\n');

async function read(
  text: string,
  size: number,
): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }> {
  const bytes = Buffer.from(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const rows: (readonly string[])[] = [];
  let columns: readonly string[] = [];
  for await (const page of readCsv(pieces)) {
    columns = page.columns;
    rows.push(...page.rows);
  }
  return { columns, rows };
}

test('quotes, commas, line breaks and letters of several bytes survive any cut', async () => {
  const whole = {
    columns: ['Id', 'Na"me', 'X'],
    rows: [
      ['1', 'a,b\nc ü€😀', ' x '],
      ['2', '', ''],
      ['3', 'pl"ain', 'y'],
      ['4', '', 'é'],
    ],
  };
  for (let size = 1; size < 90; size += 1)
    expect(await read(TEXT, size), String(size)).toEqual(whole);
});

test('lines may end in CRLF, and the last need not end', async () => {
  const rows = [
    ['1', '2'],
    ['x', 'y'],
  ];
  expect((await read('"a","b"\r\n"1","2"\r\nx,y\r\n', 3)).rows).toEqual(rows);
  expect((await read('a,b\n1,2\nx,y', 2)).rows).toEqual(rows);
});

test('nothing, and a header alone, hold no rows', async () => {
  expect((await read('', 1)).rows).toEqual([]);
  expect((await read('"sf__Id","sf__Error",Id\n', 4)).rows).toEqual([]);
});

test('a body that ends within a value, or lacks one, is broken and not shorter', async () => {
  await expect(read('"a","b"\n"1","2', 3)).rejects.toBeInstanceOf(BrokenCsv);
  await expect(read('"a","b"\n"1"\n', 3)).rejects.toBeInstanceOf(BrokenCsv);
  await expect(read('"a","b"\n"1","2"\n"3"', 3)).rejects.toBeInstanceOf(BrokenCsv);
});
