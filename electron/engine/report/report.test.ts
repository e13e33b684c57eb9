/** Law: a report opens clean in a spreadsheet, and the same report again is the same bytes. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import Papa from 'papaparse';
import { AUDIT_COLUMNS } from '../../../shared/domain/audit.ts';
import { OUTCOME_COLUMNS } from '../../../shared/report/outcome-csv.ts';
import {
  ALL_OUTCOMES,
  makeAuditRow,
  makeJournal,
  makePairing,
  makeRun,
} from '../../../test/journal-builders.ts';
import { findRun } from '../journal/run-repository.ts';
import { Refusal } from '../refusal.ts';
import { writeAuditExport } from './audit-export.ts';
import { reportFileName, writeOutcomeReport } from './outcome-report.ts';

let journal: ReturnType<typeof makeJournal>;

beforeEach(() => {
  journal = makeJournal();
  const pairingId = makePairing(journal.db);
  makeRun(journal.db, pairingId, 'tx-1', ALL_OUTCOMES);
  makeAuditRow(journal.db, 'tx-1', ALL_OUTCOMES);
});
afterEach(() => {
  journal.remove();
});

const pathOf = (name: string): string => join(journal.folder, name);
const write = async (path: string) =>
  writeOutcomeReport(journal.db, findRun(journal.db, 'tx-1')!, path, () => undefined);

test('the outcome report has a byte order mark, CRLF and the fixed columns, a row per outcome in order', async () => {
  const written = await write(pathOf('a.csv'));
  const bytes = readFileSync(pathOf('a.csv'));
  expect(written).toEqual({
    path: pathOf('a.csv'),
    rows: ALL_OUTCOMES.length,
    bytes: bytes.length,
  });
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.toString('utf8').slice(1);
  expect(text.startsWith(`${OUTCOME_COLUMNS.join(',')}\r\n`)).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  const { data } = Papa.parse<string[]>(text.trimEnd(), { newline: '\r\n' });
  expect(data).toHaveLength(ALL_OUTCOMES.length + 1);
  expect(data.slice(1).map((cells) => cells[1])).toEqual(
    ALL_OUTCOMES.map((_, index) => String(index + 1)),
  );
  expect(data.slice(1).map((cells) => cells[7])).toEqual(ALL_OUTCOMES);
});

test('quotes, commas and line ends stay in their cell, and no cell is run as a formula', async () => {
  await write(pathOf('a.csv'));
  const text = readFileSync(pathOf('a.csv'), 'utf8').slice(1);
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, newline: '\r\n' });
  expect(data[0]).toMatchObject({
    tx_id: 'tx-1',
    direction: 'both',
    name: "'=cmd()",
    salesforce_id: '00v0',
    field_changes: 'status: "Sent" -> "Attended"',
    attempts: '1',
    salesforce_link: 'https://org.example/lightning/r/CampaignMember/00v0/view',
    voyage_link: '',
  });
  expect(data[1]?.['name']).toBe('Person "1", of\nnowhere');
});

test('the same report again is the same bytes, and takes the place of the one before', async () => {
  await write(pathOf('a.csv'));
  await write(pathOf('b.csv'));
  writeFileSync(pathOf('a.csv'), 'something longer than before'.repeat(1_000));
  await write(pathOf('a.csv'));
  expect(readFileSync(pathOf('a.csv')).equals(readFileSync(pathOf('b.csv')))).toBe(true);
});

test('a report that can’t be written is refused in words, and leaves nothing half written', async () => {
  const path = join(journal.folder, 'no-such-folder', 'a.csv');
  const refusal = await write(path).then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).error).toMatchObject({ code: 'report/unwritable', path });
  expect(existsSync(path)).toBe(false);
});

test('a report in the way of a folder leaves the folder and no part behind', async () => {
  await expect(write(journal.folder)).rejects.toBeInstanceOf(Refusal);
  expect(readdirSync(journal.folder).some((name) => name.endsWith('.part'))).toBe(false);
});

test('the file is named after campaign, transaction and time, in characters every system takes', () => {
  expect(reportFileName(findRun(journal.db, 'tx-1')!)).toBe(
    'Spring Conference 2026 tx-1 2026-03-01T10-00-00Z.csv',
  );
  const run = { txId: 't', startedAt: '2026-03-01T10:00:00.000Z', endedAt: null };
  expect(reportFileName({ ...run, campaignName: '../..' })).toBe(
    'Campaign t 2026-03-01T10-00-00Z.csv',
  );
  expect(reportFileName({ ...run, campaignName: '名'.repeat(100) })).toBe(
    `${'名'.repeat(60)} t 2026-03-01T10-00-00Z.csv`,
  );
});

test('the audit is exported as CSV and as JSON lines, in the order of the chain', async () => {
  expect(await writeAuditExport(journal.db, pathOf('audit.csv'))).toEqual({
    path: pathOf('audit.csv'),
    rows: 1,
  });
  const text = readFileSync(pathOf('audit.csv'), 'utf8').slice(1);
  expect(text.split('\r\n')[0]).toBe(AUDIT_COLUMNS.join(','));
  await writeAuditExport(journal.db, pathOf('audit.jsonl'));
  const [line] = readFileSync(pathOf('audit.jsonl'), 'utf8').trimEnd().split('\n');
  const row = JSON.parse(line ?? '') as Record<string, string | number>;
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, newline: '\r\n' });
  for (const name of AUDIT_COLUMNS) expect(data[0]?.[name]).toBe(String(row[name] ?? ''));
});
