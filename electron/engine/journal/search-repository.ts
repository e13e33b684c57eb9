/**
 * Text search. What the records of a sketch are found by lies beside it as pages of text, made inside SQLite while
 * nothing else is to do, or when somebody searches before that; a search is then a run over bytes.
 *
 * A row is found when each word stands in its member or in its registration.
 */
import type { Side } from '../../../shared/domain/side.ts';
import {
  hasColumn,
  readBytes,
  readJson,
  readUint32,
  writeColumn,
  writeJson,
} from './column-data.ts';
import type { Journal } from './database.ts';
import type { DiffTable } from './diff-table.ts';
import { identitiesOf } from './diff-table.ts';
import type { Diff } from './diff-repository.ts';
import { sketchHead, sketchPlaces, sketchSet } from './sketch-columns.ts';

/** Numbers of records a page spans: some 30 ms to make. */
const PAGE = 16_384;
const PAGES = 'search.pages';

/** Whether a row holds all words, eight at most. */
export function rowsWithWords(
  db: Journal,
  table: DiffTable,
  words: readonly string[],
): (row: number) => boolean {
  const members = wordsHeld(db, table, 'salesforce', words);
  const registrations = wordsHeld(db, table, 'voyage', words);
  const all = 2 ** words.length - 1;
  return (row) =>
    ((members[table.member[row] ?? 0] ?? 0) |
      (registrations[table.registration[row] ?? 0] ?? 0)) ===
    all;
}

/** Which words each record holds, as bits, at 1 + its place. */
function wordsHeld(
  db: Journal,
  table: DiffTable,
  side: Side,
  words: readonly string[],
): Uint8Array {
  const { record } = identitiesOf(db, table, side);
  const most = highest(record);
  const sketch = table.diff.sketches[side];
  db.transaction(() => [...laySearchPages(db, table.diff, side)]);
  const byNumber = new Uint8Array(most + 1);
  const sought = words.map((word) => Buffer.from(word));
  const pages = readJson(db, sketchSet(sketch), PAGES) as number;
  for (let page = 0; page < pages; page += 1) {
    markPage(readPage(db, sketch, page), sought, byNumber);
  }
  const held = new Uint8Array(record.length + 1);
  for (let place = 0; place < record.length; place += 1) {
    held[place + 1] = byNumber[record[place] ?? 0] ?? 0;
  }
  return held;
}

interface SearchPage {
  /** Of the records, less the sketch's `recordBase`. */
  readonly numbers: Uint32Array;
  /** Where the text of each begins in `text`. */
  readonly at: Uint32Array;
  readonly text: Buffer;
}

function markPage(
  { numbers, at, text }: SearchPage,
  words: readonly Buffer[],
  byNumber: Uint8Array,
): void {
  words.forEach((word, bit) => {
    let index = 0;
    let found = text.indexOf(word);
    while (found !== -1) {
      while ((at[index + 1] ?? Infinity) <= found) index += 1;
      const number = numbers[index] ?? 0;
      byNumber[number] = (byNumber[number] ?? 0) | (1 << bit);
      const next = at[index + 1];
      found = next === undefined ? -1 : text.indexOf(word, next);
    }
  });
}

function readPage(db: Journal, sketch: number, page: number): SearchPage {
  const set = sketchSet(sketch);
  const bytes = readBytes(db, set, `search.${String(page)}.text`);
  return {
    numbers: readUint32(db, set, `search.${String(page)}.numbers`),
    at: readUint32(db, set, `search.${String(page)}.at`),
    text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  };
}

/** Words hold no line break, so none is found across two texts. */
const SEARCH_PAGE = `
  SELECT json_group_array(record_no - @from) AS numbers, json_group_array(octet_length(search)) AS lengths,
    CAST(group_concat(search, char(10)) AS BLOB) AS text
  FROM (SELECT record_no, search FROM record NOT INDEXED
        WHERE record_no BETWEEN @from AND @to AND snapshot_id = @snapshot ORDER BY record_no)`;

/** Makes the pages of a diff's sketch where they are not there yet. Yields between two pages. */
export function* laySearchPages(
  db: Journal,
  { snapshots, sketches }: Diff,
  side: Side,
): Generator<void, void, void> {
  const snapshot = snapshots[side];
  const set = sketchSet(sketches[side]);
  const isThere = (): boolean => hasColumn(db, set, PAGES);
  if (isThere()) return;
  const { recordBase } = sketchHead(db, sketches[side]);
  const most = highest(sketchPlaces(db, sketches[side], 'record'));
  db.statement(FILL_SEARCH).run(snapshot);
  let pages = 0;
  for (let first = 0; first <= most; first += PAGE) {
    const range = { from: recordBase + first, to: recordBase + Math.min(most, first + PAGE - 1) };
    const found = db.statement(SEARCH_PAGE).get({ ...range, snapshot }) as FoundPage;
    if (found.text === null) continue;
    const numbers = Uint32Array.from(JSON.parse(found.numbers) as number[], (no) => no + first);
    const lengths = JSON.parse(found.lengths) as number[];
    const at = new Uint32Array(numbers.length);
    for (let index = 1; index < at.length; index += 1) {
      at[index] = (at[index - 1] ?? 0) + (lengths[index - 1] ?? 0) + 1;
    }
    const { text } = found;
    const name = `search.${String(pages)}`;
    db.transaction(() => {
      writeColumn(db, set, `${name}.numbers`, numbers);
      writeColumn(db, set, `${name}.at`, at);
      writeColumn(db, set, `${name}.text`, text);
    });
    pages += 1;
    yield;
    // Somebody searched meanwhile.
    if (isThere()) return;
  }
  writeJson(db, set, PAGES, pages);
}

interface FoundPage {
  readonly numbers: string;
  readonly lengths: string;
  readonly text: Buffer | null;
}

function highest(numbers: Uint32Array): number {
  return numbers.reduce((top, number) => Math.max(top, number), 0);
}

/** Records that an earlier version stored. */
export const FILL_SEARCH = `
  UPDATE record SET search = search_text(record_id, first_name, last_name, email, company)
  WHERE record_no IN (SELECT record_no FROM record INDEXED BY record_without_search
                      WHERE snapshot_id = ? AND search IS NULL)`;
