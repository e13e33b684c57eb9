/** What is asked while a person scrolls, decides or types must be found by key, never by reading everything. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeJournal } from '../../../test/journal-builders.ts';
import { DROP_BY_MEMBER, DROP_BY_REGISTRATION } from './base-repository.ts';
import {
  DIFF_ROWS_AFTER,
  DIFF_ROWS_AT,
  DIFF_ROWS_OF_IDENTITY,
  RECORDS_OF,
} from './diff-page-repository.ts';
import { RECORDS_BY_KEY } from './record-repository.ts';
import { WAITING_AFTER } from './review-repository.ts';

let journal: ReturnType<typeof makeJournal>;
beforeEach(() => {
  journal = makeJournal();
});
afterEach(() => journal.remove());

function planOf(sql: string): string {
  const marks = sql.split('?').length - 1;
  const rows = journal.db
    .statement(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from({ length: marks }, () => 1)) as { detail: string }[];
  return rows.map(({ detail }) => detail).join('\n');
}

test.each([
  ['a page of rows', DIFF_ROWS_AT, 'SEARCH r USING PRIMARY KEY (diff_id=? AND position=?)'],
  ['rows in review order', DIFF_ROWS_AFTER, 'USING PRIMARY KEY (diff_id=? AND position>?)'],
  ['records behind rows', RECORDS_OF, 'SEARCH r USING INDEX sqlite_autoindex_record_1'],
  ['records in the order of keys', RECORDS_BY_KEY, 'SEARCH m USING PRIMARY KEY'],
  [
    'a row by its key',
    'SELECT * FROM diff_row WHERE diff_id = ? AND row_key = ?',
    'USING INDEX diff_row_by_key (diff_id=? AND row_key=?)',
  ],
  [
    'rows of one person',
    DIFF_ROWS_OF_IDENTITY,
    'USING INDEX diff_row_by_identity (diff_id=? AND identity=?)',
  ],
  [
    'the other base of a member',
    DROP_BY_MEMBER,
    'USING INDEX base_by_member (pairing_id=? AND member_id=?)',
  ],
  [
    'the other base of a registration',
    DROP_BY_REGISTRATION,
    'USING INDEX base_by_registration (pairing_id=? AND registration_id=?)',
  ],
  ['rows that wait', WAITING_AFTER, 'USING INDEX diff_row_waiting (diff_id=? AND position>?)'],
])('%s: by key, without a scan', (_, sql, expected) => {
  const plan = planOf(sql);
  expect(plan).toContain(expected);
  expect(plan).not.toMatch(/SCAN (?:r|m|diff_row|record)\b/);
});
