/**
 * What was chosen and what was read.
 *
 * A snapshot is `filling` until everything of its side has arrived; `pairing` names the complete ones in
 * use. `match_entry` holds the keys of the newest comparison, made anew in the order of keys by each;
 * `person_found` the emails looked up, without a person where nobody has them.
 * `facts` is a ListFacts as JSON, `policy` a Policy, `identity_rules` the
 * rules by which the identities of its records were made.
 */
export const MIGRATION_0010 = {
  version: 10,
  sql: `
CREATE TABLE workspace_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pairing (
  pairing_id INTEGER PRIMARY KEY,
  org_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  campaign_name TEXT NOT NULL,
  event_name TEXT NOT NULL,
  salesforce_facts TEXT NOT NULL,
  voyage_facts TEXT NOT NULL,
  policy TEXT NOT NULL,
  chosen_at TEXT NOT NULL,
  UNIQUE (org_id, campaign_id, account_id, event_id)
) STRICT;

CREATE TABLE snapshot (
  snapshot_id INTEGER PRIMARY KEY AUTOINCREMENT,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  side TEXT NOT NULL CHECK (side IN ('salesforce', 'voyage')),
  state TEXT NOT NULL CHECK (state IN ('filling', 'complete', 'current')),
  started_at TEXT NOT NULL,
  completed_at TEXT,
  watermark TEXT,
  rows INTEGER,
  facts TEXT NOT NULL,
  identity_rules TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX snapshot_current ON snapshot (pairing_id, side) WHERE state = 'current';

CREATE TABLE record (
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
  PRIMARY KEY (snapshot_id, record_id)
) STRICT;

CREATE TABLE match_entry (
  snapshot_id INTEGER NOT NULL,
  match_key TEXT NOT NULL,
  record_id TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, match_key, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_found (
  snapshot_id INTEGER NOT NULL,
  identity TEXT NOT NULL,
  person_id TEXT,
  person_kind TEXT,
  PRIMARY KEY (snapshot_id, identity)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  member_id TEXT NOT NULL,
  registration_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  linked_at TEXT NOT NULL,
  PRIMARY KEY (pairing_id, member_id),
  UNIQUE (pairing_id, registration_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE base (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  row_key TEXT NOT NULL,
  member_id TEXT,
  registration_id TEXT,
  fields TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  tx_id TEXT NOT NULL,
  PRIMARY KEY (pairing_id, row_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX base_by_member ON base (pairing_id, member_id) WHERE member_id IS NOT NULL;
CREATE INDEX base_by_registration ON base (pairing_id, registration_id)
  WHERE registration_id IS NOT NULL;
`,
};
