/**
 * Text search: one pass over the records of both sides inside SQLite, by number, and the rows they are in.
 * A row is found when each word stands in its member or in its registration.
 */
import type { Journal } from './database.ts';
import type { DiffTable } from './diff-table.ts';
import { identitiesOf } from './diff-table.ts';

/** A number of a record and the words it holds as bits, in one: words are eight at most. */
const BITS = 256;

/** Whether a row holds all words. */
export function rowsWithWords(
  db: Journal,
  table: DiffTable,
  words: readonly string[],
): (row: number) => boolean {
  const { diff, heads, member, registration } = table;
  fillSearch(db, diff.snapshots.salesforce);
  fillSearch(db, diff.snapshots.voyage);
  const numbers = {
    salesforce: identitiesOf(db, table, 'salesforce').record,
    voyage: identitiesOf(db, table, 'voyage').record,
  };
  const members = spanOf(numbers.salesforce, heads.salesforce.recordBase);
  const registrations = spanOf(numbers.voyage, heads.voyage.recordBase);
  const from = Math.min(members.from, registrations.from);
  const held = new Uint8Array(Math.max(0, Math.max(members.to, registrations.to) - from + 1));
  for (const found of search(db, table, words, { from, to: from + held.length - 1 })) {
    held[Math.floor(found / BITS)] = found % BITS;
  }
  const all = 2 ** words.length - 1;
  const heldBy = (place: number, of: Uint32Array, base: number): number =>
    place === 0 ? 0 : (held[(of[place - 1] ?? 0) + base - from] ?? 0);
  return (row) =>
    (heldBy(member[row] ?? 0, numbers.salesforce, heads.salesforce.recordBase) |
      heldBy(registration[row] ?? 0, numbers.voyage, heads.voyage.recordBase)) ===
    all;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(numbers: Uint32Array, base: number): Span {
  let most = -1;
  for (const number of numbers) if (number > most) most = number;
  return most === -1 ? { from: Infinity, to: -Infinity } : { from: base, to: base + most };
}

/** As one text made inside SQLite: several times as fast as a row each. */
function search(
  db: Journal,
  { diff }: DiffTable,
  words: readonly string[],
  span: Span,
): readonly number[] {
  if (!Number.isFinite(span.from)) return [];
  const holds = words.map((_, at) => `instr(search, @word${String(at)}) > 0`);
  const bits = holds.map((term, at) => `((${term}) << ${String(at)})`).join(' | ');
  const text = db
    .statement(
      `SELECT json_group_array((record_no - @from) * ${String(BITS)} + (${bits})) FROM record NOT INDEXED
       WHERE record_no BETWEEN @from AND @to AND snapshot_id IN (@salesforce, @voyage)
         AND (${holds.join(' OR ')})`,
    )
    .pluck()
    .get({
      ...span,
      ...diff.snapshots,
      ...Object.fromEntries(words.map((word, at) => [`word${String(at)}`, word])),
    }) as string;
  return JSON.parse(text) as number[];
}

export const FILL_SEARCH = `
  UPDATE record SET search = search_text(record_id, first_name, last_name, email, company)
  WHERE record_no IN (SELECT record_no FROM record INDEXED BY record_without_search
                      WHERE snapshot_id = ? AND search IS NULL)`;

/** Records that an earlier version stored: once, before the first search. */
function fillSearch(db: Journal, snapshotId: number): void {
  db.statement(FILL_SEARCH).run(snapshotId);
}
