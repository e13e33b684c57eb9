/**
 * Text search. What the records of a sketch are found by lies beside it as pages of text, made inside SQLite when
 * somebody first searches; a search is then a run over bytes.
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
import { sketchSet } from './sketch-columns.ts';

/** Numbers of records a page spans. */
const PAGE = 65_536;
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
  const most = record.reduce((top, number) => Math.max(top, number), 0);
  const sketch = table.diff.sketches[side];
  if (!hasColumn(db, sketchSet(sketch), PAGES)) {
    db.transaction(() => writePages(db, table, side, most));
  }
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

function writePages(db: Journal, { diff, heads }: DiffTable, side: Side, most: number): void {
  const snapshot = diff.snapshots[side];
  const set = sketchSet(diff.sketches[side]);
  const { recordBase } = heads[side];
  db.statement(FILL_SEARCH).run(snapshot);
  let pages = 0;
  for (let first = 0; first <= most; first += PAGE) {
    const from = recordBase + first;
    const found = db
      .statement(SEARCH_PAGE)
      .get({ from, to: recordBase + Math.min(most, first + PAGE - 1), snapshot }) as {
      numbers: string;
      lengths: string;
      text: Buffer | null;
    };
    if (found.text === null) continue;
    const numbers = Uint32Array.from(JSON.parse(found.numbers) as number[], (no) => no + first);
    const lengths = JSON.parse(found.lengths) as number[];
    const at = new Uint32Array(numbers.length);
    for (let index = 1; index < at.length; index += 1) {
      at[index] = (at[index - 1] ?? 0) + (lengths[index - 1] ?? 0) + 1;
    }
    writeColumn(db, set, `search.${String(pages)}.numbers`, numbers);
    writeColumn(db, set, `search.${String(pages)}.at`, at);
    writeColumn(db, set, `search.${String(pages)}.text`, found.text);
    pages += 1;
  }
  writeJson(db, set, PAGES, pages);
}

/** Records that an earlier version stored. */
export const FILL_SEARCH = `
  UPDATE record SET search = search_text(record_id, first_name, last_name, email, company)
  WHERE record_no IN (SELECT record_no FROM record INDEXED BY record_without_search
                      WHERE snapshot_id = ? AND search IS NULL)`;
