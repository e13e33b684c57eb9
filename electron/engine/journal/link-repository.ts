/**
 * What people said of who is who: the tables a comparison goes by, and the steps that set them. The caller owns
 * the transaction.
 */
import type { SharedAddressDecision, WhoIsWho } from '../../../shared/domain/who-is-who.ts';
import { pairKey } from '../../../shared/domain/who-is-who.ts';
import type { Cell, Journal } from './database.ts';
import { memberNow } from './followed-repository.ts';

/** Columns of each table beside pairing_id: those that name a row, and the rest. */
const TABLES = {
  link: { key: ['member_id', 'registration_id'], rest: ['actor', 'linked_at'] },
  apart: { key: ['member_id', 'registration_id'], rest: ['actor', 'at'] },
  keeper_choice: { key: ['record_id'], rest: ['actor', 'chosen_at'] },
  shared_address: { key: ['identity'], rest: ['decision', 'names', 'actor', 'at'] },
  base: {
    key: ['row_key'],
    rest: ['member_id', 'registration_id', 'fields', 'confirmed_at', 'tx_id'],
  },
} as const;

type LinkTable = keyof typeof TABLES;
type Rest = readonly Cell[] | null;

/** A row of one of the tables as it was before a step and after it; null where there is none. */
export interface LinkChange {
  readonly table: LinkTable;
  readonly key: readonly string[];
  readonly before: Rest;
  readonly after: Rest;
}

export type LinkStepKind =
  'link' | 'unlink' | 'keep' | 'apart' | 'same' | 'two-people' | 'ask-again';

export interface LinkStep {
  readonly step: number;
  readonly kind: LinkStepKind;
  readonly count: number;
  readonly actor: string;
  readonly at: string;
}

/** The change that sets a row to `after`; null where it is so already. */
export function changeOf(
  db: Journal,
  pairingId: number,
  table: LinkTable,
  key: readonly string[],
  after: Rest,
): LinkChange | null {
  const { key: names, rest } = TABLES[table];
  const before = db
    .statement(
      `SELECT ${rest.join(', ')} FROM ${table}
       WHERE pairing_id = ? AND ${names.map((name) => `${name} = ?`).join(' AND ')}`,
    )
    .raw()
    .get(pairingId, ...key) as Rest | undefined;
  if (before === undefined && after === null) return null;
  return { table, key, before: before ?? null, after };
}

