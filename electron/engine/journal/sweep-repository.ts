/** Rows of snapshots and diffs that nothing names any more: replaced, cut short or given up. */
import type { Journal } from './database.ts';
import { dropSketches } from './sketch-columns.ts';

const OWNED = [
  { table: 'record', owner: 'snapshot', id: 'snapshot_id', key: 'record_id' },
  { table: 'present_id', owner: 'snapshot', id: 'snapshot_id', key: 'record_id' },
  { table: 'person_found', owner: 'snapshot', id: 'snapshot_id', key: 'identity' },
  { table: 'sketch_column', owner: 'sketch', id: 'sketch_id', key: 'name' },
  { table: 'sketch_change', owner: 'sketch', id: 'sketch_id', key: 'record_id' },
  { table: 'diff_column', owner: 'diff', id: 'diff_id', key: 'name' },
  { table: 'diff_exception', owner: 'diff', id: 'diff_id', key: 'position' },
] as const;

/** At start: what a process that ended was still filling is given up. */
export function giveUpUnfinished(db: Journal): void {
  db.transaction(() => {
    db.statement(`DELETE FROM snapshot WHERE state <> 'current'`).run();
    db.statement(`DELETE FROM diff WHERE state <> 'current'`).run();
    dropSketches(db);
  });
}

export function dropUnfinishedSnapshots(db: Journal, pairingId: number): void {
  db.statement(`DELETE FROM snapshot WHERE pairing_id = ? AND state <> 'current'`).run(pairingId);
}

export function dropSnapshot(db: Journal, id: number): void {
  db.statement(`DELETE FROM snapshot WHERE snapshot_id = ? AND state <> 'current'`).run(id);
}

/** Deletes some ownerless rows; false when there are none left. */
export function sweepSome(db: Journal, count: number): boolean {
  for (const owned of OWNED) {
    const id = firstOwnerless(db, owned);
    if (id === null) continue;
    db.statement(
      `DELETE FROM ${owned.table} WHERE ${owned.id} = ? AND ${owned.key} IN
         (SELECT ${owned.key} FROM ${owned.table} WHERE ${owned.id} = ? LIMIT ?)`,
    ).run(id, id, count);
    return true;
  }
  return false;
}

function firstOwnerless(db: Journal, owned: (typeof OWNED)[number]): number | null {
  const next = db.statement(
    `SELECT r.${owned.id} AS id,
         EXISTS (SELECT 1 FROM ${owned.owner} o WHERE o.${owned.id} = r.${owned.id}) AS isOwned
       FROM ${owned.table} r WHERE r.${owned.id} > ? ORDER BY r.${owned.id} LIMIT 1`,
  );
  let after = -1;
  for (;;) {
    const found = next.get(after) as { id: number; isOwned: number } | undefined;
    if (found === undefined) return null;
    if (found.isOwned === 0) return found.id;
    after = found.id;
  }
}
