/**
 * The bytes of a roster as UTF-8, read a block at a time, and how its cells are parted: from the file, from memory
 * where it has another encoding, or made regular there where it has quotes that RFC 4180 does not know.
 *
 * Errors: a Refusal with input/unreadable-file naming the place.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import Papa from 'papaparse';
import { fileTrouble } from '../workspace/file-trouble.ts';
import type { Dialect } from './read-bytes.ts';
import { LOOKED_AT, dialectOf, marksIn, readBytes, unreadable } from './read-bytes.ts';

export interface RosterSource {
  readonly dialect: Dialect;
  /** Where what counts begins, and where it ends. */
  readonly start: number;
  readonly end: number;
  /** How many bytes it could read. */
  readonly read: (into: Buffer, at: number, length: number, position: number) => number;
  readonly isAsOpened: () => boolean;
  readonly close: () => void;
}

interface Block {
  /** With a zero after the last byte that counts. */
  readonly bytes: Buffer;
  readonly to: number;
  /** Of the first byte in the file. */
  readonly position: number;
  readonly isLast: boolean;
}

/** Null where its first bytes say that it is none. */
export function openUtf8File(path: string): RosterSource | null {
  try {
    const file = openSync(path, 'r');
    const { size: end, mtimeMs } = fstatSync(file);
    const beginning = Buffer.alloc(Math.min(end, LOOKED_AT));
    const read = readSync(file, beginning, 0, beginning.length, 0);
    const start = marksIn(beginning);
    const [first, second] = beginning;
    const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    if (isUtf16 || read < beginning.length) {
      closeSync(file);
      return null;
    }
    return {
      dialect: dialectOf(beginning.subarray(start)),
      start,
      end,
      read: (into, at, length, position) => readSync(file, into, at, length, position),
      isAsOpened: () => {
        const now = fstatSync(file);
        return now.size === end && now.mtimeMs === mtimeMs;
      },
      close: () => {
        closeSync(file);
      },
    };
  } catch (cause) {
    return unreadable(path, fileTrouble(cause));
  }
}

/** Read whole and decoded. */
export function decodedSource(path: string): RosterSource {
  const { bytes, dialect } = readBytes(path);
  return inMemory(bytes, dialect);
}

/** Read whole, decoded, and written as RFC 4180 has it. */
export function regularSource(path: string): RosterSource {
  const { bytes, dialect } = readBytes(path);
  const parsed = Papa.parse<string[]>(bytes.toString('utf8'), {
    ...dialect,
    skipEmptyLines: 'greedy',
  });
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken) return unreadable(path, `A quote in row ${(broken.row ?? 0) + 1} is not closed.`);
  const regular = Papa.unparse(parsed.data, { ...dialect, quotes: true });
  return inMemory(Buffer.from(regular, 'utf8'), dialect);
}

function inMemory(bytes: Buffer, dialect: Dialect): RosterSource {
  return {
    dialect,
    start: 0,
    end: bytes.length,
    read: (into, at, length, position) => bytes.copy(into, at, position, position + length),
    isAsOpened: () => true,
    close: () => {
      // Nothing is open.
    },
  };
}

/** Is told how many bytes of a block were used; what is left begins the next. A row longer than a block makes it grow. */
export function* blocksOf(
  source: RosterSource,
  size: number,
  from: number = source.start,
  to: number = source.end,
): Generator<Block, void, number> {
  let bytes = Buffer.allocUnsafeSlow(size + 1);
  let filled = 0;
  let position = from;
  for (;;) {
    const wanted = Math.min(bytes.length - 1 - filled, to - position - filled);
    const read = wanted > 0 ? source.read(bytes, filled, wanted, position + filled) : 0;
    filled += read;
    bytes[filled] = 0;
    const isLast = read === 0 || position + filled >= to;
    const used = yield { bytes, to: filled, position, isLast };
    if (isLast) return;
    if (used === 0 && filled === bytes.length - 1) {
      const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
      bytes.copy(larger, 0, 0, filled);
      bytes = larger;
    } else {
      bytes.copyWithin(0, used, filled);
      filled -= used;
      position += used;
    }
  }
}