function setRow(db: Journal, pairingId: number, change: LinkChange, rest: Rest): void {
  const { key, rest: others } = TABLES[change.table];
  if (rest === null) {
    const where = key.map((name) => `${name} = ?`).join(' AND ');
    db.statement(`DELETE FROM ${change.table} WHERE pairing_id = ? AND ${where}`).run(
      pairingId,
      ...change.key,
    );
    return;
  }
  const columns = ['pairing_id', ...key, ...others];
  db.statement(
    `INSERT OR REPLACE INTO ${change.table} (${columns.join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(pairingId, ...change.key, ...rest);
}

export interface StepHead {
  readonly pairingId: number;
  readonly actor: string;
  readonly at: string;
}

/** Answers the number of the step. */
export function takeStep(
  db: Journal,
  head: StepHead,
  kind: LinkStepKind,
  count: number,
  changes: readonly LinkChange[],
): number {
  for (const change of changes) setRow(db, head.pairingId, change, change.after);
  return insertStep(db, head, { kind, count, changes: JSON.stringify(changes), undoes: null });
}

function insertStep(
  db: Journal,
  head: StepHead,
  step: { kind: string; count: number; changes: string; undoes: number | null },
): number {
  return Number(
    db
      .statement(
        `INSERT INTO link_step (pairing_id, kind, count, changes, undoes, actor, at)
         VALUES (@pairingId, @kind, @count, @changes, @undoes, @actor, @at)`,
      )
      .run({ ...head, ...step }).lastInsertRowid,
  );
}

/** The newest step that was not undone; null where there is nothing to undo. */
export function lastLinkStep(db: Journal, pairingId: number): LinkStep | null {
  const found = db
    .statement(
      `SELECT s.step, s.kind, s.count, s.actor, s.at FROM link_step s
       WHERE s.pairing_id = ? AND s.kind <> 'undo'
         AND NOT EXISTS (SELECT 1 FROM link_step u WHERE u.undoes = s.step)
       ORDER BY s.step DESC LIMIT 1`,
    )
    .get(pairingId) as LinkStep | undefined;
  return found ?? null;
}

/** Sets back what the step set; answers the number of the new step. */
export function undoLinkStep(db: Journal, head: StepHead, { step, count }: LinkStep): number {
  const text = db
    .statement('SELECT changes FROM link_step WHERE step = ?')
    .pluck()
    .get(step) as string;
  const changes = (JSON.parse(text) as readonly LinkChange[]).toReversed();
  for (const change of changes) {
    const now = asOfNow(db, head.pairingId, change);
    setRow(db, head.pairingId, now, now.before);
  }
  return insertStep(db, head, { kind: 'undo', count, changes: '[]', undoes: step });
}

/** A step names members as they were then: those that others took the place of since are named as they are now. */
function asOfNow(db: Journal, pairingId: number, change: LinkChange): LinkChange {
  const [first = '', ...others] = change.key;
  if (change.table === 'shared_address') return change;
  if (change.table === 'base') {
    const [memberId = null, ...rest] = change.before ?? [];
    if (typeof memberId !== 'string') return change;
    return { ...change, before: [memberNow(db, pairingId, memberId), ...rest] };
  }
  return { ...change, key: [memberNow(db, pairingId, first), ...others] };
}

export function newestLinkStep(db: Journal, pairingId: number): number {
  return (
    (db.statement('SELECT max(step) FROM link_step WHERE pairing_id = ?').pluck().get(pairingId) as
      number | null) ?? 0
  );
}

export function linksCompared(db: Journal, pairingId: number): number {
  return (
    (db.statement('SELECT step FROM links_compared WHERE pairing_id = ?').pluck().get(pairingId) as
      number | undefined) ?? 0
  );
}

export function setLinksCompared(db: Journal, pairingId: number, step: number): void {
  db.statement('INSERT OR REPLACE INTO links_compared (pairing_id, step) VALUES (?, ?)').run(
    pairingId,
    step,
  );
}

export function whoIsWho(db: Journal, pairingId: number): WhoIsWho {
  const apart = db
    .statement('SELECT member_id, registration_id FROM apart WHERE pairing_id = ?')
    .raw()
    .all(pairingId) as [string, string][];
  return {
    apart: new Set(apart.map(([memberId, registrationId]) => pairKey(memberId, registrationId))),
    sharedAddresses: new Map(
      addressDecisions(db, pairingId).map((decided) => [decided.identity, decided]),
    ),
  };
}

export type AddressDecided = SharedAddressDecision & {
  readonly actor: string;
  readonly at: string;
};

export function addressDecisions(db: Journal, pairingId: number): readonly AddressDecided[] {
  const rows = db
    .statement(
      `SELECT identity, decision, names, actor, at FROM shared_address
       WHERE pairing_id = ? ORDER BY identity`,
    )
    .all(pairingId) as (Omit<AddressDecided, 'names'> & { names: string })[];
  return rows.map((row) => ({ ...row, names: JSON.parse(row.names) as string[] }));
}

interface PairRow {
  readonly memberId: string;
  readonly registrationId: string;
  readonly actor: string;
  readonly at: string;
}

/** Hand links that name either record. */
export function linksOf(
  db: Journal,
  pairingId: number,
  memberId: string | null,
  registrationId: string | null,
): readonly PairRow[] {
  return db
    .statement(
      `SELECT member_id AS memberId, registration_id AS registrationId, actor, linked_at AS at
       FROM link WHERE pairing_id = @pairingId AND member_id = @memberId
       UNION SELECT member_id, registration_id, actor, linked_at
       FROM link WHERE pairing_id = @pairingId AND registration_id = @registrationId`,
    )
    .all({ pairingId, memberId, registrationId }) as PairRow[];
}

/** Keys of the bases that name the member and the registration together. */
export function basesOfPair(
  db: Journal,
  pairingId: number,
  memberId: string,
  registrationId: string,
): readonly string[] {
  return db
    .statement(
      `SELECT row_key FROM base INDEXED BY base_by_member
       WHERE pairing_id = ? AND member_id = ? AND registration_id = ?`,
    )
    .pluck()
    .all(pairingId, memberId, registrationId) as string[];
}
