/**
 * Rows of the comparison in use, whole again, with what was chosen for them: for plans, reports and the
 * drawer. In review order, a batch at a time, so that nothing grows with the rows.
 */
import type { PersonRef } from '../../../shared/domain/record.ts';
import type { Choices, RowDiff } from '../../../shared/domain/row.ts';
import type { EngineContext } from '../context.ts';

export interface ReviewedRow {
  /** 1-based place in review order. */
  readonly position: number;
  readonly row: RowDiff;
  readonly choices: Choices;
  /** For a person on Voyage alone: who has this email in Salesforce; null for nobody. */
  readonly person: PersonRef | null;
}

/** The rows after a position, at most `count`; fewer mean the end. */
export function readRowDiffs(
  context: EngineContext,
  page: { readonly after: number; readonly count: number },
): readonly ReviewedRow[] {
  void context;
  void page;
  return [];
}

/** The rows at these positions, in review order. */
export function readRowDiffsAt(
  context: EngineContext,
  positions: readonly number[],
): readonly ReviewedRow[] {
  void context;
  void positions;
  return [];
}
