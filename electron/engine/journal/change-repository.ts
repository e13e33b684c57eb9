/**
 * A snapshot made from the one before it: what changed is put into the new one first, then the rest is copied.
 * `from` is the snapshot before, `to` the new one, which nobody reads yet.
 */
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';
import { CONTENT_COLUMNS } from './record-repository.ts';

export interface Successor {
  readonly from: number;
  readonly to: number;
}

const CONTENT = CONTENT_COLUMNS.join(', ');
const contentOf = (table: string) => CONTENT_COLUMNS.map((name) => `${table}.${name}`).join(', ');

/** Of the records put into the new snapshot: those the one before did not have, or not like that. */
export function countChanged(
  db: Journal,
  pair: Successor,
): { readonly added: number; readonly altered: number } {
  return db
    .statement(
      `SELECT count(*) FILTER (WHERE o.record_id IS NULL) AS added,
         count(*) FILTER (WHERE o.record_id IS NOT NULL
           AND (${contentOf('n')}) IS NOT (${contentOf('o')})) AS altered
       FROM record n LEFT JOIN record o ON o.snapshot_id = @from AND o.record_id = n.record_id
       WHERE n.snapshot_id = @to`,
    )
    .get(pair) as { added: number; altered: number };
}

export function insertPresentIds(db: Journal, snapshotId: number, ids: readonly string[]): void {
  insertMany(
    db,
    { table: 'present_id', columns: ['snapshot_id', 'record_id'], replaces: true },
    ids.map((id) => [snapshotId, id]),
  );
}

export function countPresentIds(db: Journal, snapshotId: number): number {
  return db
    .statement('SELECT count(*) FROM present_id WHERE snapshot_id = ?')
    .pluck()
    .get(snapshotId) as number;
}

export function dropPresentIds(db: Journal, snapshotId: number): void {
  db.statement('DELETE FROM present_id WHERE snapshot_id = ?').run(snapshotId);
}

/** Ids there are, of records neither snapshot has. */
export function countUnknownIds(db: Journal, pair: Successor): number {
  return db
    .statement(
      `SELECT count(*) FROM present_id p WHERE p.snapshot_id = @to
         AND NOT EXISTS (SELECT 1 FROM record WHERE snapshot_id = @to AND record_id = p.record_id)
         AND NOT EXISTS (SELECT 1 FROM record WHERE snapshot_id = @from AND record_id = p.record_id)`,
    )
    .pluck()
    .get(pair) as number;
}

/** Takes what is no longer there out of the new snapshot. */
export function dropAbsent(db: Journal, snapshotId: number): void {
  db.statement(
    `DELETE FROM record WHERE snapshot_id = @id AND NOT EXISTS (
       SELECT 1 FROM present_id p WHERE p.snapshot_id = @id AND p.record_id = record.record_id)`,
  ).run({ id: snapshotId });
}

/** Records of the snapshot before that are neither present nor in the new one. */
export function countDeleted(db: Journal, pair: Successor): number {
  return db
    .statement(
      `SELECT count(*) FROM record o WHERE o.snapshot_id = @from
         AND NOT EXISTS (SELECT 1 FROM present_id WHERE snapshot_id = @to AND record_id = o.record_id)
         AND NOT EXISTS (SELECT 1 FROM record WHERE snapshot_id = @to AND record_id = o.record_id)`,
    )
    .pluck()
    .get(pair) as number;
}

export interface Portion {
  readonly after: string;
  readonly count: number;
  /** Only what is present. */
  readonly isListed: boolean;
  /** What is added to the number of a record for that of its copy. */
  readonly shift: number;
}

/** Copies keep their distances: a sketch of the one is good for the other. Their numbers are set aside. */
export function shiftOfCopies(db: Journal, pair: Successor): number {
  const { least, most, last } = db
    .statement(
      `SELECT min(record_no) AS least, max(record_no) AS most,
         (SELECT seq FROM sqlite_sequence WHERE name = 'record') AS last
       FROM record WHERE snapshot_id = ?`,
    )
    .get(pair.from) as { least: number | null; most: number | null; last: number | null };
  if (least === null || most === null || last === null) return 0;
  const shift = last + 1 - least;
  db.statement(`UPDATE sqlite_sequence SET seq = ? WHERE name = 'record'`).run(most + shift);
  return shift;
}

/** Ids of the records put into the new snapshot by now. */
export function changedIds(db: Journal, snapshotId: number): readonly string[] {
  return db
    .statement('SELECT record_id FROM record WHERE snapshot_id = ?')
    .pluck()
    .all(snapshotId) as string[];
}

/** Ids of the snapshot before that the new one, which is complete, does not have. */
export function goneIds(db: Journal, pair: Successor): readonly string[] {
  return db
    .statement(
      `SELECT record_id FROM record o WHERE snapshot_id = @from AND NOT EXISTS (
         SELECT 1 FROM record n WHERE n.snapshot_id = @to AND n.record_id = o.record_id)`,
    )
    .pluck()
    .all(pair) as string[];
}

const PORTION = `SELECT record_id FROM record WHERE snapshot_id = ? AND record_id > ?
  ORDER BY record_id LIMIT 1 OFFSET ?`;

/**
 * Copies the next portion of what the new snapshot does not have yet, after an id. Answers the id to go on
 * after; null at the end. The caller owns the transaction.
 */
export function copyPortion(db: Journal, pair: Successor, portion: Portion): string | null {
  const { after, count, isListed, shift } = portion;
  const until = db
    .statement(PORTION)
    .pluck()
    .get(pair.from, after, count - 1) as string | undefined;
  const isPresent = isListed
    ? `AND EXISTS (SELECT 1 FROM present_id p WHERE p.snapshot_id = @to AND p.record_id = o.record_id)`
    : '';
  db.statement(
    `INSERT INTO record (record_no, snapshot_id, record_id, ${CONTENT})
     SELECT record_no + @shift, @to, record_id, ${CONTENT} FROM record o
     WHERE snapshot_id = @from AND record_id > @after
       AND NOT EXISTS (SELECT 1 FROM record n WHERE n.snapshot_id = @to AND n.record_id = o.record_id) ${until === undefined ? '' : 'AND record_id <= @until'}
       ${isPresent} ORDER BY record_id`,
  ).run({ ...pair, after, shift, ...(until === undefined ? {} : { until }) });
  return until ?? null;
}
