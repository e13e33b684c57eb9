import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { Refusal } from '../engine/refusal.ts';
import { compareRosters } from './compare-rosters.ts';
import { readRoster, recordAt } from './read-roster.ts';

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
  expect(recordAt(semicolons, 0).values).toMatchObject({
    firstName: 'Jörg',
    lastName: 'Ö',
    email: 'j@x.org',
    company: 'A; B',
  });
  const utf16 = left(Buffer.from('\uFEFFemail\tfirst_name\nγ@x.org\tΕλένη\n', 'utf16le'));
  expect(recordAt(utf16, 0).values.firstName).toBe('Ελένη');
  const windows = left(Buffer.from('email,first name\nj@x.org,J\xF6rg\n', 'latin1'));
  expect(recordAt(windows, 0).values.firstName).toBe('Jörg');
});

test('a record is known by the row of the file it stands in, blank lines left out', () => {
  const roster = left('email\na@x.org\n\nb@x.org\n');
  expect(roster.rows).toBe(2);
  expect([0, 1].map((row) => recordAt(roster, row))).toMatchObject([
    { recordId: '2', values: { email: 'a@x.org' } },
    { recordId: '3', values: { email: 'b@x.org' } },
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
  const { classes, fields, lines } = compareRosters(
    left('email,company,status\nANN@x.org,Acme,Sent\nbob@x.org,B, Sent\ncy@x.org,C,Sent\n'),
    right('email,company,status\nann@x.org,Acme Ltd,Sent\nbob@x.org,B,Sent\nzoe@x.org,Z,Sent\n'),
    null,
    DEFAULT_POLICY,
  );
  expect([...lines()]).toEqual([
    ['ann@x.org', 'conflict', 'company', '', 'Acme', 'Acme Ltd', '2', '2'],
    ['cy@x.org', 'only-salesforce', '', '', '', '', '4', ''],
    ['zoe@x.org', 'only-voyage', '', '', '', '', '', '4'],
  ]);
  expect(classes).toMatchObject({
    conflict: 1,
    'in-sync': 1,
    'only-salesforce': 1,
    'only-voyage': 1,
  });
  expect(fields).toEqual({ status: 0, company: 1, email: 0 });
});

test('with a base the comparison is three-way, for deletions too', () => {
  const { lines } = compareRosters(
    left('email,company\na@x.org,New\nb@x.org,Old\nc@x.org,One\n'),
    right('email,company\na@x.org,Old\nb@x.org,New\nc@x.org,Two\nd@x.org,D\n'),
    left('email,company\na@x.org,Old\nb@x.org,Old\nc@x.org,Old\nd@x.org,D\n'),
    DEFAULT_POLICY,
  );
  expect([...lines()].map(([email, cls, field, base]) => [email, cls, field, base])).toEqual([
    ['a@x.org', 'auto-merged', 'company', 'Old'],
    ['b@x.org', 'auto-merged', 'company', 'Old'],
    ['c@x.org', 'conflict', 'company', 'Old'],
    ['d@x.org', 'deleted', '', ''],
  ]);
});
