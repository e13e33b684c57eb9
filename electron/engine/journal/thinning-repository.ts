/** What may go from a journal after a run. Outcomes, audit, decisions and bases never do. */
import type { Journal } from './database.ts';

/**
 * Lists and comparisons of pairings nobody has worked on since `before`: choosing one again pulls it whole.
 * Their rows go with the sweep.
 */
export function dropOldPairings(db: Journal, currentId: number | null, before: string): void {
  const old = `pairing_id IN (SELECT pairing_id FROM pairing WHERE pairing_id IS NOT :currentId
      AND NOT EXISTS (SELECT 1 FROM run WHERE run.pairing_id = pairing.pairing_id AND phase <> 'ended'))
    AND pairing_id IN (SELECT pairing_id FROM snapshot GROUP BY pairing_id
      HAVING max(coalesce(completed_at, started_at)) < :before)`;
  const bound = { currentId, before };
  db.transaction(() => {
    db.statement(`DELETE FROM diff WHERE ${old}`).run(bound);
    db.statement(`DELETE FROM snapshot WHERE ${old}`).run(bound);
  });
}

/** Rows of plans no longer the newest of their pairing that nobody carried out. */
export function dropUnusedPlans(db: Journal): void {
  const unused = `plan_id IN (SELECT plan_id FROM plan
    WHERE plan_id < (SELECT max(newer.plan_id) FROM plan newer WHERE newer.pairing_id = plan.pairing_id)
      AND NOT EXISTS (SELECT 1 FROM run WHERE run.plan_id = plan.plan_id))`;
  db.transaction(() => {
    db.statement(`DELETE FROM operation WHERE ${unused}`).run();
    db.statement(`DELETE FROM plan_row WHERE ${unused}`).run();
  });
}

export function countEndedRuns(db: Journal): number {
  return Number(db.statement(`SELECT count(*) FROM run WHERE phase = 'ended'`).pluck().get());
}

export function isAnyRunOpen(db: Journal): boolean {
  return db.statement(`SELECT 1 FROM run WHERE phase <> 'ended' LIMIT 1`).get() !== undefined;
}
