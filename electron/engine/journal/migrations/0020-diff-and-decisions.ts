/**
 * What the comparison found and what people decided.
 *
 * A diff is `building` until its last row is in; the pairing's one `current` diff is what is shown, and its
 * number is new with each comparison. Masks are bits over DECIDABLES. Values are not repeated here: they are
 * read from `record` and `base`. `seen` holds the values a decision about the row is made on, `typed` the
 * values typed, both as JSON by decidable.
 *
 * Decisions are a log that only grows: a step (decide, undo, redo) and the rows it touched. `was` keeps the
 * row's four choice masks from before the step (salesforce, voyage, typed, skip, 8 bits each from the
 * lowest), `was_typed` its typed values.
 */
export const MIGRATION_0020 = {
  version: 20,
  sql: `
CREATE TABLE diff (
  diff_id INTEGER PRIMARY KEY AUTOINCREMENT,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  salesforce_snapshot INTEGER NOT NULL,
  voyage_snapshot INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'current')),
  policy TEXT NOT NULL,
  compared_at TEXT NOT NULL,
  rows INTEGER
) STRICT;
CREATE UNIQUE INDEX diff_current ON diff (pairing_id) WHERE state = 'current';

CREATE TABLE diff_row (
  diff_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  cls TEXT NOT NULL,
  identity TEXT,
  member_id TEXT,
  registration_id TEXT,
  salesforce_status TEXT,
  voyage_status TEXT,
  presence TEXT,
  presence_cls TEXT,
  differs INTEGER NOT NULL,
  moved_salesforce INTEGER NOT NULL,
  moved_voyage INTEGER NOT NULL,
  auto_salesforce INTEGER NOT NULL,
  auto_voyage INTEGER NOT NULL,
  by_policy INTEGER NOT NULL,
  asks INTEGER NOT NULL,
  chose_salesforce INTEGER NOT NULL DEFAULT 0,
  chose_voyage INTEGER NOT NULL DEFAULT 0,
  chose_typed INTEGER NOT NULL DEFAULT 0,
  chose_skip INTEGER NOT NULL DEFAULT 0,
  undecided INTEGER NOT NULL
    AS (asks & ~(chose_salesforce | chose_voyage | chose_typed | chose_skip)) VIRTUAL,
  is_unmapped INTEGER NOT NULL,
  unmapped TEXT,
  is_skipped_by_map INTEGER NOT NULL,
  keeper_id TEXT,
  merged_by TEXT,
  seen TEXT,
  typed TEXT,
  search TEXT NOT NULL,
  PRIMARY KEY (diff_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX diff_row_by_key ON diff_row (diff_id, row_key);
CREATE INDEX diff_row_by_identity ON diff_row (diff_id, identity) WHERE identity IS NOT NULL;
CREATE INDEX diff_row_waiting ON diff_row (diff_id, position)
  WHERE (asks & ~(chose_salesforce | chose_voyage | chose_typed | chose_skip)) <> 0;
CREATE INDEX diff_row_unmapped ON diff_row (diff_id, position) WHERE is_unmapped = 1;

CREATE TABLE decision_step (
  step INTEGER PRIMARY KEY AUTOINCREMENT,
  step_id TEXT NOT NULL UNIQUE,
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  kind TEXT NOT NULL CHECK (kind IN ('decide', 'undo', 'redo')),
  /** The step taken back or done again. */
  target INTEGER REFERENCES decision_step (step),
  diff_id INTEGER NOT NULL,
  choice TEXT CHECK (choice IN ('salesforce', 'voyage', 'typed', 'skip', 'clear')),
  value TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((kind = 'decide') = (choice IS NOT NULL)),
  CHECK ((kind = 'decide') = (target IS NULL))
) STRICT;
CREATE INDEX decision_step_of_pairing ON decision_step (pairing_id, kind, step);
CREATE INDEX decision_step_by_target ON decision_step (target, step) WHERE target IS NOT NULL;

CREATE TABLE decision (
  step INTEGER NOT NULL REFERENCES decision_step (step),
  row_key TEXT NOT NULL,
  fields INTEGER NOT NULL,
  was INTEGER NOT NULL,
  was_typed TEXT,
  seen TEXT,
  PRIMARY KEY (step, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE keeper_choice (
  pairing_id INTEGER NOT NULL REFERENCES pairing (pairing_id),
  record_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  chosen_at TEXT NOT NULL,
  PRIMARY KEY (pairing_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_step_stays BEFORE UPDATE ON decision_step
  BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
`,
};
