/** Rows of a roster as places in bytes: no text is made of a cell before somebody asks for it. */
import { BLANK_VALUES } from '../../shared/domain/fields.ts';
import type { Field } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Side } from '../../shared/domain/side.ts';
import { ESCAPED } from './scan-rows.ts';

export interface Cells {
  readonly side: Side;
  /** Fields the file has a column for; a row has one cell for each. */
  readonly fields: readonly Field[];
  readonly bytes: Buffer;
  /** Of each row its number in the file; the first below the head is 0. */
  readonly numbers: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Null for a blank cell, and for one the row does not have. */
export function textOfCell(bytes: Buffer, from: number, end: number): string | null {
  const to = (end & ~ESCAPED) >>> 0;
  if (from === to) return null;
  const text = bytes.toString('utf8', from, to);
  if (text.trim() === '') return null;
  return to === end ? text : text.replaceAll('""', '"');
}

export function valueAt(cells: Cells, row: number, slot: number): string | null {
  const at = row * cells.fields.length + slot;
  return textOfCell(cells.bytes, cells.starts[at] ?? 0, cells.ends[at] ?? 0);
}

/** A record's id is its row's number in the file; the header is row 1. */
export function recordIdAt(number: number): string {
  return String(number + 2);
}

export function recordAt(cells: Cells, row: number): SideRecord {
  const values: Record<Field, string | null> = { ...BLANK_VALUES };
  cells.fields.forEach((field, slot) => {
    values[field] = valueAt(cells, row, slot);
  });
  return {
    side: cells.side,
    recordId: recordIdAt(cells.numbers[row] ?? 0),
    values,
    version: '',
    modifiedAt: null,
    createdAt: null,
    person: null,
  };
}
