/**
 * Rows of the comparison in use, whole again, with what was chosen for them: for plans, reports and the
 * drawer. In review order, a batch at a time, so that nothing grows with the rows.
 */
import type { PersonRef } from '../../../shared/domain/record.ts';
import type { Choices, RowDiff } from '../../../shared/domain/row.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff3.ts';
import { diffRow } from '../../../shared/reconcile/diff3.ts';
import type { EngineContext } from '../context.ts';
import { diffOf } from '../context.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { diffRowsAfter } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { peopleFound, snapshotById } from '../journal/snapshot-repository.ts';
import type { LoadedRow } from './load-rows.ts';
import { loadRows } from './load-rows.ts';
import { reconcileContext } from './reconcile-context.ts';

export interface ReviewedRow {
  /** 1-based place in review order. */
  readonly position: number;
  readonly row: RowDiff;
  readonly choices: Choices;
  /** For a person on Voyage alone: who has this email in Salesforce; null for nobody. */
  readonly person: PersonRef | null;
}

/** The rows after a position, at most `count`; none mean the end. */
export function readRowDiffs(
  context: EngineContext,
  page: { readonly after: number; readonly count: number },
): readonly ReviewedRow[] {
  const { diff } = diffOf(context);
  return wholeRows(context, diff, diffRowsAfter(context.db, diff.id, page.after, page.count));
}

export function wholeRows(
  context: EngineContext,
  diff: Diff,
  rows: readonly DiffRow[],
): readonly ReviewedRow[] {
  const { db } = context;
  const rules = rulesOfDiff(context, diff);
  const alone = rows.filter((row) => row.cls === 'only-voyage').map((row) => row.identity ?? '');
  const people = peopleFound(db, diff.snapshots.voyage, alone);
  return loadRows(db, diff, rows).map((loaded) => ({
    position: loaded.position,
    row: toRowDiff(loaded, rules),
    choices: loaded.choices,
    person: loaded.cls === 'only-voyage' ? (people.get(loaded.identity ?? '') ?? null) : null,
  }));
}

/** The rules the diff was made under. */
function rulesOfDiff(context: EngineContext, diff: Diff): ReconcileContext {
  const facts = {
    salesforce: snapshotById(context.db, diff.snapshots.salesforce).facts,
    voyage: snapshotById(context.db, diff.snapshots.voyage).facts,
  };
  return reconcileContext(diff.policy, facts, new Set());
}

/** Compared again from its records; what the group around it decided is taken as it was found. */
function toRowDiff(loaded: LoadedRow, rules: ReconcileContext): RowDiff {
  const { member, registration, base, rowKey, identity, keeperId, mergedBy } = loaded;
  const row = diffRow(member, registration, base, { rowKey, identity, keeperId, mergedBy }, rules);
  const { cls, presence, presenceCls, isSkippedByMap, unmapped } = loaded;
  return { ...row, cls, presence, presenceCls, isSkippedByMap, unmapped };
}
