import type { IdentityRules } from '../../../shared/domain/policy.ts';
import type { ListFacts, PersonKind, PersonRef } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

/** How a snapshot was read last. */
export interface SnapshotPull {
  readonly kind: 'full' | 'changes';
  /** When its side was last read whole; null where that is not known. */
  readonly wholeAt: string | null;
  /** Records that are new or not as before; of a full pull, all. */
  readonly changed: number;
  readonly deleted: number;
  readonly calls: number;
}

export interface Snapshot {
  readonly id: number;
  readonly side: Side;
  readonly completedAt: string | null;
  /** By the far side's clock: whatever changed before it is in here. */
  readonly watermark: string | null;
  readonly rows: number;
  readonly facts: ListFacts;
  readonly rules: IdentityRules;
  readonly pull: SnapshotPull;
}

interface SnapshotRow {
  snapshot_id: number;
  side: Side;
  completed_at: string | null;
  watermark: string | null;
  rows: number | null;
  facts: string;
  identity_rules: string;
  kind: 'full' | 'changes';
  whole_at: string | null;
  changed: number;
  deleted: number;
  calls: number;
}

function toSnapshot(row: SnapshotRow): Snapshot {
  return {
    id: row.snapshot_id,
    side: row.side,
    completedAt: row.completed_at,
    watermark: row.watermark,
    rows: row.rows ?? 0,
    facts: JSON.parse(row.facts) as ListFacts,
    rules: JSON.parse(row.identity_rules) as IdentityRules,
    pull: {
      kind: row.kind,
      wholeAt: row.whole_at,
      changed: row.changed,
      deleted: row.deleted,
      calls: row.calls,
    },
  };
}

export function startSnapshot(
  db: Journal,
  snapshot: {
    readonly pairingId: number;
    readonly facts: ListFacts;
    readonly rules: IdentityRules;
    readonly at: string;
  },
): number {
  return Number(
    db
      .statement(
        `INSERT INTO snapshot (pairing_id, side, state, started_at, facts, identity_rules)
         VALUES (?, ?, 'filling', ?, ?, ?)`,
      )
      .run(
        snapshot.pairingId,
        snapshot.facts.side,
        snapshot.at,
        JSON.stringify(snapshot.facts),
        JSON.stringify(snapshot.rules),
      ).lastInsertRowid,
  );
}

export function completeSnapshot(
  db: Journal,
  snapshotId: number,
  end: {
    readonly at: string;
    readonly watermark: string | null;
    readonly rows: number;
    readonly pull: Omit<SnapshotPull, 'calls'>;
  },
): void {
  db.statement(
    `UPDATE snapshot SET state = 'complete', completed_at = @at, watermark = @watermark, rows = @rows,
       kind = @kind, whole_at = @wholeAt, changed = @changed, deleted = @deleted
     WHERE snapshot_id = @id`,
  ).run({ id: snapshotId, ...end.pull, at: end.at, watermark: end.watermark, rows: end.rows });
}

/** A snapshot in use of which nothing has changed: it is as of now. */
export function renewSnapshot(
  db: Journal,
  snapshotId: number,
  now: { readonly at: string; readonly watermark: string | null; readonly facts: ListFacts },
): void {
  db.statement(
    `UPDATE snapshot SET completed_at = ?, watermark = ?, facts = ?, kind = 'changes', changed = 0, deleted = 0
     WHERE snapshot_id = ?`,
  ).run(now.at, now.watermark, JSON.stringify(now.facts), snapshotId);
}

/** What its pull cost, as far as it is known by now. */
export function setSnapshotCalls(db: Journal, snapshotId: number, calls: number): void {
  db.statement('UPDATE snapshot SET calls = ? WHERE snapshot_id = ?').run(calls, snapshotId);
}

/** Both sides' snapshots in use; null until both were read once. */
export function currentSnapshots(
  db: Journal,
  pairingId: number,
): Readonly<Record<Side, Snapshot>> | null {
  const rows = db
    .statement(`SELECT * FROM snapshot WHERE pairing_id = ? AND state = 'current'`)
    .all(pairingId) as SnapshotRow[];
  const found = rows.map(toSnapshot);
  const salesforce = found.find((snapshot) => snapshot.side === 'salesforce');
  const voyage = found.find((snapshot) => snapshot.side === 'voyage');
  return salesforce === undefined || voyage === undefined ? null : { salesforce, voyage };
}

export function snapshotById(db: Journal, snapshotId: number): Snapshot {
  return toSnapshot(
    db.statement('SELECT * FROM snapshot WHERE snapshot_id = ?').get(snapshotId) as SnapshotRow,
  );
}

/** Puts complete snapshots in the place of the ones in use; the caller's transaction makes it one step. */
export function swapSnapshotsIn(
  db: Journal,
  pairingId: number,
  ids: Readonly<Record<Side, number>>,
): void {
  db.statement(
    `DELETE FROM snapshot WHERE pairing_id = ? AND state = 'current' AND snapshot_id NOT IN (?, ?)`,
  ).run(pairingId, ids.salesforce, ids.voyage);
  db.statement(`UPDATE snapshot SET state = 'current' WHERE snapshot_id IN (?, ?)`).run(
    ids.salesforce,
    ids.voyage,
  );
}

/** Notes normalised emails that are on Voyage alone, nobody found for them yet. The caller owns the transaction. */
export function notePeopleToFind(
  db: Journal,
  voyageSnapshot: number,
  identities: readonly string[],
): void {
  insertMany(
    db,
    { table: 'person_found', columns: ['snapshot_id', 'identity'], replaces: false },
    identities.map((identity) => [voyageSnapshot, identity]),
  );
}

/** Emails noted, after one, in order. */
export function peopleToFind(
  db: Journal,
  voyageSnapshot: number,
  after: string,
  count: number,
): readonly string[] {
  return db
    .statement(
      `SELECT identity FROM person_found WHERE snapshot_id = ? AND identity > ?
       ORDER BY identity LIMIT ?`,
    )
    .pluck()
    .all(voyageSnapshot, after, count) as string[];
}

export function writePeopleFound(
  db: Journal,
  voyageSnapshot: number,
  people: ReadonlyMap<string, PersonRef>,
): void {
  insertMany(
    db,
    {
      table: 'person_found',
      columns: ['snapshot_id', 'identity', 'person_id', 'person_kind'],
      replaces: true,
    },
    Array.from(people, ([identity, person]) => [voyageSnapshot, identity, person.id, person.kind]),
  );
}

export function peopleFound(
  db: Journal,
  voyageSnapshot: number,
  identities: readonly string[],
): ReadonlyMap<string, PersonRef> {
  const rows = db
    .statement(
      `SELECT p.identity, p.person_id, p.person_kind FROM json_each(?) k
       CROSS JOIN person_found p ON p.snapshot_id = ? AND p.identity = k.value
       WHERE p.person_id IS NOT NULL`,
    )
    .all(JSON.stringify(identities), voyageSnapshot) as {
    identity: string;
    person_id: string;
    person_kind: PersonKind;
  }[];
  return new Map(rows.map((row) => [row.identity, { id: row.person_id, kind: row.person_kind }]));
}
