import { expect, test } from 'vitest';
import { isForCsv, uploadCsv } from './upload-csv.ts';

test('an insert leaves empty what is not known, an update empties it by name', () => {
  const fields = { LastName: 'Lee', Phone: null };
  expect(uploadCsv([{ id: null, fields }], 1_000).pieces[0]?.csv).toBe('LastName,Phone\nLee,\n');
  expect(uploadCsv([{ id: '00Q', fields }], 1_000).pieces[0]?.csv).toBe(
    'Id,LastName,Phone\n00Q,Lee,#N/A\n',
  );
});

test('a field that only some records write says nothing for the others', () => {
  const csv = uploadCsv(
    [
      { id: '1', fields: { Phone: '1' } },
      { id: '2', fields: { Title: null } },
    ],
    1_000,
  ).pieces[0]?.csv;
  expect(csv).toBe('Id,Phone,Title\n1,1,\n2,,#N/A\n');
});

test('values that would be read otherwise are quoted, and what can’t be said is not for CSV', () => {
  const values = ['a,b', 'say "hi"', 'two\nlines', ' led', 'plain'];
  const { pieces } = uploadCsv(
    values.map((Company) => ({ id: null, fields: { Company } })),
    1_000,
  );
  expect(pieces[0]?.csv).toBe('Company\n"a,b"\n"say ""hi"""\n"two\nlines"\n" led"\nplain\n');
  expect(isForCsv({ id: null, fields: { Company: ' #N/A ' } })).toBe(false);
  expect(isForCsv({ id: null, fields: { Company: null } })).toBe(true);
});

test('no piece is larger than asked for, each has the header, and none loses a row', () => {
  const records = Array.from({ length: 50 }, (_, n) => ({
    id: null,
    fields: { LastName: `Nämé ${n}` },
  }));
  const { pieces } = uploadCsv(records, 60);
  expect(pieces.every(({ csv }) => Buffer.byteLength(csv) <= 60)).toBe(true);
  expect(pieces.every(({ csv }) => csv.startsWith('LastName\n'))).toBe(true);
  expect(pieces.map(({ count }) => count).reduce((a, b) => a + b)).toBe(50);
  expect(pieces.flatMap(({ csv }) => csv.trimEnd().split('\n').slice(1))).toEqual(
    records.map(({ fields }) => fields.LastName),
  );
});

test('a record larger than a piece goes alone', () => {
  const records = ['x'.repeat(80), 'y'].map((LastName) => ({ id: null, fields: { LastName } }));
  expect(uploadCsv(records, 20).pieces.map(({ count }) => count)).toEqual([1, 1]);
});
