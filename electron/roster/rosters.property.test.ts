/**
 * Laws: the cells found in the bytes of a file are those papaparse finds in its text; and comparing by bytes finds
 * what comparing all records as objects finds, line for line, whatever is in the files.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, expect, test } from 'vitest';
import type { Field } from '../../shared/domain/fields.ts';
import { BLANK_VALUES, FIELDS } from '../../shared/domain/fields.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base } from '../../shared/domain/row.ts';
import type { Side } from '../../shared/domain/side.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { diffRows } from '../../shared/report/diff-csv.ts';
import { Refusal } from '../engine/refusal.ts';
import { columnsOf } from './columns.ts';
import { compareRosters } from './compare-rosters.ts';
import type { Cells } from './cells.ts';
import { recordAt } from './cells.ts';
import { seedOf } from './hash-cells.ts';
import { identitiesOf } from './identities.ts';
import type { Roster } from './read-roster.ts';
import { readHere, readRoster } from './read-roster.ts';

const dir = mkdtempSync(join(tmpdir(), 'roster-laws-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Whole {
  readonly records: readonly SideRecord[];
  readonly fields: readonly Field[];
}

/** By papaparse and objects alone; null for what it refuses. */
function readWhole(text: string, side: Side): Whole | null {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  if (errors.some(({ type }) => type === 'Quotes')) return null;
  const [head, ...rows] = data;
  if (head === undefined) return null;
  const columns = columnsOf(head, 'email');
  if (columns.email === undefined) return null;
  const fields = FIELDS.filter((field) => columns[field] !== undefined);
  const records = rows.map((row, index) => {
    const values: Record<Field, string | null> = { ...BLANK_VALUES };
    for (const field of fields) {
      const cell = row[columns[field] ?? -1] ?? '';
      values[field] = cell.trim() === '' ? null : cell;
    }
    const none = { version: '', modifiedAt: null, createdAt: null, person: null };
    return { side, recordId: String(index + 2), values, ...none };
  });
  return { records, fields };
}

const SEED = seedOf(Int32Array.of(1, 2, 3, 4));

/** In blocks of that many bytes, all rows of it; null for what is refused. */
function read(bytes: string | Buffer, side: Side, name: string, blockSize: number) {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  const roster = readRoster(path, side, 'email', blockSize);
  try {
    return { roster, cells: allOf(roster) };
  } catch (failure) {
    roster.close();
    if (failure instanceof Refusal) return null;
    throw failure;
  }
}

function allOf(roster: Roster): Cells {
  for (;;) {
    const fields = roster.fields();
    const digest = roster.digest({ fields, rules: DEFAULT_POLICY.identity, seed: SEED });
    if (digest !== null)
      return roster.take(Uint32Array.from({ length: digest.rows }, (_, row) => row));
  }
}

