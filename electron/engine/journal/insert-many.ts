import type { Cell, Journal } from './database.ts';

/** Cells a statement may bind; far below SQLite's limit, where more rows a statement gain nothing. */
const CELLS_PER_STATEMENT = 600;

/** Many rows per statement: several times as fast as a row each. The caller owns the transaction. */
export function insertMany(
  db: Journal,
  into: { readonly table: string; readonly columns: readonly string[]; readonly replaces: boolean },
  rows: readonly (readonly Cell[])[],
): void {
  const perStatement = Math.max(1, Math.floor(CELLS_PER_STATEMENT / into.columns.length));
  let next = 0;
  while (next < rows.length) {
    const count = rows.length - next >= perStatement ? perStatement : 1;
    const cells = rows.slice(next, next + count).flat();
    db.statement(insertSql(into, count)).run(...cells);
    next += count;
  }
}

function insertSql(
  into: { readonly table: string; readonly columns: readonly string[]; readonly replaces: boolean },
  count: number,
): string {
  const verb = into.replaces ? 'INSERT OR REPLACE' : 'INSERT';
  const marks = `(${into.columns.map(() => '?').join(', ')})`;
  return `${verb} INTO ${into.table} (${into.columns.join(', ')}) VALUES ${Array.from({ length: count }, () => marks).join(', ')}`;
}
