/**
 * Reads a list of people from a CSV file of any platform into places in its bytes: no text is made of a cell
 * before somebody asks for it. What is written unlike RFC 4180 is read by papaparse first.
 *
 * Law:    the cells are those papaparse finds, blank lines left out.
 * Errors: a Refusal with input/unreadable-file naming the place; nothing is read by halves.
 */
import Papa from 'papaparse';
import { BLANK_VALUES, FIELDS } from '../../shared/domain/fields.ts';
import type { Field, Values } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { Columns } from './columns.ts';
import { columnsOf } from './columns.ts';
import type { RosterBytes } from './read-bytes.ts';
import { readBytes, unreadable } from './read-bytes.ts';
import type { Cells } from './scan-cells.ts';
import { ESCAPED, scanCells } from './scan-cells.ts';

export interface Roster extends Cells {
  readonly side: Side;
  /** Fields the file has a column for; a row has one cell for each. */
  readonly fields: readonly Field[];
}

export function readRoster(path: string, side: Side, keyColumn: string): Roster {
  const read = readBytes(path);
  const chooser = columnChooser(path, keyColumn);
  const cells =
    scanCells(read.bytes, read.dialect, chooser.choose) ?? scanIrregular(read, chooser.choose);
  return { ...cells, side, fields: chooser.fields() };
}

function columnChooser(path: string, keyColumn: string) {
  let columns: Columns | null = null;
  return {
    choose: (head: readonly string[]): readonly number[] => {
      columns = columnsOf(head, keyColumn);
      if (columns.email === undefined) {
        return unreadable(
          path,
          `It has no column “${keyColumn}”. Its columns are: ${head.join(', ')}.`,
        );
      }
      return FIELDS.flatMap((field) => columns?.[field] ?? []);
    },
    fields: (): readonly Field[] => {
      const found = columns ?? unreadable(path, 'It is empty.');
      return FIELDS.filter((field) => found[field] !== undefined);
    },
  };
}

function scanIrregular(
  { path, bytes, dialect }: RosterBytes,
  choose: (head: readonly string[]) => readonly number[],
): Cells {
  const parsed = Papa.parse<string[]>(bytes.toString('utf8'), {
    ...dialect,
    skipEmptyLines: 'greedy',
  });
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken) return unreadable(path, `A quote in row ${(broken.row ?? 0) + 1} is not closed.`);
  const regular = Papa.unparse(parsed.data, { ...dialect, quotes: true });
  const cells = scanCells(Buffer.from(regular, 'utf8'), dialect, choose);
  return cells ?? unreadable(path, 'Its quotes cannot be read.');
}

/** Null for a blank cell, and for one the row does not have. */
export function valueAt(roster: Roster, row: number, slot: number): string | null {
  const at = row * roster.fields.length + slot;
  const [from, end] = [roster.starts[at] ?? 0, roster.ends[at] ?? 0];
  const to = (end & ~ESCAPED) >>> 0;
  if (from === to) return null;
  const text = roster.bytes.toString('utf8', from, to);
  if (text.trim() === '') return null;
  return to === end ? text : text.replaceAll('""', '"');
}

/** A record's id is its row's number in the file; the header is row 1. */
export function recordIdAt(row: number): string {
  return String(row + 2);
}

export function recordAt(roster: Roster, row: number): SideRecord {
  const values: Record<Field, string | null> = { ...BLANK_VALUES };
  roster.fields.forEach((field, slot) => {
    values[field] = valueAt(roster, row, slot);
  });
  return {
    side: roster.side,
    recordId: recordIdAt(row),
    values: values satisfies Values,
    version: '',
    modifiedAt: null,
    createdAt: null,
    person: null,
  };
}
