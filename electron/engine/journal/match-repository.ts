/**
 * The keys records are matched by, set-based: a hand link first, then a known pair (its base's key), then
 * the identity, else the record itself. The same rules as shared/reconcile/reconcile.ts has in memory.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';

export function makeMatchEntries(
  db: Journal,
  pairingId: number,
  snapshots: Readonly<Record<Side, number>>,
): void {
  db.transaction(() => {
    for (const side of SIDES) {
      const own = snapshots[side];
      db.statement('DELETE FROM match_entry WHERE snapshot_id = ?').run(own);
      db.statement(entriesSql(side)).run({ pairing: pairingId, own, ...snapshots });
    }
  });
}

/** Hand links both of whose records are there. */
const LINKED = `linked AS MATERIALIZED (
  SELECT l.member_id, l.registration_id,
    'link:' || l.member_id || ':' || l.registration_id AS match_key
  FROM link l
  CROSS JOIN record m ON m.snapshot_id = @salesforce AND m.record_id = l.member_id
  CROSS JOIN record v ON v.snapshot_id = @voyage AND v.record_id = l.registration_id
  WHERE l.pairing_id = @pairing)`;

function isFreeOfLinks(base: string): string {
  return `NOT EXISTS (SELECT 1 FROM linked x
    WHERE x.member_id = ${base}.member_id OR x.registration_id = ${base}.registration_id)`;
}

/**
 * Emails carried by a record that is bound to another key: an unbound record with one goes with the bound
 * one that has it, the least key of them where there are several.
 */
const MOVED = `bound AS (
  ${SIDES.map(
    (side) => `SELECT r.identity, b.row_key AS match_key
      FROM base b CROSS JOIN record r ON r.snapshot_id = @${side} AND r.record_id = b.${idColumn(side)}
      WHERE b.pairing_id = @pairing AND r.identity IS NOT NULL AND ${isFreeOfLinks('b')}
    UNION ALL SELECT r.identity, l.match_key
      FROM linked l CROSS JOIN record r ON r.snapshot_id = @${side} AND r.record_id = l.${idColumn(side)}
      WHERE r.identity IS NOT NULL`,
  ).join(' UNION ALL ')}),
moved AS MATERIALIZED (
  SELECT identity, min(match_key) AS match_key FROM bound
  WHERE identity IN (SELECT identity FROM bound WHERE identity <> match_key)
  GROUP BY identity)`;

/** Stored in the order of keys, so that the comparison reads them as they lie. */
function entriesSql(side: Side): string {
  const id = idColumn(side);
  return `WITH ${LINKED}, ${MOVED}
    INSERT INTO match_entry (snapshot_id, match_key, record_id)
    SELECT r.snapshot_id,
      coalesce(l.match_key, b.row_key, m.match_key, r.identity, 'id:${side}:' || r.record_id) AS k,
      r.record_id
    FROM record r
    LEFT JOIN linked l ON l.${id} = r.record_id
    LEFT JOIN base b ON b.pairing_id = @pairing AND b.${id} = r.record_id AND ${isFreeOfLinks('b')}
    LEFT JOIN moved m ON m.identity = r.identity
    WHERE r.snapshot_id = @own
    ORDER BY k, r.record_id`;
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
