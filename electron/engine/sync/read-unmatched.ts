/**
 * Rows of a comparison that a question about who is who is asked of, a page of rows at a time: those who stand
 * alone, and those whose address more than one person may have.
 */
import type { Field } from '../../../shared/domain/fields.ts';
import { maskOf } from '../../../shared/domain/fields.ts';
import type { RowClass } from '../../../shared/domain/row.ts';
import type { Journal } from '../journal/database.ts';
import { diffRowsAt, diffRowsOfIdentity } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import type { RowFilter } from '../journal/review-repository.ts';
import { positionsOf } from '../journal/review-repository.ts';
import type { LoadedRow } from './load-rows.ts';
import { loadRows } from './load-rows.ts';

const PAGE = 1000;

function* rowsWhere(
  db: Journal,
  diff: Diff,
  where: { readonly classes: readonly RowClass[]; readonly fields: readonly Field[] },
): Generator<readonly LoadedRow[], void, void> {
  const filter: RowFilter = {
    classes: where.classes,
    fields: maskOf(where.fields),
    only: [],
    statuses: [],
    words: [],
  };
  const positions = positionsOf(db, diff.id, filter) ?? new Int32Array();
  for (let from = 0; from < positions.length; from += PAGE) {
    yield loadRows(db, diff, diffRowsAt(db, diff.id, [...positions.subarray(from, from + PAGE)]));
  }
}

/** Members that nobody in Voyage was matched with, and registrations nobody in Salesforce was. */
export function readUnmatched(
  db: Journal,
  diff: Diff,
): Generator<readonly LoadedRow[], void, void> {
  return rowsWhere(db, diff, {
    classes: ['only-salesforce', 'only-voyage', 'no-email'],
    fields: [],
  });
}

/**
 * Emails that several records have, of one side or with different names on both, each at least once. Two whom a person
 * linked or a run confirmed are one person, whatever they are called.
 */
export function* readSharedIdentities(
  db: Journal,
  diff: Diff,
): Generator<readonly string[], void, void> {
  const identitiesOf = (rows: readonly LoadedRow[]): readonly string[] =>
    rows.flatMap(({ identity }) => (identity === null ? [] : [identity]));
  for (const rows of rowsWhere(db, diff, { classes: ['duplicate'], fields: [] })) {
    yield identitiesOf(rows);
  }
  const names: readonly Field[] = ['firstName', 'lastName'];
  for (const rows of rowsWhere(db, diff, { classes: [], fields: names })) {
    yield identitiesOf(
      rows.filter(({ base, rowKey }) => base === null && !rowKey.startsWith('link:')),
    );
  }
}

/** Every row of one email. */
export function rowsOfIdentity(db: Journal, diff: Diff, identity: string): readonly LoadedRow[] {
  return loadRows(db, diff, diffRowsOfIdentity(db, diff.id, identity));
}
