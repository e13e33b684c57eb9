/**
 * A roster's file as UTF-8 without its mark, and how its cells are parted; encoding and separator found by looking.
 *
 * Errors: a Refusal with input/unreadable-file naming the place.
 */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { Refusal } from '../engine/refusal.ts';
import { fileTrouble } from '../workspace/file-trouble.ts';

interface RosterBytes {
  readonly bytes: Buffer;
  readonly dialect: Dialect;
}

export interface Dialect {
  readonly delimiter: string;
  readonly newline: '\r' | '\n' | '\r\n';
}

const MARK = Buffer.from('\uFEFF', 'utf8');
/** More than papaparse looks at, in bytes: ten rows, and a million characters for the line ends. */
export const LOOKED_AT = 4 * 1024 * 1024;

export function readBytes(path: string): RosterBytes {
  const decoded = toUtf8(path);
  const bytes = decoded.subarray(marksIn(decoded));
  return { bytes, dialect: dialectOf(bytes.subarray(0, LOOKED_AT)) };
}

export function dialectOf(beginning: Buffer): Dialect {
  const text = new TextDecoder().decode(beginning);
  const { meta } = Papa.parse(text, { skipEmptyLines: 'greedy', preview: 1 });
  return { delimiter: meta.delimiter, newline: meta.linebreak as Dialect['newline'] };
}

/** UTF-8 or UTF-16 by their marks; bytes that are no UTF-8 are read as Windows-1252, as spreadsheets write. */
function toUtf8(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    return unreadable(path, fileTrouble(cause));
  }
  const from = (encoding: string) => Buffer.from(new TextDecoder(encoding).decode(bytes), 'utf8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return from('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return from('utf-16be');
  if (bytes.includes(0)) return unreadable(path, 'It is not a text file.');
  return isUtf8(bytes) ? bytes : from('windows-1252');
}

/** How many bytes are marks: some programs write theirs twice. */
export function marksIn(bytes: Buffer): number {
  let from = 0;
  while (from < 2 * MARK.length && bytes.subarray(from, from + MARK.length).equals(MARK)) {
    from += MARK.length;
  }
  return from;
}

export function unreadable(path: string, detail: string): never {
  throw new Refusal({ code: 'input/unreadable-file', path, detail });
}
