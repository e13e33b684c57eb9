/**
 * Reads a list of people from a CSV file of any platform: separator, encoding and header found by looking.
 *
 * Out:    one record per data row, its id the row's number in the file (the header is row 1).
 * Errors: a Refusal with input/unreadable-file naming the place; nothing is read by halves.
 */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { BLANK_VALUES, FIELDS } from '../../shared/domain/fields.ts';
import type { Field, Values } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Side } from '../../shared/domain/side.ts';
import { Refusal } from '../engine/refusal.ts';
import { fileTrouble } from '../workspace/file-trouble.ts';

/** Heads seen in the exports of common platforms, folded to letters alone. */
const HEADS: Readonly<Record<Field, readonly string[]>> = {
  status: ['status', 'memberstatus', 'registrationstatus', 'attendeestatus', 'state'],
  firstName: ['firstname', 'givenname', 'first', 'vorname', 'prenom', 'nombre'],
  lastName: ['lastname', 'surname', 'familyname', 'last', 'nachname', 'nom', 'apellidos'],
  company: [
    'company',
    'companyoraccount',
    'account',
    'accountname',
    'organisation',
    'organization',
    'firma',
    'empresa',
  ],
  title: ['title', 'jobtitle', 'position', 'role'],
  phone: ['phone', 'phonenumber', 'telephone', 'mobile', 'mobilephone', 'telefon'],
  email: ['email', 'emailaddress', 'mail', 'mailaddress'],
};

export interface Roster {
  readonly records: readonly SideRecord[];
  /** Fields the file has a column for. */
  readonly fields: readonly Field[];
}

export function readRoster(path: string, side: Side, keyColumn: string): Roster {
  const parsed = Papa.parse<string[]>(decode(path), { skipEmptyLines: 'greedy' });
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken) {
    const row = (broken.row ?? 0) + 1;
    return unreadable(path, `A quote in row ${row} is not closed.`);
  }
  const [head, ...rows] = parsed.data;
  if (!head) return unreadable(path, 'It is empty.');
  const columns = columnsOf(head, keyColumn);
  if (columns.email === undefined) {
    return unreadable(
      path,
      `It has no column “${keyColumn}”. Its columns are: ${head.join(', ')}.`,
    );
  }
  return {
    records: rows.map((row, index) => toRecord(row, index + 2, side, columns)),
    fields: FIELDS.filter((field) => columns[field] !== undefined),
  };
}

type Columns = Readonly<Partial<Record<Field, number>>>;

function columnsOf(head: readonly string[], keyColumn: string): Columns {
  const folded = head.map(fold);
  const columns: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    const names =
      field === 'email' && fold(keyColumn) !== 'email' ? [fold(keyColumn)] : HEADS[field];
    const at = names.map((name) => folded.indexOf(name)).find((index) => index >= 0);
    if (at !== undefined) columns[field] = at;
  }
  return columns;
}

function toRecord(row: readonly string[], line: number, side: Side, columns: Columns): SideRecord {
  const values = { ...BLANK_VALUES } as Record<Field, string | null>;
  for (const field of FIELDS) {
    const at = columns[field];
    const cell = at === undefined ? '' : (row[at] ?? '');
    values[field] = cell.trim() === '' ? null : cell;
  }
  return {
    side,
    recordId: String(line),
    values: values satisfies Values,
    version: '',
    modifiedAt: null,
    createdAt: null,
    person: null,
  };
}

/** UTF-8 or UTF-16 by their marks; bytes that are no UTF-8 are read as Windows-1252, as spreadsheets write. */
function decode(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    return unreadable(path, fileTrouble(cause));
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return unreadable(path, 'It is not a text file.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fold(head: string): string {
  return head
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

function unreadable(path: string, detail: string): never {
  throw new Refusal({ code: 'input/unreadable-file', path, detail });
}
