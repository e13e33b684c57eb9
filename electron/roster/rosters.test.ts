import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { Refusal } from '../engine/refusal.ts';
import { recordAt } from './cells.ts';
import { compareRosters } from './compare-rosters.ts';
import { seedOf } from './hash-cells.ts';
import { readElsewhere } from './read-elsewhere.ts';
import { readHere, readRoster } from './read-roster.ts';

const dir = mkdtempSync(join(tmpdir(), 'roster-'));
let files = 0;

function file(content: string | Buffer): string {
  const path = join(dir, `${String(++files)}.csv`);
  writeFileSync(path, content);
  return path;
}

const SEED = seedOf(Int32Array.of(1, 2, 3, 4));

/** All rows of a file, read in blocks of a few bytes. */
function allOf(content: string | Buffer) {
  const roster = readRoster(file(content), 'salesforce', 'email', 8);
  for (;;) {
    const fields = roster.fields();
    const digest = roster.digest({ fields, rules: DEFAULT_POLICY.identity, seed: SEED });
    if (digest === null) continue;
    const cells = roster.take(Uint32Array.from({ length: digest.rows }, (_, row) => row));
    roster.close();
    return cells;
  }
}

const left = (content: string) => readHere(readRoster(file(content), 'salesforce', 'email'));
const right = (content: string) => readHere(readRoster(file(content), 'voyage', 'email'));

test('separator, mark, encoding and heads are found by looking', () => {
  const semicolons = allOf('\uFEFFVorname;Nachname;E-Mail;Firma\r\nJörg;Ö;j@x.org;"A; B"\r\n');
  expect(recordAt(semicolons, 0).values).toMatchObject({
    firstName: 'Jörg',
    lastName: 'Ö',
    email: 'j@x.org',
    company: 'A; B',
  });
  const utf16 = allOf(Buffer.from('\uFEFFemail\tfirst_name\nγ@x.org\tΕλένη\n', 'utf16le'));
  expect(recordAt(utf16, 0).values.firstName).toBe('Ελένη');
  const windows = allOf(Buffer.from('email,first name\nj@x.org,J\xF6rg\n', 'latin1'));
  expect(recordAt(windows, 0).values.firstName).toBe('Jörg');
});

test('bytes that are no UTF-8 after many blocks that are make the whole file Windows-1252', () => {
  const rows = Array.from({ length: 50 }, (_, row) => `p${String(row)}@x.org,J\xC3\xB6rg`);
  const late = Buffer.from(`email,first name\n${rows.join('\n')}\nz@x.org,J\xF6rg\n`, 'latin1');
  const cells = allOf(late);
  expect(recordAt(cells, 0).values.firstName).toBe('J\u00C3\u00B6rg');
  expect(recordAt(cells, 50).values.firstName).toBe('J\u00F6rg');
});

test('a file that changes between its two readings is refused', () => {
  const path = file('email\na@x.org\nb@x.org\n');
  const roster = readRoster(path, 'voyage', 'email');
  roster.digest({ fields: ['email'], rules: DEFAULT_POLICY.identity, seed: SEED });
  writeFileSync(path, 'email\nc@x.org\n');
  expect(() => roster.take(Uint32Array.of(0, 1))).toThrow(Refusal);
  roster.close();
});

test('a record is known by the row of the file it stands in, blank lines left out', () => {
  const roster = allOf('email\na@x.org\n\nb@x.org\n');
  expect(roster.numbers).toHaveLength(2);
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
  expect(() => allOf(content)).toThrow(Refusal);
});

test('two files are compared on the email, statuses as text', async () => {
  const { classes, fields, lines } = await compareRosters(
    {
      left: left('email,company,status\nANN@x.org,Acme,Sent\nbob@x.org,B, Sent\ncy@x.org,C,Sent\n'),
      right: right(
        'email,company,status\nann@x.org,Acme Ltd,Sent\nbob@x.org,B,Sent\nzoe@x.org,Z,Sent\n',
      ),
      base: null,
    },
    DEFAULT_POLICY,
    SEED,
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

test('with a base the comparison is three-way, for deletions too', async () => {
  const { lines } = await compareRosters(
    {
      left: left('email,company\na@x.org,New\nb@x.org,Old\nc@x.org,One\n'),
      right: right('email,company\na@x.org,Old\nb@x.org,New\nc@x.org,Two\nd@x.org,D\n'),
      base: left('email,company\na@x.org,Old\nb@x.org,Old\nc@x.org,Old\nd@x.org,D\n'),
    },
    DEFAULT_POLICY,
    SEED,
  );
  expect([...lines()].map(([email, cls, field, base]) => [email, cls, field, base])).toEqual([
    ['a@x.org', 'auto-merged', 'company', 'Old'],
    ['b@x.org', 'auto-merged', 'company', 'Old'],
    ['c@x.org', 'conflict', 'company', 'Old'],
    ['d@x.org', 'deleted', '', ''],
  ]);
});

test('a file read in another thread is found to be the same, and refused in the same words', async () => {
  const content = 'email,company\nann@x.org,Acme\nBob@x.org,"B ""b"""\ncy@x.org,C\n';
  const script = new URL('./worker.ts', import.meta.url);
  const reading = (path: string) => ({ path, side: 'voyage', keyColumn: 'email' }) as const;
  const [path, other] = [file(content), file('email,company\nann@x.org,Acme\nbob@x.org,Bo\n')];
  const [here, elsewhere] = [
    readHere(readRoster(path, 'voyage', 'email')),
    readElsewhere(script, reading(path)),
  ];
  const linesOf = async (right: typeof here) => {
    const rosters = { left: readHere(readRoster(other, 'salesforce', 'email')), right, base: null };
    return [...(await compareRosters(rosters, DEFAULT_POLICY, SEED)).lines()];
  };
  expect(await linesOf(elsewhere)).toEqual(await linesOf(here));
  await elsewhere.close();
  const none = readElsewhere(script, reading(file('name\nAnn\n')));
  await expect(none.fields()).rejects.toMatchObject({ error: { code: 'input/unreadable-file' } });
  await none.close();
});
