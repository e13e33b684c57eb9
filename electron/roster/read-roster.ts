/**
 * Reads a list of people from a CSV file of any platform, twice and a block at a time: first what its rows are known
 * by, then the rows that somebody asks for. Other encodings and other quotes than RFC 4180's are read into memory.
 *
 * Law:    the cells are those papaparse finds, blank lines left out.
 * Errors: a Refusal with input/unreadable-file naming the place; nothing is read by halves.
 */
import { isUtf8 } from 'node:buffer';
import type { Field } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { IdentityRules } from '../../shared/domain/policy.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { Cells } from './cells.ts';
import { textOfCell } from './cells.ts';
import { columnsOf } from './columns.ts';
import type { Seed } from './hash-cells.ts';
import { hashCells } from './hash-cells.ts';
import { createIdentityWriter } from './identities.ts';
import { unreadable } from './read-bytes.ts';
import type { RosterSource } from './roster-source.ts';
import { blocksOf, decodedSource, openUtf8File, regularSource } from './roster-source.ts';
import { IRREGULAR, MORE, createRowScanner, isBlankRow, rowText } from './scan-rows.ts';

/** What the rows of a file are known by, two numbers each. */
export interface Digest {
  readonly rows: number;
  /** Zeros for a row without an identity. */
  readonly identities: Int32Array;
  /** Of the cells asked for; zeros where the bytes do not say whether they are another row's. Empty if none were. */
  readonly contents: Int32Array;
}

export interface DigestQuestion {
  readonly fields: readonly Field[];
  readonly rules: IdentityRules;
  readonly seed: Seed;
  /** Asked where equal statuses may differ all the same, under a status map. */
  readonly statusAgrees?: (status: string | null) => boolean;
}

export interface Roster {
  readonly side: Side;
  readonly fields: () => readonly Field[];
  /** Null when the file had to be opened in another way: its fields may be others now. */
  readonly digest: (question: DigestQuestion) => Digest | null;
  /** The rows of these numbers, which rise; known after a digest. */
  readonly take: (numbers: Uint32Array) => Cells;
  readonly close: () => void;
}

/** A roster that may be read elsewhere meanwhile. */
export interface RosterReader {
  readonly fields: () => Promise<readonly Field[]>;
  readonly digest: (question: DigestQuestion) => Promise<Digest | null>;
  readonly take: (numbers: Uint32Array) => Promise<Cells>;
  readonly close: () => Promise<void>;
}

const BLOCK = 1024 * 1024;
/** The least to expect of a row, when memory is set aside. */
const SHORTEST_ROW = 16;
const TAKEN = 64 * 1024;
const CHANGED = 'It changed while it was read.';

interface Opened {
  readonly source: RosterSource;
  readonly fields: readonly Field[];
  readonly columns: readonly number[];
  /** Where the row below the head begins. */
  readonly body: number;
}

