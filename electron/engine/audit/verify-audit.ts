/**
 * Checks the audit whole: every row's hash, its place in the chain, and that its counts are the sums of its
 * run's outcomes; then that every ended run and every ignored notification has its row, and that every record of
 * both lists stood in exactly one row of each run.
 */
import type { AuditRow } from '../../../shared/domain/audit.ts';
import { FIRST_PREVIOUS_HASH } from '../../../shared/domain/audit.ts';
import type { CountName, OutcomeCode } from '../../../shared/domain/outcome.ts';
import { COUNT_OF_OUTCOME } from '../../../shared/domain/outcome.ts';
import type { AuditCheck } from '../../../shared/ipc/engine-views.ts';
import { countOutcomesByRun, findRowAtOdds, readChain } from '../journal/audit-repository.ts';
import type { Journal } from '../journal/database.ts';
import { findUntiedRun } from '../journal/tie-repository.ts';
import { hashOf } from './chain.ts';

const PAGE = 500;
const COUNT_NAMES = [
  'imported',
  'exported',
  'updated',
  'unchanged',
  'skipped',
  'conflicted',
  'failed',
] as const satisfies readonly CountName[];

export function verifyAudit(db: Journal, clock: () => Date): AuditCheck {
  const startedAt = clock();
  const outcomes = countOutcomesByRun(db);
  let previousHash = FIRST_PREVIOUS_HASH;
  let rows = 0;
  let brokenAt: string | null = null;
  for (let after = 0; ;) {
    const page = readChain(db, { after, count: PAGE });
    for (const { row } of page) {
      rows += 1;
      const isSound =
        row.previous_hash === previousHash &&
        hashOf(row) === row.hash &&
        addsUp(row, outcomes.get(row.tx_id) ?? new Map());
      if (!isSound) brokenAt ??= row.tx_id;
      previousHash = row.hash;
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  brokenAt ??= findRowAtOdds(db) ?? findUntiedRun(db);
  const checkedAt = clock();
  return {
    verified: brokenAt === null,
    rows,
    brokenAt,
    checkedAt: checkedAt.toISOString(),
    elapsedMs: checkedAt.getTime() - startedAt.getTime(),
  };
}

/** Whether the counts of an audit row are the sums of these outcomes. */
export function addsUp(row: AuditRow, outcomes: ReadonlyMap<OutcomeCode, number>): boolean {
  const sums = new Map<CountName, number>();
  for (const [outcome, rows] of outcomes) {
    const name = COUNT_OF_OUTCOME[outcome];
    sums.set(name, (sums.get(name) ?? 0) + rows);
  }
  return COUNT_NAMES.every((name) => row[name] === (sums.get(name) ?? 0));
}
