/** Which rows a filter keeps, what waits, and the counts beside the grid. */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import { FIELDS, bitOf } from '../../../shared/domain/fields.ts';
import type { Field } from '../../../shared/domain/fields.ts';
import type { RowClass } from '../../../shared/domain/row.ts';
import { ROW_CLASSES } from '../../../shared/domain/row.ts';
import type { UnmappedCount } from '../../../shared/domain/plan.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Facets } from '../../../shared/ipc/engine-views.ts';
import type { Cell, Journal } from './database.ts';

export interface RowFilter {
  readonly classes: readonly RowClass[];
  readonly fields: FieldMask;
  readonly only: readonly ('undecided' | 'decided' | 'unmapped')[];
  readonly statuses: readonly { readonly side: Side; readonly label: string }[];
  /** Folded words, all of which a row must hold. */
  readonly words: readonly string[];
}

const CHOSEN = '(chose_salesforce | chose_voyage | chose_typed | chose_skip)';
/** As the index on waiting rows says it, or SQLite could not use it. */
const WAITS = `(asks & ~${CHOSEN}) <> 0`;

const ONLY = {
  undecided: WAITS,
  decided: `${CHOSEN} <> 0`,
  unmapped: 'is_unmapped = 1',
} as const;

/** Positions of the rows kept, ascending; null stands for every row. */
export function positionsOf(db: Journal, diffId: number, filter: RowFilter): Int32Array | null {
  const terms: string[] = [];
  const bound: Cell[] = [diffId];
  if (filter.classes.length > 0) {
    terms.push(`cls IN (${filter.classes.map(() => '?').join(', ')})`);
    bound.push(...filter.classes);
  }
  if (filter.fields !== 0) {
    terms.push('(differs & ?) <> 0');
    bound.push(filter.fields);
  }
  if (filter.only.length > 0) {
    terms.push(`(${filter.only.map((only) => ONLY[only]).join(' OR ')})`);
  }
  if (filter.statuses.length > 0) {
    const each = filter.statuses.map(({ side }) => `${side}_status = ?`);
    terms.push(`(${each.join(' OR ')})`);
    bound.push(...filter.statuses.map(({ label }) => label));
  }
  for (const word of filter.words) {
    terms.push('instr(search, ?) > 0');
    bound.push(word);
  }
  if (terms.length === 0) return null;
  const sql = `SELECT position FROM diff_row WHERE diff_id = ? AND ${terms.join(' AND ')} ORDER BY position`;
  return positions(db, sql, bound);
}

/** As one text made inside SQLite: several times as fast as a row each. */
function positions(db: Journal, sql: string, bound: readonly Cell[]): Int32Array {
  const text = db
    .statement(`SELECT json_group_array(position) FROM (${sql})`)
    .pluck()
    .get(...bound) as string;
  return Int32Array.from(JSON.parse(text) as number[]);
}

const WAITING = `FROM diff_row INDEXED BY diff_row_waiting WHERE diff_id = ? AND ${WAITS}`;
export const WAITING_AFTER = `SELECT position ${WAITING} AND position > ? ORDER BY position LIMIT ?`;

/** Positions of the rows that wait, after one, ascending. */
export function waitingAfter(
  db: Journal,
  diffId: number,
  after: number,
  count: number,
): Int32Array {
  return positions(db, WAITING_AFTER, [diffId, after, count]);
}

export function countWaiting(db: Journal, diffId: number): number {
  return db.statement(`SELECT count(*) ${WAITING}`).pluck().get(diffId) as number;
}

/** Rows whose status has no entry in the map, by label; those a person leaves out don't count. */
export function unmappedCounts(db: Journal, diffId: number): readonly UnmappedCount[] {
  return db
    .statement(
      `SELECT u.value ->> 'side' AS side, u.value ->> 'label' AS label, count(*) AS rows
       FROM diff_row r INDEXED BY diff_row_unmapped, json_each(r.unmapped) u
       WHERE r.diff_id = ? AND r.is_unmapped = 1 AND (chose_skip & ?) = 0
       GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    )
    .all(diffId, bitOf('status') | bitOf('presence')) as UnmappedCount[];
}

const AUTO = '(auto_salesforce | auto_voyage)';
const SUMS = `cls, count(*) AS rows, sum(${WAITS}) AS undecided, sum(${CHOSEN} <> 0) AS decided,
  sum(is_unmapped) AS unmapped, sum(asks <> 0) AS asked,
  sum((${AUTO} & ~by_policy & ~${CHOSEN}) <> 0) AS moved,
  sum((${AUTO} & by_policy & ~${CHOSEN}) <> 0) AS policy,
  ${FIELDS.map((field) => `sum((differs & ${bitOf(field)}) <> 0) AS f_${field}`).join(', ')}`;

type SumRow = Record<string, number> & { cls: RowClass };

/** One pass over the rows, grouped by class. */
export function countFacets(
  db: Journal,
  diffId: number,
): Omit<Facets, 'statuses' | 'canUndo' | 'canRedo'> {
  const rows = db
    .statement(`SELECT ${SUMS} FROM diff_row WHERE diff_id = ? GROUP BY cls`)
    .all(diffId) as SumRow[];
  const sum = (name: string) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
  return {
    rows: sum('rows'),
    classes: Object.fromEntries(
      ROW_CLASSES.map((cls) => [cls, rows.find((row) => row.cls === cls)?.['rows'] ?? 0]),
    ) as Record<RowClass, number>,
    undecided: sum('undecided'),
    decided: sum('decided'),
    unmapped: sum('unmapped'),
    fields: Object.fromEntries(FIELDS.map((field) => [field, sum(`f_${field}`)])) as Record<
      Field,
      number
    >,
    settledBy: { oneSideMoved: sum('moved'), policy: sum('policy'), person: sum('decided') },
    conflictsTotal: sum('asked'),
  };
}

export function countStatuses(db: Journal, diffId: number): Facets['statuses'] {
  return db
    .statement(
      `SELECT 'salesforce' AS side, salesforce_status AS label, count(*) AS rows FROM diff_row
       WHERE diff_id = @diff AND salesforce_status IS NOT NULL GROUP BY 2
       UNION ALL
       SELECT 'voyage', voyage_status, count(*) FROM diff_row
       WHERE diff_id = @diff AND voyage_status IS NOT NULL GROUP BY 2
       ORDER BY 1, 3 DESC, 2`,
    )
    .all({ diff: diffId }) as { side: Side; label: string; rows: number }[];
}
