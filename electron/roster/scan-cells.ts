/**
 * Finds the cells of a CSV file in its bytes: RFC 4180 with any one-byte separator and any line end.
 *
 * Out:    per row, for each wanted column, where the cell's content begins and ends; 0 and 0 where the row is
 *         too short. Null for a file with quotes that RFC 4180 does not know.
 */
import Papa from 'papaparse';
import type { Dialect } from './read-bytes.ts';

/** On an end: the content has doubled quotes, so its bytes are not its text. */
export const ESCAPED = 0x8000_0000;

export interface Cells {
  readonly bytes: Buffer;
  readonly rows: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const QUOTE = 0x22;
const NONE = -1;

/** `choose` is told the head, and answers the wanted columns. */
export function scanCells(
  bytes: Buffer,
  dialect: Dialect,
  choose: (head: readonly string[]) => readonly number[],
): Cells | null {
  const size = bytes.length;
  const separator = dialect.delimiter.charCodeAt(0);
  const lineEnd = dialect.newline.charCodeAt(0);
  const lineEnd2 = dialect.newline.length > 1 ? dialect.newline.charCodeAt(1) : NONE;
  const lineEndLength = dialect.newline.length;
  let slots = new Int32Array(0);
  let width = 0;
  let hasHead = false;
  let rows = 0;
  let starts = new Uint32Array(0);
  let ends = new Uint32Array(0);
  let at = 0;

  while (at < size) {
    const rowAt = at;
    const base = rows * width;
    if (base + width > starts.length) {
      const perRow = rows === 0 ? 64 : Math.max(16, rowAt / rows);
      const capacity = Math.ceil((size / perRow) * 1.05 + 1024) * width;
      starts = grown(starts, Math.max(capacity, base * 2));
      ends = grown(ends, starts.length);
    }
    for (let slot = 0; slot < width; slot += 1) {
      starts[base + slot] = 0;
      ends[base + slot] = 0;
    }
    for (let column = 0; ; column += 1) {
      let from = at;
      let to = at;
      if (at < size && bytes[at] === QUOTE) {
        from = at + 1;
        at = from;
        let isEscaped = false;
        for (;;) {
          while (at < size && bytes[at] !== QUOTE) at += 1;
          if (at >= size) return null;
          if (bytes[at + 1] !== QUOTE) break;
          isEscaped = true;
          at += 2;
        }
        to = isEscaped ? at + ESCAPED : at;
        at += 1;
        const next = bytes[at];
        const isLineEnd = next === lineEnd && (lineEnd2 === NONE || bytes[at + 1] === lineEnd2);
        if (at < size && next !== separator && !isLineEnd) return null;
      } else {
        while (at < size) {
          const byte = bytes[at];
          if (byte === separator) break;
          if (byte === lineEnd && (lineEnd2 === NONE || bytes[at + 1] === lineEnd2)) break;
          at += 1;
        }
        to = at;
      }
      if (column < slots.length) {
        const slot = slots[column] as number;
        if (slot !== NONE) {
          starts[base + slot] = from;
          ends[base + slot] = to;
        }
      }
      if (at >= size) break;
      if (bytes[at] === separator) {
        at += 1;
        continue;
      }
      at += lineEndLength;
      break;
    }
    if (isBlank(bytes, rowAt, at, separator, dialect)) continue;
    if (hasHead) {
      rows += 1;
      continue;
    }
    hasHead = true;
    const wanted = choose(rowText(bytes, rowAt, at, dialect));
    width = wanted.length;
    slots = new Int32Array(Math.max(...wanted) + 1).fill(NONE);
    wanted.forEach((column, slot) => (slots[column] = slot));
  }
  return { bytes, rows, starts, ends };
}

/** Most rows show a sign at once; of the others papaparse says what their cells are. */
function isBlank(
  bytes: Buffer,
  from: number,
  to: number,
  separator: number,
  dialect: Dialect,
): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte > 0x20 && byte < 0x7f && byte !== separator && byte !== QUOTE) return false;
  }
  return rowText(bytes, from, to, dialect).join('').trim() === '';
}

function rowText(bytes: Buffer, from: number, to: number, dialect: Dialect): readonly string[] {
  const { data } = Papa.parse<string[]>(bytes.toString('utf8', from, to), {
    ...dialect,
    preview: 1,
  });
  return data[0] ?? [];
}

function grown(from: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(from);
  return larger;
}
