import type { Base } from '../../../shared/domain/row.ts';
import { dropBaseColumns } from './base-columns.ts';
import type { Journal } from './database.ts';

interface BaseRow {
  row_key: string;
  member_id: string | null;
  registration_id: string | null;
  fields: string;
}

function toBase(row: BaseRow): Base {
  return {
    rowKey: row.row_key,
    memberId: row.member_id,
    registrationId: row.registration_id,
    fields: JSON.parse(row.fields) as Base['fields'],
  };
}

// Left to itself SQLite takes the primary key for these, and reads every base of the pairing each time.
export const DROP_BY_MEMBER =
  'DELETE FROM base INDEXED BY base_by_member WHERE pairing_id = ? AND member_id = ? AND row_key <> ?';
export const DROP_BY_REGISTRATION =
  'DELETE FROM base INDEXED BY base_by_registration WHERE pairing_id = ? AND registration_id = ? AND row_key <> ?';

const BASES_TOUCHING = `
  SELECT b.row_key, b.member_id, b.registration_id, b.fields FROM json_each(@keys) k
    CROSS JOIN base b ON b.pairing_id = @pairing AND b.row_key = k.value
  UNION SELECT b.row_key, b.member_id, b.registration_id, b.fields FROM json_each(@members) k
    CROSS JOIN base b INDEXED BY base_by_member ON b.pairing_id = @pairing AND b.member_id = k.value
  UNION SELECT b.row_key, b.member_id, b.registration_id, b.fields FROM json_each(@registrations) k
    CROSS JOIN base b INDEXED BY base_by_registration
      ON b.pairing_id = @pairing AND b.registration_id = k.value
  ORDER BY 1`;

/** Puts confirmed bases in the place of the earlier ones of the same rows. The caller owns the transaction. */
export function writeBases(
  db: Journal,
  pairingId: number,
  bases: readonly Base[],
  confirmed: { readonly txId: string; readonly at: string },
): void {
  const drops = [db.statement(DROP_BY_MEMBER), db.statement(DROP_BY_REGISTRATION)] as const;
  const put = db.statement(
    `INSERT OR REPLACE INTO base
       (pairing_id, row_key, member_id, registration_id, fields, confirmed_at, tx_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  if (bases.length > 0) dropBaseColumns(db, pairingId);
  for (const base of bases) {
    // A record has one base: what it was confirmed with under another key is no longer true.
    drops[0].run(pairingId, base.memberId, base.rowKey);
    drops[1].run(pairingId, base.registrationId, base.rowKey);
    put.run(
      pairingId,
      base.rowKey,
      base.memberId,
      base.registrationId,
      JSON.stringify(base.fields),
      confirmed.at,
      confirmed.txId,
    );
  }
}

/** The bases of these keys, by key. */
export function basesOf(
  db: Journal,
  pairingId: number,
  rowKeys: readonly string[],
): ReadonlyMap<string, Base> {
  const rows = db
    .statement(
      `SELECT b.row_key, b.member_id, b.registration_id, b.fields
       FROM json_each(?) k CROSS JOIN base b ON b.pairing_id = ? AND b.row_key = k.value`,
    )
    .all(JSON.stringify(rowKeys), pairingId) as BaseRow[];
  return new Map(rows.map((row) => [row.row_key, toBase(row)]));
}

export function countBases(db: Journal, pairingId: number): number {
  return db
    .statement('SELECT count(*) FROM base WHERE pairing_id = ?')
    .pluck()
    .get(pairingId) as number;
}

/** Bases after a key (null: from the first), in the order of keys. */
export function basesAfter(
  db: Journal,
  pairingId: number,
  after: string | null,
  count: number,
): readonly Base[] {
  const isAfter = after === null ? '' : 'AND row_key > @after';
  return (
    db
      .statement(
        `SELECT row_key, member_id, registration_id, fields FROM base
         WHERE pairing_id = @pairing ${isAfter} ORDER BY row_key LIMIT @count`,
      )
      .all({ pairing: pairingId, count, ...(after === null ? {} : { after }) }) as BaseRow[]
  ).map(toBase);
}

/** The bases of these keys, and those of these records, each once. */
export function basesTouching(
  db: Journal,
  pairingId: number,
  of: {
    readonly keys: readonly string[];
    readonly memberIds: readonly string[];
    readonly registrationIds: readonly string[];
  },
): readonly Base[] {
  const rows = db.statement(BASES_TOUCHING).all({
    pairing: pairingId,
    keys: JSON.stringify(of.keys),
    members: JSON.stringify(of.memberIds),
    registrations: JSON.stringify(of.registrationIds),
  }) as BaseRow[];
  return rows.map(toBase);
}

/** When the base of a row was last confirmed. */
export function baseConfirmedAt(db: Journal, pairingId: number, rowKey: string): string | null {
  const at = db
    .statement('SELECT confirmed_at FROM base WHERE pairing_id = ? AND row_key = ?')
    .pluck()
    .get(pairingId, rowKey) as string | undefined;
  return at ?? null;
}
