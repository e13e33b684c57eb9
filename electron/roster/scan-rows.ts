/**
 * Finds the cells of one row after the other in the bytes of a CSV file: RFC 4180 with any one-byte separator and
 * any line end. What is written otherwise is irregular, and for papaparse to read.
 *
 * In:     bytes with a zero after the last one that counts; a zero before it is irregular, too.
 */
import Papa from 'papaparse';
import type { Dialect } from './read-bytes.ts';

/** On an end: the content has doubled quotes, so its bytes are not its text. */
export const ESCAPED = 0x8000_0000;
/** The row does not end in these bytes. */
export const MORE = -1;
export const IRREGULAR = -2;

const QUOTE = 0x22;
const NONE = -1;

export interface RowScanner {
  /** Of the last row, per wanted column, where the cell's content begins and ends; 0 and 0 for a row too short. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Where the next row begins. */
  readonly next: (bytes: Buffer, at: number, to: number, isLast: boolean) => number;
}

export function createRowScanner(dialect: Dialect, wanted: readonly number[]): RowScanner {
  const separator = dialect.delimiter.charCodeAt(0);
  const lineEnd = dialect.newline.charCodeAt(0);
  const lineEnd2 = dialect.newline.length > 1 ? dialect.newline.charCodeAt(1) : NONE;
  const lineEndLength = dialect.newline.length;
  const width = wanted.length;
  const slots = new Int32Array(Math.max(-1, ...wanted) + 1).fill(NONE);
  wanted.forEach((column, slot) => (slots[column] = slot));
  const columns = slots.length;
  const starts = new Uint32Array(width);
  const ends = new Uint32Array(width);

  function next(bytes: Buffer, from: number, to: number, isLast: boolean): number {
    let at = from;
    for (let slot = 0; slot < width; slot += 1) {
      starts[slot] = 0;
      ends[slot] = 0;
    }
    for (let column = 0; ; column += 1) {
      let begin = at;
      let end: number;
      let byte = bytes[at] as number;
      if (byte === QUOTE) {
        begin = at + 1;
        at = begin;
        let isEscaped = false;
        for (;;) {
          byte = bytes[at] as number;
          while (byte !== QUOTE && byte !== 0) byte = bytes[++at] as number;
          if (byte === 0) return at < to || isLast ? IRREGULAR : MORE;
          if (bytes[at + 1] !== QUOTE) break;
          isEscaped = true;
          at += 2;
        }
        end = isEscaped ? at + ESCAPED : at;
        at += 1;
        byte = bytes[at] as number;
        const isLineEnd = byte === lineEnd && (lineEnd2 === NONE || bytes[at + 1] === lineEnd2);
        if (at < to && byte !== separator && !isLineEnd) {
          return at + 1 < to || isLast ? IRREGULAR : MORE;
        }
      } else {
        while (byte !== separator && byte !== 0) {
          if (byte === lineEnd && (lineEnd2 === NONE || bytes[at + 1] === lineEnd2)) break;
          byte = bytes[++at] as number;
        }
        end = at;
      }
      if (column < columns) {
        const slot = slots[column] as number;
        if (slot !== NONE) {
          starts[slot] = begin;
          ends[slot] = end;
        }
      }
      if (at >= to) return isLast ? to : MORE;
      if (byte === separator) {
        at += 1;
        continue;
      }
      return byte === lineEnd ? at + lineEndLength : IRREGULAR;
    }
  }

  return { starts, ends, next };
}

/** Most rows show a sign at once; of the others papaparse says what their cells are. */
export function isBlankRow(bytes: Buffer, from: number, to: number, dialect: Dialect): boolean {
  const separator = dialect.delimiter.charCodeAt(0);
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte > 0x20 && byte < 0x7f && byte !== separator && byte !== QUOTE) return false;
  }
  return rowText(bytes, from, to, dialect).join('').trim() === '';
}

export function rowText(
  bytes: Buffer,
  from: number,
  to: number,
  dialect: Dialect,
): readonly string[] {
  const { data } = Papa.parse<string[]>(bytes.toString('utf8', from, to), {
    ...dialect,
    preview: 1,
  });
  return data[0] ?? [];
}
