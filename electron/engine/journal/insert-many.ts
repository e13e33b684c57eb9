import type { Cell, Journal } from './database.ts';

/** Cells a statement may bind; far below SQLite's limit, where more rows a statement gain nothing. */
const CELLS_PER_STATEMENT = 600;

export interface InsertInto {
  readonly table: string;
  readonly columns: readonly string[];
  readonly replaces: boolean;
  /** An upsert's clause. */
  readonly onConflict?: string;
}

/** Many rows per statement: several times as fast as a row each. The caller owns the transaction. */
export function insertMany(
  db: Journal,
  into: InsertInto,
  rows: readonly (readonly Cell[])[],
): void {
  const perStatement = Math.max(1, Math.floor(CELLS_PER_STATEMENT / into.columns.length));
  const whole = rows.length - (rows.length % perStatement);
  if (whole > 0) {
    const many = db.statement(insertSql(into, perStatement));
    for (let at = 0; at < whole; at += perStatement) {
      many.run(...rows.slice(at, at + perStatement).flat());
    }
  }
  if (whole === rows.length) return;
  const one = db.statement(insertSql(into, 1));
  for (const row of rows.slice(whole)) one.run(...row);
}

function insertSql(into: InsertInto, count: number): string {
  const verb = into.replaces ? 'INSERT OR REPLACE' : 'INSERT';
  const marks = `(${into.columns.map(() => '?').join(', ')})`;
  const rows = Array.from({ length: count }, () => marks).join(', ');
  return `${verb} INTO ${into.table} (${into.columns.join(', ')}) VALUES ${rows} ${into.onConflict ?? ''}`;
}
