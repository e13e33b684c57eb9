/** Two lists of one campaign as CSV files, and what both agreed on before; the same for the same seed. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface CompareFiles {
  readonly left: string;
  readonly right: string;
  readonly base: string;
}

const HEAD = 'email,first name,last name,company,title,phone,status\n';
const FIRST = ['Ada', 'Bea', 'Carl', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jun'];
const LAST = ['Adler', 'Brook', 'Castro', 'Dale', 'Ellis', 'Fox', 'Garcia', 'Holm', 'Ito', 'Jung'];
const COMPANY = ['Acme', 'Globex', '"Initech, Inc."', 'Umbrella', 'Hooli', 'Stark & Sons'];
const TITLE = ['Engineer', 'Head of Sales', 'Buyer', 'Analyst', '', 'Director'];
const STATUS = ['Sent', 'Responded', 'Registered', 'Attended'];
const ONLY_ONE_SIDE = 0.02;
const CHANGED = 0.1;
const PIECE = 4096;

/** Mulberry32: good enough to spread rows, and small. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each side lacks 2%, and in 10% of the others one side changed one field; RIGHT in another order. */
export function writeCompareFiles(folder: string, rows: number, seed: number): CompareFiles {
  const random = randomFrom(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const [left, right, base]: string[][] = [[], [], []];
  for (let row = 0; row < rows; row += 1) {
    const [first, last] = [pick(FIRST), pick(LAST)];
    const email = `${first}.${last}${String(row)}@example${String(row % 97)}.org`.toLowerCase();
    const phone = `+49 30 ${String(1_000_000 + Math.floor(random() * 8_999_999))}`;
    const cells = [email, first, last, pick(COMPANY), pick(TITLE), phone, pick(STATUS)];
    const agreed = cells.join(',');
    base?.push(agreed);
    const at = 1 + Math.floor(random() * 6);
    const changed =
      random() < CHANGED ? cells.with(at, `${first} ${String(row)}`).join(',') : agreed;
    const isLeft = random() < 0.5;
    const where = random();
    if (where >= ONLY_ONE_SIDE) left?.push(isLeft ? changed : agreed);
    if (where < 1 - ONLY_ONE_SIDE) right?.push(isLeft ? agreed : changed);
  }
  const files = {
    left: join(folder, 'left.csv'),
    right: join(folder, 'right.csv'),
    base: join(folder, 'base.csv'),
  };
  write(files.left, left ?? []);
  write(files.right, shuffledBy(random, right ?? []));
  write(files.base, base ?? []);
  return files;
}

function shuffledBy(random: () => number, rows: string[]): readonly string[] {
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [rows[at], rows[other]] = [rows[other] ?? '', rows[at] ?? ''];
  }
  return rows;
}

function write(path: string, rows: readonly string[]): void {
  const file = openSync(path, 'w');
  writeSync(file, HEAD);
  for (let at = 0; at < rows.length; at += PIECE) {
    writeSync(file, `${rows.slice(at, at + PIECE).join('\n')}\n`);
  }
  closeSync(file);
}
