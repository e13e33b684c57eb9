/**
 * Pulls of what changed, and Voyage's notifications.
 *
 * A snapshot tells how it was read: `whole_at` is when its side was last read whole (null: not known), and
 * `changed`, `deleted` and `calls` are of the last pull. `watermark` is no later than its first page, by the
 * far side's clock. `present_id` holds the ids there are while a snapshot is made from the one before.
 *
 * A notification is kept once. `pairing.callbacks_seen` is the newest one a pull covers: a campaign with a
 * newer one waits for a pull. `callback_feed` is how far the feed of an account was read.
 *
 * The audit also takes lines about notifications that were ignored: those have no run, and counts of 0.
 */
export const MIGRATION_0040 = {
  version: 40,
  sql: `
ALTER TABLE snapshot ADD COLUMN kind TEXT NOT NULL DEFAULT 'full' CHECK (kind IN ('full', 'changes'));
ALTER TABLE snapshot ADD COLUMN whole_at TEXT;
ALTER TABLE snapshot ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshot ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshot ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;

CREATE TABLE present_id (
  snapshot_id INTEGER NOT NULL,
  record_id TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, record_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE pairing ADD COLUMN callbacks_seen INTEGER NOT NULL DEFAULT 0;

CREATE TABLE callback (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT NOT NULL,
  callback_id TEXT NOT NULL,
  -- As 15 characters: Salesforce writes an id with 15 or 18.
  campaign_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('changed', 'deleted')),
  occurred_at TEXT NOT NULL,
  delivered_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  -- The line of the audit that tells of it, where no pairing has the campaign and it is ignored.
  audit_tx TEXT,
  UNIQUE (account_id, callback_id)
) STRICT;
CREATE INDEX callback_of_campaign ON callback (campaign_id, kind, seq) WHERE audit_tx IS NULL;
CREATE INDEX callback_by_time ON callback (campaign_id, occurred_at) WHERE audit_tx IS NULL;
CREATE INDEX callback_ignored ON callback (audit_tx) WHERE audit_tx IS NOT NULL;

CREATE TABLE callback_feed (
  account_id TEXT PRIMARY KEY,
  after TEXT,
  checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP TRIGGER outcome_is_one;
CREATE TABLE audit_with_callbacks (
  seq INTEGER PRIMARY KEY,
  tx_id TEXT NOT NULL UNIQUE,
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
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  CHECK ((direction = 'callback') = (status = 'ignored')),
  CHECK (direction <> 'callback'
    OR imported + exported + updated + unchanged + skipped + conflicted + failed = 0)
) STRICT;
INSERT INTO audit_with_callbacks SELECT * FROM audit;
DROP TABLE audit;
ALTER TABLE audit_with_callbacks RENAME TO audit;

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
CREATE TRIGGER audit_of_a_callback BEFORE INSERT ON audit
WHEN NEW.direction = 'callback' AND EXISTS (SELECT 1 FROM run WHERE tx_id = NEW.tx_id)
BEGIN SELECT RAISE(ABORT, 'a run is not a notification'); END;
CREATE TRIGGER audit_adds_up BEFORE INSERT ON audit
WHEN NEW.direction <> 'callback' AND (
  (SELECT count(*) FROM outcome WHERE tx_id = NEW.tx_id)
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
    AND outcome IN ('failed', 'rejected', 'rolled-back')))
BEGIN SELECT RAISE(ABORT, 'an audit row holds the sums of its outcomes'); END;
`,
};
