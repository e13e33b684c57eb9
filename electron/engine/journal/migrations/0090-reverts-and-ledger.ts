/**
 * Taking a finished run back: a plan names the run it takes back, and so does its audit row. `base_before` is
 * the base a row had when it was planned, as JSON: what its base is again once its writes are taken back.
 *
 * `departed` are records a later pull no longer found, or found under another email; `run_tie` is what the
 * check at the end of a run found: records of both snapshots, and those that stood in exactly one of its rows.
 */
export const MIGRATION_0090 = {
  version: 90,
  sql: `
ALTER TABLE plan ADD COLUMN reverts TEXT REFERENCES run (tx_id);
CREATE INDEX plan_by_reverts ON plan (reverts) WHERE reverts IS NOT NULL;
ALTER TABLE plan_row ADD COLUMN base_before TEXT;
ALTER TABLE audit ADD COLUMN reverts TEXT;

CREATE TABLE departed (
  departed_id INTEGER PRIMARY KEY,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  side TEXT NOT NULL CHECK (side IN ('salesforce', 'voyage')),
  record_id TEXT NOT NULL,
  identity TEXT NOT NULL,
  status TEXT,
  name TEXT,
  -- The email it has now; null where the record is gone.
  became TEXT,
  last_seen_at TEXT,
  noted_at TEXT NOT NULL
) STRICT;
CREATE INDEX departed_by_identity ON departed (identity);

-- Rows known by another key than the email they had: few, and found by it.
CREATE INDEX outcome_by_email ON outcome (lower(email)) WHERE row_key <> lower(email);

CREATE TABLE run_tie (
  tx_id TEXT PRIMARY KEY REFERENCES run (tx_id),
  members INTEGER NOT NULL,
  member_rows INTEGER NOT NULL,
  registrations INTEGER NOT NULL,
  registration_rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
