/**
 * Taking a finished run back: a plan names the run it takes back, and so does its audit row. `base_before` is
 * the base a row had when it was planned, as JSON: what its base is again once its writes are taken back.
 */
export const MIGRATION_0090 = {
  version: 90,
  sql: `
ALTER TABLE plan ADD COLUMN reverts TEXT REFERENCES run (tx_id);
CREATE INDEX plan_by_reverts ON plan (reverts) WHERE reverts IS NOT NULL;
ALTER TABLE plan_row ADD COLUMN base_before TEXT;
ALTER TABLE audit ADD COLUMN reverts TEXT;
`,
};
