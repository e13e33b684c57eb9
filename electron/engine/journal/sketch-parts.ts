/**
 * Columns of a sketch in the making, part by part in the order of its records, in a file of SQLite's that goes with
 * the connection: all of them in memory would be most of what a pull needs.
 */
import type { Column } from './column-data.ts';
import { aligned, blobOf } from './column-data.ts';
import type { Journal } from './database.ts';

export function startParts(db: Journal, snapshotId: number): void {
  // They are written once and read once, in order: what SQLite keeps of them is of no use to anybody.
  db.statement('PRAGMA temp.cache_size = -1024').run();
  db.statement(
    `CREATE TEMP TABLE IF NOT EXISTS sketch_part (
       snapshot_id INTEGER NOT NULL, name TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL,
       PRIMARY KEY (snapshot_id, name, part)
     ) STRICT`,
  ).run();
  dropParts(db, snapshotId);
}

export function keepPart(
  db: Journal,
  snapshotId: number,
  part: number,
  columns: Readonly<Record<string, Column>>,
): void {
  const insert = db.statement('INSERT INTO temp.sketch_part VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (const [name, column] of Object.entries(columns)) {
      insert.run(snapshotId, name, part, blobOf(column));
    }
  });
}

/** Null where there is none. */
export function readPart(
  db: Journal,
  snapshotId: number,
  name: string,
  part: number,
): Uint8Array | null {
  const data = db
    .statement('SELECT data FROM temp.sketch_part WHERE snapshot_id = ? AND name = ? AND part = ?')
    .pluck()
    .get(snapshotId, name, part) as Buffer | undefined;
  return data === undefined ? null : aligned(data);
}

/** Puts the parts of a column one after the other into `whole`, which is of their kind. */
export function joinParts<T extends Column>(
  db: Journal,
  snapshotId: number,
  name: string,
  whole: T,
): T {
  const bytes = blobOf(whole);
  for (let at = 0, part = 0; at < bytes.length; part += 1) {
    const data = readPart(db, snapshotId, name, part);
    if (data === null) throw new Error(`Part ${String(part)} of ${name} is not there.`);
    bytes.set(data, at);
    at += data.length;
  }
  return whole;
}

export function dropParts(db: Journal, snapshotId: number): void {
  db.statement('DELETE FROM temp.sketch_part WHERE snapshot_id = ?').run(snapshotId);
}
