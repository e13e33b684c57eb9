/** Which bases are not what the columns of the bases say: whoever writes a base, the journal notes it. */
export const MIGRATION_0110 = {
  version: 110,
  sql: `
CREATE TABLE base_change (
  pairing_id INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  PRIMARY KEY (pairing_id, row_key)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER base_comes AFTER INSERT ON base
WHEN EXISTS (SELECT 1 FROM base_column WHERE pairing_id = NEW.pairing_id)
BEGIN INSERT OR IGNORE INTO base_change VALUES (NEW.pairing_id, NEW.row_key); END;
CREATE TRIGGER base_changes AFTER UPDATE ON base
WHEN EXISTS (SELECT 1 FROM base_column WHERE pairing_id = NEW.pairing_id)
BEGIN
  INSERT OR IGNORE INTO base_change VALUES (OLD.pairing_id, OLD.row_key);
  INSERT OR IGNORE INTO base_change VALUES (NEW.pairing_id, NEW.row_key);
END;
CREATE TRIGGER base_goes AFTER DELETE ON base
WHEN EXISTS (SELECT 1 FROM base_column WHERE pairing_id = OLD.pairing_id)
BEGIN INSERT OR IGNORE INTO base_change VALUES (OLD.pairing_id, OLD.row_key); END;
`,
};
