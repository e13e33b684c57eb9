/**
 * The keys records are matched by, set-based: a hand link first, then a known pair (its base's key), then
 * the identity, else the record itself. The same rules as shared/reconcile/reconcile.ts has in memory.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';

export function rekeyRecords(
  db: Journal,
  pairingId: number,
  snapshots: Readonly<Record<Side, number>>,
): void {
  db.transaction(() => {
    for (const side of SIDES) {
      db.statement(
        `UPDATE record SET match_key = coalesce(identity, 'id:' || @side || ':' || record_id)
         WHERE snapshot_id = @snapshot
           AND match_key <> coalesce(identity, 'id:' || @side || ':' || record_id)`,
      ).run({ side, snapshot: snapshots[side] });
      followBases(db, pairingId, side, snapshots[side]);
    }
    for (const side of SIDES) followLinks(db, pairingId, side, snapshots);
    for (const side of SIDES) followMovedPairs(db, pairingId, snapshots, side);
  });
}

function followBases(db: Journal, pairingId: number, side: Side, snapshot: number): void {
  const id = idColumn(side);
  db.statement(
    `UPDATE record SET match_key = b.row_key FROM base b
     WHERE b.pairing_id = ? AND b.${id} IS NOT NULL AND record.snapshot_id = ?
       AND record.record_id = b.${id} AND record.match_key <> b.row_key`,
  ).run(pairingId, snapshot);
}

function followLinks(
  db: Journal,
  pairingId: number,
  side: Side,
  snapshots: Readonly<Record<Side, number>>,
): void {
  db.statement(
    `UPDATE record SET match_key = 'link:' || l.member_id || ':' || l.registration_id FROM link l
     WHERE l.pairing_id = @pairing AND record.snapshot_id = @own AND record.record_id = l.${idColumn(side)}
       AND EXISTS (SELECT 1 FROM record m WHERE m.snapshot_id = @salesforce AND m.record_id = l.member_id)
       AND EXISTS (SELECT 1 FROM record v WHERE v.snapshot_id = @voyage AND v.record_id = l.registration_id)`,
  ).run({ pairing: pairingId, own: snapshots[side], ...snapshots });
}

/** An unbound record that carries the email of a pair keyed otherwise goes with that pair. */
function followMovedPairs(
  db: Journal,
  pairingId: number,
  snapshots: Readonly<Record<Side, number>>,
  side: Side,
): void {
  const bound = `EXISTS (SELECT 1 FROM base b WHERE b.pairing_id = @pairing AND b.${idColumn(side)} = record.record_id)`;
  db.statement(
    `UPDATE record SET match_key = moved.match_key FROM (
       SELECT identity, min(match_key) AS match_key FROM record
       WHERE snapshot_id IN (@salesforce, @voyage) AND identity IS NOT NULL AND match_key <> identity
       GROUP BY identity) moved
     WHERE record.snapshot_id = @own AND record.match_key = moved.identity
       AND record.identity = moved.identity AND NOT ${bound}`,
  ).run({ pairing: pairingId, own: snapshots[side], ...snapshots });
}

function idColumn(side: Side): 'member_id' | 'registration_id' {
  return side === 'salesforce' ? 'member_id' : 'registration_id';
}

export function chosenKeepers(db: Journal, pairingId: number): ReadonlySet<string> {
  return new Set(
    db
      .statement('SELECT record_id FROM keeper_choice WHERE pairing_id = ?')
      .pluck()
      .all(pairingId) as string[],
  );
}
