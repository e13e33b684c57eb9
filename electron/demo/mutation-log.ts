/**
 * What a counterpart of the demo changed since its seed: an append-only file of JSON lines.
 *
 * State is seed plus replay. One `append` is one line: its mutations are kept together or, when the
 * process dies in mid-write, not at all (a torn last line is cut off when the file is next opened).
 * Lines are with the operating system when `append` returns, so a killed process loses none.
 */
import {
  closeSync,
  existsSync,
  ftruncateSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The record of that kind and id after a change; null when it was deleted. */
export interface Mutation {
  readonly kind: string;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

export interface MutationLog {
  /** The mutations of earlier processes, oldest first. */
  replay(): Iterable<Mutation>;
  append(...mutations: readonly Mutation[]): void;
  close(): void;
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

/** With a null path nothing is kept. */
export function openMutationLog(path: string | null): MutationLog {
  if (path === null) {
    return { replay: () => [], append: () => undefined, close: () => undefined };
  }
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, existsSync(path) ? 'r+' : 'w+');
  const end = endOfLastWholeLine(file);
  ftruncateSync(file, end);
  let position = end;
  return {
    replay: () => replayLines(file, end, path),
    append(...mutations) {
      if (mutations.length === 0) return;
      const line = Buffer.from(`${JSON.stringify(mutations)}\n`, 'utf8');
      let written = 0;
      while (written < line.length) {
        written += writeSync(file, line, written, line.length - written, position + written);
      }
      position += line.length;
    },
    close: () => {
      closeSync(file);
    },
  };
}

function endOfLastWholeLine(file: number): number {
  let end = fstatSync(file).size;
  const chunk = Buffer.alloc(CHUNK_BYTES);
  while (end > 0) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const length = readSync(file, chunk, 0, end - start, start);
    const last = chunk.subarray(0, length).lastIndexOf(NEWLINE);
    if (last !== -1) return start + last + 1;
    end = start;
  }
  return 0;
}

function* replayLines(file: number, end: number, path: string): Generator<Mutation, void, void> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  let lineNumber = 0;
  for (let position = 0; position < end;) {
    const length = readSync(file, chunk, 0, Math.min(CHUNK_BYTES, end - position), position);
    position += length;
    const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
    let start = 0;
    for (let newline; (newline = bytes.indexOf(NEWLINE, start)) !== -1; start = newline + 1) {
      lineNumber += 1;
      yield* parseLine(bytes.toString('utf8', start, newline), path, lineNumber);
    }
    rest = bytes.subarray(start);
  }
}

function parseLine(line: string, path: string, lineNumber: number): readonly Mutation[] {
  try {
    return JSON.parse(line) as readonly Mutation[];
  } catch (cause) {
    throw new Error(`Line ${String(lineNumber)} of ${path} is damaged.`, { cause });
  }
}
