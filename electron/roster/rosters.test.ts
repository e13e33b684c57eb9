import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { Refusal } from '../engine/refusal.ts';
import { compareRosters } from './compare-rosters.ts';
import { readRoster } from './read-roster.ts';

const dir = mkdtempSync(join(tmpdir(), 'roster-'));
let files = 0;

function file(content: string | Buffer): string {
  const path = join(dir, `${String(++files)}.csv`);
  writeFileSync(path, content);
  return path;
}

const left = (content: string | Buffer) => readRoster(file(content), 'salesforce', 'email');
const right = (content: string | Buffer) => readRoster(file(content), 'voyage', 'email');

test('separator, mark, encoding and heads are found by looking', () => {
  const semicolons = left('\uFEFFVorname;Nachname;E-Mail;Firma\r\nJörg;Ö;j@x.org;"A; B"\r\n');
  expect(semicolons.records[0]?.values).toMatchObject({
    firstName: 'Jörg',
    lastName: 'Ö',
    email: 'j@x.org',
    company: 'A; B',
  });
  const utf16 = left(Buffer.from('\uFEFFemail\tfirst_name\nγ@x.org\tΕλένη\n', 'utf16le'));
  expect(utf16.records[0]?.values.firstName).toBe('Ελένη');
  const windows = left(Buffer.from('email,first name\nj@x.org,J\xF6rg\n', 'latin1'));
  expect(windows.records[0]?.values.firstName).toBe('Jörg');
});

test('a record is known by the row of the file it stands in, blank lines left out', () => {
  expect(left('email\na@x.org\n\nb@x.org\n').records.map((record) => record.recordId)).toEqual([
    '2',
    '3',
  ]);
});

test.each([
  ['nothing in it', ''],
  ['no column of that name', 'name,phone\nAnn,1\n'],
  ['a quote that is never closed', 'email,name\na@x.org,"Ann\n'],
  ['bytes of a program', Buffer.from([1, 0, 2, 0, 0])],
])('a file with %s is refused whole', (_name, content) => {
  expect(() => left(content)).toThrow(Refusal);
});

test('two files are compared on the email, statuses as text', () => {
  const { rows } = compareRosters(
    left('email,company,status\nANN@x.org,Acme,Sent\nbob@x.org,B, Sent\ncy@x.org,C,Sent\n'),
    right('email,company,status\nann@x.org,Acme Ltd,Sent\nbob@x.org,B,Sent\nzoe@x.org,Z,Sent\n'),
    null,
    DEFAULT_POLICY,
  );
  expect(rows.map((row) => [row.rowKey, row.cls])).toEqual([
    ['ann@x.org', 'conflict'],
    ['bob@x.org', 'in-sync'],
    ['cy@x.org', 'only-salesforce'],
    ['zoe@x.org', 'only-voyage'],
  ]);
});

test('with a base the comparison is three-way, for deletions too', () => {
  const { rows } = compareRosters(
    left('email,company\na@x.org,New\nb@x.org,Old\nc@x.org,One\n'),
    right('email,company\na@x.org,Old\nb@x.org,New\nc@x.org,Two\nd@x.org,D\n'),
    left('email,company\na@x.org,Old\nb@x.org,Old\nc@x.org,Old\nd@x.org,D\n'),
    DEFAULT_POLICY,
  );
  expect(
    rows.map((row) => [row.rowKey, row.cls, row.fields.find((f) => f.field === 'company')?.cls]),
  ).toEqual([
    ['a@x.org', 'auto-merged', 'take-salesforce'],
    ['b@x.org', 'auto-merged', 'take-voyage'],
    ['c@x.org', 'conflict', 'conflict'],
    ['d@x.org', 'deleted', undefined],
  ]);
});
