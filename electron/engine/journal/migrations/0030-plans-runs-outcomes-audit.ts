/**
 * Plans with their rows and operations, runs, outcomes, and the audit.
 *
 * An operation is committed as `in-flight` before it is sent and as `settled` with its answer after.
 * Outcomes and audit rows are append-only, and an audit row is taken only when its counts are the sums of
 * its run's outcomes, one for each row of the plan, and when it continues the chain: triggers see to it.
 */
export const MIGRATION_0030 = {
  version: 30,
  sql: `
CREATE TABLE plan (
  plan_id INTEGER PRIMARY KEY,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  direction TEXT NOT NULL CHECK (direction IN ('import', 'export', 'both')),
  created_at TEXT NOT NULL,
  -- The comparison and the newest decision the plan was made from.
  made_from TEXT NOT NULL,
  -- Null while the plan is being built.
  digest TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  member_count INTEGER NOT NULL DEFAULT 0,
  registration_count INTEGER NOT NULL DEFAULT 0,
  summary TEXT,
  waived TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX plan_by_digest ON plan (digest, plan_id);
CREATE INDEX plan_by_pairing ON plan (pairing_id, plan_id);

CREATE TABLE plan_row (
  plan_id INTEGER NOT NULL REFERENCES plan (plan_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  identity TEXT,
  name TEXT,
  email TEXT,
  member_id TEXT,
  registration_id TEXT,
  operations INTEGER NOT NULL,
  -- The outcome when nothing is sent for the row.
  preset_outcome TEXT,
  preset_message TEXT,
  preset_next_step TEXT,
  -- JSON of the row and its resolution, as shown: what the new base is made from. Kept until the outcome.
  frozen TEXT,
  -- JSON of the base to keep although nothing is sent.
  base TEXT,
  search TEXT NOT NULL,
  PRIMARY KEY (plan_id, position),
  CHECK ((operations = 0) = (preset_outcome IS NOT NULL))
) STRICT;
CREATE INDEX plan_row_sent ON plan_row (plan_id, position) WHERE operations > 0;

CREATE TABLE operation (
  operation_id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (plan_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('salesforce', 'voyage')),
  -- The operation this one takes back; null for those of the plan itself.
  undo_of INTEGER UNIQUE REFERENCES operation (operation_id),
  is_undo INTEGER NOT NULL AS (undo_of IS NOT NULL) STORED,
  -- Place among the operations of its side, from 0: the batch is seq / the run's batch size.
  seq INTEGER NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('create', 'update', 'cancel', 'delete')),
  record_id TEXT,
  expect_version TEXT,
  fields TEXT NOT NULL,
  before TEXT NOT NULL,
  person TEXT,
  create_person INTEGER NOT NULL CHECK (create_person IN (0, 1)),
  delete_person TEXT,
  identity TEXT,
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'in-flight', 'settled')),
  -- The answer's status, once settled.
  status TEXT,
  answer TEXT,
  CHECK ((state = 'settled') = (answer IS NOT NULL)),
  CHECK ((answer IS NULL) = (status IS NULL)),
  UNIQUE (plan_id, is_undo, side, seq)
) STRICT;
CREATE INDEX operation_by_row ON operation (plan_id, position);
CREATE INDEX operation_open ON operation (plan_id, is_undo, side, state, seq) WHERE state <> 'settled';

CREATE TABLE run (
  tx_id TEXT PRIMARY KEY,
  -- A plan is carried out once.
  plan_id INTEGER NOT NULL UNIQUE REFERENCES plan (plan_id),
  pairing_id INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('keep', 'all-or-nothing')),
  phase TEXT NOT NULL CHECK (phase IN ('sending', 'undoing', 'ended')),
  -- What a person asked for; heeded at the next border between batches.
  wish TEXT CHECK (wish IN ('pause', 'cancel')),
  is_cancelled INTEGER NOT NULL DEFAULT 0 CHECK (is_cancelled IN (0, 1)),
  is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1)),
  -- JSON of the AppError that paused it; null when a person did.
  paused_by TEXT,
  status TEXT,
  workspace TEXT NOT NULL,
  actor TEXT NOT NULL,
  org_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  campaign_name TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_name TEXT NOT NULL,
  salesforce_batch INTEGER NOT NULL CHECK (salesforce_batch > 0),
  voyage_batch INTEGER NOT NULL CHECK (voyage_batch > 0),
  salesforce_calls INTEGER NOT NULL DEFAULT 0,
  voyage_calls INTEGER NOT NULL DEFAULT 0,
  -- Address of a record with {id} in place of its id, so that a report reads the same with nobody signed in.
  salesforce_link TEXT,
  voyage_link TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  -- 1 until both lists have been compared again with what the run wrote.
  needs_compare INTEGER NOT NULL DEFAULT 1 CHECK (needs_compare IN (0, 1)),
  CHECK ((phase = 'ended') = (ended_at IS NOT NULL)),
  CHECK ((phase = 'ended') = (status IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX run_one_at_a_time ON run (pairing_id) WHERE phase <> 'ended';
CREATE INDEX run_by_pairing ON run (pairing_id, started_at);

CREATE TABLE outcome (
  tx_id TEXT NOT NULL REFERENCES run (tx_id),
  row INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  email TEXT,
  name TEXT,
  salesforce_id TEXT,
  voyage_id TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN (
    'imported', 'exported', 'updated', 'unchanged', 'skipped', 'duplicate', 'conflict', 'already-member',
    'stale', 'unmapped-status', 'no-email', 'no-person', 'rejected', 'failed', 'rolled-back', 'not-attempted'
  )),
  changes TEXT NOT NULL,
  message TEXT NOT NULL,
  next_step TEXT,
  code TEXT,
  attempts INTEGER NOT NULL,
  finished_at TEXT NOT NULL,
  search TEXT NOT NULL,
  PRIMARY KEY (tx_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcome_by_code ON outcome (tx_id, outcome, row);
CREATE INDEX outcome_by_row_key ON outcome (row_key, tx_id);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  tx_id TEXT NOT NULL UNIQUE REFERENCES run (tx_id),
  workspace TEXT NOT NULL,
  org_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  direction TEXT NOT NULL,
  status TEXT NOT NULL,
  imported INTEGER NOT NULL,
  exported INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  actor TEXT NOT NULL,
  plan_digest TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER outcome_is_final BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'an outcome is not changed'); END;
CREATE TRIGGER outcome_is_kept BEFORE DELETE ON outcome
BEGIN SELECT RAISE(ABORT, 'an outcome is not deleted'); END;
CREATE TRIGGER outcome_is_one BEFORE INSERT ON outcome
WHEN EXISTS (SELECT 1 FROM outcome WHERE tx_id = NEW.tx_id AND row = NEW.row)
  OR EXISTS (SELECT 1 FROM audit WHERE tx_id = NEW.tx_id)
BEGIN SELECT RAISE(ABORT, 'a row has one outcome in a run, told before its audit row'); END;

CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit row is not changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit row is not deleted'); END;
CREATE TRIGGER audit_is_one BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE tx_id = NEW.tx_id OR seq = NEW.seq OR hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'a run has one audit row'); END;
CREATE TRIGGER audit_continues_the_chain BEFORE INSERT ON audit
WHEN NEW.previous_hash IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1),
  '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'an audit row carries the hash of the one before'); END;
CREATE TRIGGER audit_adds_up BEFORE INSERT ON audit
WHEN (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id)
    IS NOT (SELECT plan.row_count FROM run JOIN plan USING (plan_id) WHERE run.tx_id = NEW.tx_id)
  OR (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id)
    <> NEW.imported + NEW.exported + NEW.updated + NEW.unchanged + NEW.skipped + NEW.conflicted + NEW.failed
  OR NEW.imported <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id AND outcome = 'imported')
  OR NEW.exported <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id AND outcome = 'exported')
  OR NEW.updated <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id AND outcome = 'updated')
  OR NEW.unchanged <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id AND outcome = 'unchanged')
  OR NEW.skipped <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id
    AND outcome IN ('skipped', 'no-email', 'no-person', 'not-attempted'))
  OR NEW.conflicted <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id
    AND outcome IN ('conflict', 'duplicate', 'already-member', 'stale', 'unmapped-status'))
  OR NEW.failed <> (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id
    AND outcome IN ('failed', 'rejected', 'rolled-back'))
BEGIN SELECT RAISE(ABORT, 'an audit row holds the sums of its outcomes'); END;
`,
};
