/**
 * The bytes of a column in pieces: SQLite copies a value whole each time it is written or read, and a column of a
 * million texts is too large to lie there three times over.
 */
export const MIGRATION_0120 = {
  version: 120,
  sql: `
CREATE TABLE column_piece (
  data_id INTEGER NOT NULL,
  piece INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (data_id, piece)
) STRICT;

WITH RECURSIVE cut (data_id, piece) AS (
  SELECT data_id, 0 FROM column_data WHERE length(data) > 0
  UNION ALL
  SELECT c.data_id, c.piece + 1 FROM cut c JOIN column_data d USING (data_id)
  WHERE length(d.data) > (c.piece + 1) * 262144
)
INSERT INTO column_piece
SELECT data_id, piece, substr(data, piece * 262144 + 1, 262144) FROM cut JOIN column_data USING (data_id);

ALTER TABLE column_data ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE column_data SET bytes = length(data);
ALTER TABLE column_data DROP COLUMN data;

CREATE TRIGGER column_data_goes AFTER DELETE ON column_data
BEGIN DELETE FROM column_piece WHERE data_id = OLD.data_id; END;
`,
};
