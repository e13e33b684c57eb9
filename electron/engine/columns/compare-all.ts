/** Everything compared, whatever was compared before. */
import type { Side } from '../../../shared/domain/side.ts';
import type { Patterns } from '../../../shared/reconcile/columns/pattern-table.ts';
import { createPatterns } from '../../../shared/reconcile/columns/pattern-table.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { Verdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import { createVerdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffException, StoredRows } from '../journal/diff-columns.ts';
import { handLinks } from '../journal/match-repository.ts';
import { labelsOf, wholeColumns } from './column-source.ts';
import { compareColumns } from './compare-columns.ts';

export interface ComparedAll extends Pick<StoredRows, 'columns' | 'traces'> {
  readonly exceptions: readonly DiffException[];
}

export function* compareAll(
  db: Journal,
  pairingId: number,
  sketches: Readonly<Record<Side, number>>,
  context: ReconcileContext,
): Generator<void, ComparedAll, void> {
  const source = wholeColumns(db, pairingId, sketches);
  const [patterns, verdicts] = [createPatterns(labelsOf(source)), createVerdicts()];
  const links = handLinks(db, pairingId);
  const { rows, exceptions } = yield* compareColumns({
    db,
    pairingId,
    source,
    links,
    context,
    patterns,
    verdicts,
  });
  return { ...toStore(rows, patterns, verdicts), exceptions };
}

/** The rows of a comparison as a diff keeps them. */
export function toStore(
  { member, registration, verdict, base, pattern }: SplicedRows,
  patterns: Patterns,
  verdicts: Verdicts,
): Pick<StoredRows, 'columns' | 'traces'> {
  return {
    columns: { rows: member.length, member, registration, verdict, verdicts: verdicts.table() },
    traces: { base, pattern, patterns: patterns.table() },
  };
}
