/** Which rows a filter keeps, and what waits. */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import type { UnmappedCount } from '../../../shared/domain/plan.ts';
import type { RowClass } from '../../../shared/domain/row.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { filterRows } from '../../../shared/reconcile/columns/filter-rows.ts';
import { countUndecided, tallyUnmapped } from '../../../shared/reconcile/columns/tally-rows.ts';
import type { Journal } from './database.ts';
import { choicesOf, diffTable } from './diff-table.ts';
import { rowsWithWords } from './search-repository.ts';

export interface RowFilter {
  readonly classes: readonly RowClass[];
  readonly fields: FieldMask;
  readonly only: readonly ('undecided' | 'decided' | 'unmapped')[];
  readonly statuses: readonly { readonly side: Side; readonly label: string }[];
  /** Folded words, all of which a row must hold. */
  readonly words: readonly string[];
}

/** Positions of the rows kept, ascending; null stands for every row. */
export function positionsOf(db: Journal, diffId: number, filter: RowFilter): Int32Array | null {
  const { classes, fields, only, statuses, words } = filter;
  const isEmpty = [classes, only, statuses, words].every((part) => part.length === 0);
  if (isEmpty && fields === 0) return null;
  const table = diffTable(db, diffId);
  const codes = (side: Side) =>
    statuses
      .filter((status) => status.side === side)
      .map(({ label }) => table.labels[side].indexOf(label) + 1)
      .filter((code) => code > 0);
  return filterRows(
    table,
    choicesOf(db, table).chosen,
    {
      classes,
      fields,
      only,
      memberStatuses: codes('salesforce'),
      registrationStatuses: codes('voyage'),
      hasStatuses: statuses.length > 0,
    },
    words.length === 0 ? null : rowsWithWords(db, table, words),
  );
}

export function countWaiting(db: Journal, diffId: number): number {
  const table = diffTable(db, diffId);
  return countUndecided(table, choicesOf(db, table).chosen);
}

/** Rows whose status has no entry in the map, by label; those a person leaves out don't count. */
export function unmappedCounts(db: Journal, diffId: number): readonly UnmappedCount[] {
  const table = diffTable(db, diffId);
  return tallyUnmapped(table, choicesOf(db, table).skip, table.labels, table.defaultLabel);
}
