/**
 * Snapshots, bases and diffs as columns: one BLOB of a typed array (little-endian) per column, the same place
 * in each column of a set being one record, base or row. docs/adr/0015.
 *
 * `column_data` is written once and never changed; sets share what is the same in them, and the last set that
 * names it takes it along when it goes.
 *
 * Records have numbers that stay (a rowid need not): columns name them by number.
 *
 * A snapshot whose records were written to has a stale sketch until it is compared again; a diff names the
 * sketches it was made of, which stay as they are.
 *
 * A diff has its rows in `diff_column`, and in `diff_exception` what cannot be told from its records. Diffs of
 * earlier versions are dropped: the next comparison, of the snapshots that are there, makes them anew.
 */
export const MIGRATION_0060 = {
  version: 60,
  sql: `
CREATE TABLE numbered_record (
  record_no INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER NOT NULL,
  record_id TEXT NOT NULL,
  identity TEXT,
  merged_by TEXT,
  status TEXT,
  first_name TEXT,
  last_name TEXT,
  company TEXT,
  title TEXT,
  phone TEXT,
  email TEXT,
  version TEXT NOT NULL,
  modified_at TEXT,
  created_at TEXT,
  person_id TEXT,
  person_kind TEXT,
  UNIQUE (snapshot_id, record_id)
) STRICT;
INSERT INTO numbered_record SELECT rowid, * FROM record ORDER BY rowid;
DROP TABLE record;
ALTER TABLE numbered_record RENAME TO record;

CREATE TABLE column_data (
  data_id INTEGER PRIMARY KEY AUTOINCREMENT,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE sketch (
  sketch_id INTEGER PRIMARY KEY AUTOINCREMENT,
  snapshot_id INTEGER NOT NULL,
  is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1))
) STRICT;
CREATE INDEX sketch_of_snapshot ON sketch (snapshot_id);

-- Records written or deleted since the newest sketch of their snapshot was made.
CREATE TABLE sketch_change (
  sketch_id INTEGER NOT NULL,
  record_id TEXT NOT NULL,
  PRIMARY KEY (sketch_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sketch_column (
  sketch_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  data_id INTEGER NOT NULL REFERENCES column_data (data_id),
  PRIMARY KEY (sketch_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_column_by_data ON sketch_column (data_id);

CREATE TABLE base_column (
  pairing_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  data_id INTEGER NOT NULL REFERENCES column_data (data_id),
  PRIMARY KEY (pairing_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX base_column_by_data ON base_column (data_id);

CREATE TABLE diff_column (
  diff_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  data_id INTEGER NOT NULL REFERENCES column_data (data_id),
  PRIMARY KEY (diff_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX diff_column_by_data ON diff_column (data_id);

CREATE TABLE diff_exception (
  diff_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  identity TEXT,
  keeper_id TEXT,
  merged_by TEXT,
  -- Rows of one part are compared together.
  part INTEGER NOT NULL,
  PRIMARY KEY (diff_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX diff_exception_by_key ON diff_exception (diff_id, row_key);

CREATE TRIGGER sketch_column_goes AFTER DELETE ON sketch_column
WHEN NOT EXISTS (SELECT 1 FROM sketch_column WHERE data_id = OLD.data_id)
BEGIN DELETE FROM column_data WHERE data_id = OLD.data_id; END;
CREATE TRIGGER base_column_goes AFTER DELETE ON base_column
BEGIN DELETE FROM column_data WHERE data_id = OLD.data_id; END;
CREATE TRIGGER diff_column_goes AFTER DELETE ON diff_column
WHEN NOT EXISTS (SELECT 1 FROM diff_column WHERE data_id = OLD.data_id)
BEGIN DELETE FROM column_data WHERE data_id = OLD.data_id; END;

DELETE FROM diff;
ALTER TABLE diff ADD COLUMN salesforce_sketch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE diff ADD COLUMN voyage_sketch INTEGER NOT NULL DEFAULT 0;
DROP TABLE diff_row;
DROP TABLE match_entry;
`,
};
