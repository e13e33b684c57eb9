/**
 * What people said of who is who, step by step, and what was suggested to them.
 *
 * `link_step.changes` holds the rows a step set, each before and after it, as JSON: undoing a step sets them
 * back. The state lies beside it: `link` and `keeper_choice` (0010), `apart`, `shared_address`.
 * `gone_member` holds members of a pair that are on the campaign no longer, and who they stood for, or who
 * stands for that person now; `followed` those in whose place another came.
 * `links_compared` is the last step the comparison in use knows.
 * Suggestions belong to the lists they were made of and are made anew for others; `evidence` is JSON.
 */
export const MIGRATION_0070 = {
  version: 70,
  sql: `
CREATE TABLE link_step (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  kind TEXT NOT NULL
    CHECK (kind IN ('link', 'unlink', 'keep', 'apart', 'same', 'two-people', 'ask-again', 'undo')),
  /** Pairs, records or addresses meant. */
  count INTEGER NOT NULL,
  changes TEXT NOT NULL,
  undoes INTEGER UNIQUE REFERENCES link_step (step),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX link_step_of_pairing ON link_step (pairing_id, step);
CREATE TRIGGER link_step_stays BEFORE UPDATE ON link_step
  BEGIN SELECT RAISE(ABORT, 'steps are only added'); END;

CREATE TABLE links_compared (
  pairing_id INTEGER PRIMARY KEY REFERENCES pairing (pairing_id),
  step INTEGER NOT NULL
) STRICT;

CREATE TABLE apart (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  member_id TEXT NOT NULL,
  registration_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (pairing_id, member_id, registration_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_address (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  identity TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('same', 'two-people')),
  /** JSON: the names it was decided on. */
  names TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (pairing_id, identity)
) STRICT, WITHOUT ROWID;

CREATE TABLE followed (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  was_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('merged', 'converted', 'added-again')),
  at TEXT NOT NULL,
  PRIMARY KEY (pairing_id, was_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX followed_by_member ON followed (pairing_id, member_id);

CREATE TABLE gone_member (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  member_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('merged', 'converted', 'added-again')),
  PRIMARY KEY (pairing_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestion_set (
  pairing_id INTEGER PRIMARY KEY REFERENCES pairing (pairing_id),
  salesforce_snapshot INTEGER NOT NULL,
  voyage_snapshot INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  likely_from REAL NOT NULL,
  members INTEGER NOT NULL,
  registrations INTEGER NOT NULL
) STRICT;

CREATE TABLE suggestion (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  rank INTEGER NOT NULL,
  member_id TEXT NOT NULL,
  registration_id TEXT NOT NULL,
  member_key TEXT NOT NULL,
  registration_key TEXT NOT NULL,
  chance REAL NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (pairing_id, rank)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX suggestion_by_member ON suggestion (pairing_id, member_id);
CREATE UNIQUE INDEX suggestion_by_registration ON suggestion (pairing_id, registration_id);
`,
};
