/**
 * What a far side works on by itself for a batch, noted before it can have an effect; how often an operation
 * was sent; and what a duplicate rule found, with what a person decided about it.
 */
export const MIGRATION_0050 = {
  version: 50,
  sql: `
CREATE TABLE push_ticket (
  tx_id TEXT NOT NULL REFERENCES run (tx_id),
  batch_key TEXT NOT NULL,
  ticket TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  PRIMARY KEY (tx_id, batch_key, ticket)
) STRICT;

-- Calls that may have sent it.
ALTER TABLE operation ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN allow_duplicate INTEGER NOT NULL DEFAULT 0
  CHECK (allow_duplicate IN (0, 1));

-- JSON of the alert of a duplicate rule; null where there was none.
ALTER TABLE outcome ADD COLUMN duplicate TEXT;

-- The newest of a row holds.
CREATE TABLE duplicate_choice (
  choice_id INTEGER PRIMARY KEY,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  row_key TEXT NOT NULL,
  -- JSON; null takes the choice back.
  choice TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX duplicate_choice_by_row ON duplicate_choice (pairing_id, row_key, choice_id);
`,
};
