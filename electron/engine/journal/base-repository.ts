import type { Base } from '../../../shared/domain/row.ts';
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

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

const GIVEN = 'json_each(?) g CROSS JOIN base b INDEXED BY';
// Left to itself SQLite takes the primary key for these, and reads every base of the pairing each time.
/** Of a JSON array of key, member id and registration id each. */
export const DROP_OTHERS_OF_MEMBERS = `DELETE FROM base WHERE (pairing_id, row_key) IN (
  SELECT b.pairing_id, b.row_key FROM ${GIVEN} base_by_member
    ON b.pairing_id = ? AND b.member_id = g.value ->> 1 WHERE b.row_key <> g.value ->> 0)`;
export const DROP_OTHERS_OF_REGISTRATIONS = `DELETE FROM base WHERE (pairing_id, row_key) IN (
  SELECT b.pairing_id, b.row_key FROM ${GIVEN} base_by_registration
    ON b.pairing_id = ? AND b.registration_id = g.value ->> 2 WHERE b.row_key <> g.value ->> 0)`;

const COLUMNS = [
  'pairing_id',
  'row_key',
  'member_id',
  'registration_id',
  'fields',
  'confirmed_at',
  'tx_id',
] as const;

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
  { txId, at }: { readonly txId: string; readonly at: string },
): void {
  if (bases.length === 0) return;
  // A record has one base: what it was confirmed with under another key is no longer true.
  const given = JSON.stringify(
    bases.map(({ rowKey, memberId, registrationId }) => [rowKey, memberId, registrationId]),
  );
  db.statement(DROP_OTHERS_OF_MEMBERS).run(given, pairingId);
  db.statement(DROP_OTHERS_OF_REGISTRATIONS).run(given, pairingId);
  insertMany(
    db,
    { table: 'base', columns: COLUMNS, replaces: true },
    bases.map(({ rowKey, memberId, registrationId, fields }) => [
      pairingId,
      rowKey,
      memberId,
      registrationId,
      JSON.stringify(fields),
      at,
      txId,
    ]),
  );
}

const IS_UNSENT = 'p.base IS NOT NULL AND p.operations = 0';
/** As the ones of a JSON array above, of the rows of a plan for which nothing is sent. */
export const DROP_OTHERS_OF_UNSENT = {
  member: dropOthersOfUnsent('member'),
  registration: dropOthersOfUnsent('registration'),
} as const;

function dropOthersOfUnsent(of: 'member' | 'registration'): string {
  return `DELETE FROM base WHERE (pairing_id, row_key) IN (
  SELECT b.pairing_id, b.row_key FROM plan_row p CROSS JOIN base b INDEXED BY base_by_${of}
    ON b.pairing_id = ? AND b.${of}_id = p.base ->> '${of}Id'
    WHERE p.plan_id = ? AND ${IS_UNSENT} AND b.row_key <> p.base ->> 'rowKey')`;
}

/** Keeps the bases of the rows of a plan for which nothing is sent. The caller owns the transaction. */
export function keepUnsentBases(
  db: Journal,
  pairingId: number,
  planId: number,
  { txId, at }: { readonly txId: string; readonly at: string },
): void {
  db.statement(DROP_OTHERS_OF_UNSENT.member).run(pairingId, planId);
  db.statement(DROP_OTHERS_OF_UNSENT.registration).run(pairingId, planId);
  db.statement(
    `INSERT OR REPLACE INTO base (pairing_id, row_key, member_id, registration_id, fields, confirmed_at, tx_id)
       SELECT @pairing, p.base ->> 'rowKey', p.base ->> 'memberId', p.base ->> 'registrationId',
         p.base -> 'fields', @at, @txId
       FROM plan_row p WHERE p.plan_id = @plan AND ${IS_UNSENT} ORDER BY 2`,
  ).run({ pairing: pairingId, plan: planId, txId, at });
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
