/** What is asked while a person scrolls, decides or types must be found by key, never by reading everything. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeJournal } from '../../../test/journal-builders.ts';
import {
  DROP_OTHERS_OF_MEMBERS,
  DROP_OTHERS_OF_REGISTRATIONS,
  DROP_OTHERS_OF_UNSENT,
} from './base-repository.ts';
import { EXCEPTIONS_AT, EXCEPTIONS_OF_IDENTITY, EXCEPTIONS_OF_KEYS } from './diff-columns.ts';
import { RECORDS_BY_NUMBER, RECORD_NUMBERS_OF } from './record-repository.ts';
import { FILL_SEARCH } from './search-repository.ts';

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
  ['records behind rows', RECORDS_BY_NUMBER, 'SEARCH r USING INTEGER PRIMARY KEY (rowid=?)'],
  [
    'records by their ids',
    RECORD_NUMBERS_OF,
    'SEARCH r USING COVERING INDEX sqlite_autoindex_record_1',
  ],
  ['exceptions among rows', EXCEPTIONS_AT, 'SEARCH e USING PRIMARY KEY (diff_id=? AND position=?)'],
  [
    'an exception by its key',
    EXCEPTIONS_OF_KEYS,
    'USING COVERING INDEX diff_exception_by_key (diff_id=? AND row_key=?)',
  ],
  [
    'exceptions of one person',
    EXCEPTIONS_OF_IDENTITY,
    'USING COVERING INDEX diff_exception_by_identity (diff_id=? AND identity=?)',
  ],
  [
    'records that cannot be searched yet',
    FILL_SEARCH,
    'USING INDEX record_without_search (snapshot_id=?)',
  ],
  [
    'other bases of members',
    DROP_OTHERS_OF_MEMBERS,
    'USING COVERING INDEX base_by_member (pairing_id=? AND member_id=?)',
  ],
  [
    'other bases of registrations',
    DROP_OTHERS_OF_REGISTRATIONS,
    'USING COVERING INDEX base_by_registration (pairing_id=? AND registration_id=?)',
  ],
  [
    'other bases of members for which nothing is sent',
    DROP_OTHERS_OF_UNSENT.member,
    'USING COVERING INDEX base_by_member (pairing_id=? AND member_id=?)',
  ],
  [
    'other bases of registrations for which nothing is sent',
    DROP_OTHERS_OF_UNSENT.registration,
    'USING COVERING INDEX base_by_registration (pairing_id=? AND registration_id=?)',
  ],
])('%s: by key, without a scan', (_, sql, expected) => {
  const plan = planOf(sql);
  expect(plan).toContain(expected);
  expect(plan).not.toMatch(/SCAN (?:r|e|diff_exception|record)\b/);
});