const rough = fc.stringMatching(/^[",;|\t\r\n a\u00e9]{0,6}$/u);
const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('Ann', 'Bob', 'Acme, Inc', 'a "b" c', 'x\ny', '', ' ', 'Sent'),
  },
  { weight: 1, arbitrary: fc.constantFrom('=1+1', '\u00A0', 'Zo\u00eb', '"', '""', '\u{1F600}') },
  { weight: 1, arbitrary: rough },
);
const email = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@x.org`)),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'A@x.org',
      'a@X.ORG ',
      'Ann <a@x.org>',
      '',
      'nobody',
      'a+t@x.org',
      'a.b@gmail.com',
      'ab@gmail.com',
      '\u00fc@x.org',
      'z@xn--bcher-kva.de',
      'z@b\u00fccher.de',
      '\u{1F600}@x.org',
      '\uFF41@x.org',
      'a@x..org',
      'a@-x.org',
      'a@x-.org',
      `${'l'.repeat(65)}@x.org`,
      'a,b@x.org',
      'a@x.org;a@x.org',
    ),
  },
);
const table = fc.record({
  columns: fc.shuffledSubarray(['status', 'first name', 'company', 'phone', 'note']),
  rows: fc.array(fc.tuple(email, fc.array(cell, { maxLength: 6 })), { maxLength: 9 }),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quotes: fc.boolean(),
  isMarked: fc.boolean(),
  isEnded: fc.boolean(),
});

function textOf(given: typeof table extends fc.Arbitrary<infer T> ? T : never): string {
  const { newline, delimiter, quotes } = given;
  const rows = [['email', ...given.columns], ...given.rows.map(([key, cells]) => [key, ...cells])];
  const text = Papa.unparse(rows, { newline, delimiter, quotes });
  return `${given.isMarked ? '\uFEFF' : ''}${text}${given.isEnded ? newline : ''}`;
}

const anyText = fc.oneof(
  table.map(textOf),
  fc
    .array(rough, { maxLength: 12 })
    .map((parts) => `email,company${parts[0] ?? ''}\n${parts.join(',')}`),
  fc.stringMatching(/^[e"mail,\n\r; ]{0,30}$/u),
);

const blockSizes = fc.integer({ min: 1, max: 40 });

test('cells are those that papaparse finds, in any text', () => {
  fc.assert(
    fc.property(anyText, blockSizes, (text, blockSize) => {
      const found = read(text, 'voyage', 'cells.csv', blockSize);
      // The file's own mark is taken off before papaparse takes one off, too.
      const whole = readWhole(text.replace(/^\uFEFF/u, ''), 'voyage');
      if (whole === null || found === null) {
        expect(found).toBe(whole);
        return;
      }
      found.roster.close();
      expect(found.cells.fields).toEqual(whole.fields);
      const rows = Array.from(found.cells.numbers, (_, row) => recordAt(found.cells, row));
      expect(rows).toEqual(whole.records);
    }),
    { numRuns: 400 },
  );
});

test('identities are those of the normaliser', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(email, fc.emailAddress()), { minLength: 1 }),
      fc.boolean(),
      (list, isLoose) => {
        const rules = { plusTags: isLoose, gmailDots: isLoose };
        const text = Papa.unparse([['email', 'note'], ...list.map((each) => [each, 'x'])]);
        const { roster, cells } = read(text, 'voyage', 'identities.csv', 64)!;
        roster.close();
        const { bytes, starts } = identitiesOf(cells, rules);
        list.forEach((each, row) => {
          const found = bytes.toString('utf8', starts[row], starts[row + 1]);
          expect(found).toBe(normalizeEmail(each, rules).identity ?? '');
        });
      },
    ),
    { numRuns: 500 },
  );
});

function compareWhole(left: Whole, right: Whole, base: Whole | null, policy: Policy) {
  const idsOf = ({ records }: Whole) => {
    const ids = new Map<string, string>();
    for (const { recordId, values } of records) {
      const { identity } = normalizeEmail(values.email, policy.identity);
      if (identity !== null && !ids.has(identity)) ids.set(identity, recordId);
    }
    return ids;
  };
  const [leftIds, rightIds] = [idsOf(left), idsOf(right)];
  const bases = (base?.records ?? []).flatMap(({ recordId, values }): Base[] => {
    const { identity } = normalizeEmail(values.email, policy.identity);
    if (identity === null) return [];
    const fields = Object.fromEntries(
      (base?.fields ?? []).map((field) => [
        field,
        { salesforce: values[field], voyage: values[field] },
      ]),
    );
    const gone = `gone from row ${recordId}`;
    const [memberId, registrationId] = [
      leftIds.get(identity) ?? gone,
      rightIds.get(identity) ?? gone,
    ];
    return [{ rowKey: identity, memberId, registrationId, fields }];
  });
  const comparedFields = FIELDS.filter(
    (field) => left.fields.includes(field) && right.fields.includes(field),
  );
  return reconcile(
    { members: left.records, registrations: right.records, bases, links: [] },
    { policy, comparedFields, defaultLabel: null, chosenKeepers: new Set() },
  );
}

const policies = fc
  .record({
    loose: fc.boolean(),
    isMapped: fc.boolean(),
    company: fc.constantFrom(
      'ask' as const,
      'prefer-salesforce' as const,
      'prefer-non-blank' as const,
    ),
    deletions: fc.constantFrom('propose' as const, 'apply' as const, 'skip' as const),
  })
  .map(({ loose, isMapped, company, deletions }): Policy => ({
    ...DEFAULT_POLICY,
    identity: { plusTags: loose, gmailDots: loose },
    statusMap: isMapped
      ? { toVoyage: { Sent: 'invited', Ann: 'skip' }, toSalesforce: { invited: 'Sent' } }
      : DEFAULT_POLICY.statusMap,
    fields: { ...DEFAULT_POLICY.fields, company },
    deletions,
  }));

/** As the left file, with some cells changed: most pairs are equal, as in life. */
const close = fc.tuple(
  table,
  fc.array(fc.tuple(fc.nat(9), fc.nat(6), cell), { maxLength: 4 }),
  fc.nat(3),
);

test('comparing by bytes finds what comparing all records does, line for line', async () => {
  await fc.assert(
    fc.asyncProperty(
      close,
      table,
      table,
      fc.nat(2),
      policies,
      blockSizes,
      async ([first, changes, dropped], other, third, how, policy, blockSize) => {
        const changed = {
          ...first,
          rows: first.rows.slice(dropped).map(([key, cells], row) => {
            const here = changes.filter(([at]) => at === row);
            const now = cells.map((each, at) => here.find(([, slot]) => slot === at)?.[2] ?? each);
            return [key, now] as [string, string[]];
          }),
        };
        const texts = [
          textOf(first),
          textOf(how === 0 ? other : changed),
          textOf(how === 2 ? first : third),
        ];
        const [left, right, base] = texts.map((text, at) => {
          const side = at === 0 ? ('salesforce' as const) : ('voyage' as const);
          const found = read(text, side, `${String(at)}.csv`, blockSize);
          return { roster: found?.roster, whole: readWhole(text, side) };
        });
        const opened = [left, right, base].flatMap((each) => each?.roster ?? []);
        if (!left?.roster || !right?.roster || !left.whole || !right.whole) {
          for (const roster of opened) roster.close();
          return;
        }
        const whole3 = how > 0 && base?.roster ? base.whole : null;
        const roster3 = whole3 === null ? undefined : base?.roster;
        const found = await compareRosters(
          {
            left: readHere(left.roster),
            right: readHere(right.roster),
            base: roster3 === undefined ? null : readHere(roster3),
          },
          policy,
          SEED,
        );
        for (const roster of opened) roster.close();
        const whole = compareWhole(left.whole, right.whole, whole3, policy);
        expect([...found.lines()]).toEqual(whole.flatMap(diffRows));
        expect(found.rows).toBe(whole.length);
        for (const [cls, count] of Object.entries(found.classes)) {
          expect([cls, count]).toEqual([cls, whole.filter((row) => row.cls === cls).length]);
        }
        for (const [field, count] of Object.entries(found.fields)) {
          const differs = whole.filter((row) =>
            row.fields.some(
              (each) => each.field === field && each.cls !== 'same' && each.cls !== 'converged',
            ),
          );
          expect([field, count]).toEqual([field, differs.length]);
        }
      },
    ),
    { numRuns: 400 },
  );
});
