/**
 * The log of decisions in columns, and what records are searched by.
 *
 * `decided_rows` holds the rows a step touched, place i of each column being one row (little-endian): `positions`
 * (uint32, in the diff of the step, null in what earlier versions wrote), `row_keys` (hashes of the keys,
 * float64), `fields` (a mask each), `seen` (float64: for each row, for each of its fields from the lowest bit up,
 * the hash of what was decided about), `was` (the four choice masks from before the step, one column after the
 * other: salesforce, voyage, typed, skip), `was_typed` (uint32: for each row, for each of its typed fields of
 * before, the number of the value in the diff of the step).
 *
 * `decision` keeps what earlier versions wrote until the next comparison takes it over.
 *
 * `search` is null where a record was stored by an earlier version and nobody has searched since.
 */
export const MIGRATION_0065 = {
  version: 65,
  sql: `
CREATE TABLE decided_rows (
  step INTEGER PRIMARY KEY REFERENCES decision_step (step),
  rows INTEGER NOT NULL,
  positions BLOB,
  row_keys BLOB NOT NULL,
  fields BLOB NOT NULL,
  seen BLOB NOT NULL,
  was BLOB NOT NULL,
  was_typed BLOB NOT NULL
) STRICT;
CREATE TRIGGER decided_rows_stay BEFORE UPDATE ON decided_rows
  BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;

ALTER TABLE record ADD COLUMN search TEXT;
CREATE INDEX record_without_search ON record (snapshot_id) WHERE search IS NULL;
CREATE INDEX diff_exception_by_identity ON diff_exception (diff_id, identity)
  WHERE identity IS NOT NULL;
`,
};