export function readRoster(
  path: string,
  side: Side,
  keyColumn: string,
  blockSize: number = BLOCK,
): Roster {
  const ways = [openUtf8File, decodedSource, regularSource];
  let opened: Opened | null = null;
  let offsets = new Float64Array(0);
  let rows = 0;

  function open(): Opened {
    while (opened === null) {
      const way = ways.shift();
      if (way === undefined) return unreadable(path, 'Its quotes cannot be read.');
      const source = way(path);
      if (source !== null) opened = readHead(source);
    }
    return opened;
  }

  function readHead(source: RosterSource): Opened | null {
    const { dialect } = source;
    const scanner = createRowScanner(dialect, []);
    const blocks = blocksOf(source, blockSize);
    for (let step = blocks.next(0); step.done !== true;) {
      const { bytes, to, position, isLast } = step.value;
      let at = 0;
      while (at < to) {
        const next = scanner.next(bytes, at, to, isLast);
        if (next === MORE) break;
        if (next === IRREGULAR) return refused(source);
        if (!isBlankRow(bytes, at, next, dialect)) {
          if (!isUtf8(bytes.subarray(at, next))) return refused(source);
          const head = rowText(bytes, at, next, dialect);
          return { source, ...choose(head), body: position + next };
        }
        at = next;
      }
      step = blocks.next(at);
    }
    return unreadable(path, 'It is empty.');
  }

  function refused(source: RosterSource): null {
    source.close();
    return null;
  }

  function choose(head: readonly string[]): Pick<Opened, 'fields' | 'columns'> {
    const columns = columnsOf(head, keyColumn);
    if (columns.email === undefined) {
      return unreadable(
        path,
        `It has no column “${keyColumn}”. Its columns are: ${head.join(', ')}.`,
      );
    }
    const fields = FIELDS.filter((field) => columns[field] !== undefined);
    return { fields, columns: fields.map((field) => columns[field] ?? 0) };
  }

  function digest({ fields: asked, rules, seed, statusAgrees }: DigestQuestion): Digest | null {
    const { source, fields, columns, body } = open();
    const scanner = createRowScanner(source.dialect, columns);
    const emailSlot = fields.indexOf('email');
    const slots = Int32Array.from(asked, (field) => fields.indexOf(field));
    const statusSlot = asked.includes('status') ? fields.indexOf('status') : -1;
    const identity = createIdentityWriter(rules);
    const written = { starts: new Uint32Array(1), ends: new Uint32Array(1) };
    const only = new Int32Array(1);
    let identities = new Int32Array(0);
    let contents = new Int32Array(0);
    offsets = new Float64Array(0);
    rows = 0;

    const blocks = blocksOf(source, blockSize, body);
    for (let step = blocks.next(0); step.done !== true;) {
      const { bytes, to, position, isLast } = step.value;
      const view = new DataView(bytes.buffer);
      let at = 0;
      while (at < to) {
        const next = scanner.next(bytes, at, to, isLast);
        if (next === MORE) break;
        if (next === IRREGULAR) return otherwise();
        if (isBlankRow(bytes, at, next, source.dialect)) {
          at = next;
          continue;
        }
        if (rows === offsets.length) {
          const read = position + at - body;
          const length = rows === 0 ? SHORTEST_ROW * 4 : Math.max(SHORTEST_ROW, read / rows);
          const expected = Math.ceil(((source.end - body) / length) * 1.02);
          const most = Math.max(expected, Math.ceil(rows * 1.5), 16);
          offsets = lengthened(new Float64Array(most), offsets);
          identities = lengthened(new Int32Array(2 * most), identities);
          if (slots.length > 0) contents = lengthened(new Int32Array(2 * most), contents);
        }
        offsets[rows] = position + at;
        const { starts, ends } = scanner;
        const end = identity.write(
          bytes,
          starts[emailSlot] as number,
          ends[emailSlot] as number,
          0,
        );
        if (end > 0) {
          written.ends[0] = end;
          hashCells(identity.view, written, only, seed, identities, rows);
        }
        if (slots.length > 0) hashCells(view, scanner, slots, seed, contents, rows);
        if (statusAgrees !== undefined && statusSlot >= 0) {
          const status = textOfCell(bytes, starts[statusSlot] ?? 0, ends[statusSlot] ?? 0);
          if (!statusAgrees(status)) contents.fill(0, 2 * rows, 2 * rows + 2);
        }
        rows += 1;
        at = next;
      }
      if (!isUtf8(bytes.subarray(0, at))) return otherwise();
      step = blocks.next(at);
    }
    return {
      rows,
      identities: identities.subarray(0, 2 * rows),
      contents: contents.subarray(0, 2 * rows),
    };
  }

  function otherwise(): null {
    opened?.source.close();
    opened = null;
    return null;
  }

  function take(numbers: Uint32Array): Cells {
    const { source, fields, columns } = open();
    const scanner = createRowScanner(source.dialect, columns);
    const width = fields.length;
    const starts = new Uint32Array(numbers.length * width);
    const ends = new Uint32Array(numbers.length * width);
    let bytes = Buffer.allocUnsafeSlow(TAKEN);
    let used = 0;
    let block = Buffer.allocUnsafeSlow(blockSize);
    let [blockFrom, blockTo] = [0, 0];
    numbers.forEach((number, row) => {
      const from = offsets[number] as number;
      const to = number + 1 < rows ? (offsets[number + 1] as number) : source.end;
      if (to > blockTo || from < blockFrom) {
        if (to - from > block.length) block = Buffer.allocUnsafeSlow(to - from);
        const length = Math.min(block.length, source.end - from);
        [blockFrom, blockTo] = [from, from + source.read(block, 0, length, from)];
        if (to > blockTo) unreadable(path, CHANGED);
      }
      if (used + to - from >= bytes.length) bytes = longer(bytes, used + to - from + 1);
      block.copy(bytes, used, from - blockFrom, to - blockFrom);
      const end = used + to - from;
      bytes[end] = 0;
      scanner.next(bytes, used, end, true);
      starts.set(scanner.starts, row * width);
      ends.set(scanner.ends, row * width);
      used = end;
    });
    if (!source.isAsOpened()) unreadable(path, CHANGED);
    return { side, fields, bytes, numbers, starts, ends };
  }

  return {
    side,
    fields: () => open().fields,
    digest,
    take,
    close: () => void otherwise(),
  };
}

function lengthened<T extends Float64Array | Int32Array>(into: T, from: T): T {
  into.set(from);
  return into;
}

function longer(from: Buffer, least: number): Buffer<ArrayBuffer> {
  const into = Buffer.allocUnsafeSlow(Math.max(from.length * 2, least));
  from.copy(into);
  return into;
}

export function readHere(roster: Roster): RosterReader {
  return {
    fields: () => Promise.resolve(roster.fields()),
    digest: (question) => Promise.resolve(roster.digest(question)),
    take: (numbers) => Promise.resolve(roster.take(numbers)),
    close: () => {
      roster.close();
      return Promise.resolve();
    },
  };
}
