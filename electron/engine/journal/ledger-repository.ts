/** What the journal ever knew of one email, found by it. */
import type { AuditRow } from '../../../shared/domain/audit.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';
import type { RecordRow } from './record-repository.ts';
import { toSideRecord } from './record-repository.ts';
import type { Snapshot } from './snapshot-repository.ts';

const MOST = 200;

export function recordsOfIdentity(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
  identity: string,
): readonly SideRecord[] {
  const found = db
    .statement(
      'SELECT * FROM record WHERE snapshot_id = ? AND identity = ? ORDER BY record_id LIMIT ?',
    )
    .all(snapshot.id, identity, MOST) as RecordRow[];
  return found.map((row) => toSideRecord(snapshot.side, row));
}

/** Identities of the snapshots in use with this part before the @, or at this domain. */
export function identitiesNear(
  db: Journal,
  near: { readonly local: string; readonly domain: string },
): readonly string[] {
  return db
    .statement(
      `SELECT DISTINCT record.identity FROM record JOIN snapshot USING (snapshot_id)
        WHERE snapshot.state = 'current'
          AND (substr(identity, 1, length(:local) + 1) = :local || '@'
            OR substr(identity, -length(:domain) - 1) = '@' || :domain)
        LIMIT 5000`,
    )
    .pluck()
    .all(near) as string[];
}

export interface Departed {
  readonly pairingId: number;
  readonly side: Side;
  readonly recordId: string;
  readonly status: string | null;
  readonly name: string | null;
  readonly became: string | null;
  readonly lastSeenAt: string | null;
  readonly notedAt: string;
}

/**
 * Keeps those of the snapshots in use until now whom the next no longer have under their email. The caller
 * owns the transaction, before anything of the old is swept.
 */
export function noteDeparted(
  db: Journal,
  pairingId: number,
  before: Readonly<Record<Side, Pick<Snapshot, 'id' | 'completedAt'>>>,
  next: Readonly<Record<Side, number>>,
  at: string,
): void {
  const note = db.statement(
    `INSERT INTO departed (pairing_id, side, record_id, identity, status, name, became, last_seen_at, noted_at)
      SELECT :pairingId, :side, old.record_id, old.identity, old.status,
        nullif(trim(coalesce(old.first_name, '') || ' ' || coalesce(old.last_name, '')), ''),
        kept.email, :lastSeenAt, :at
      FROM record AS old LEFT JOIN record AS kept
        ON kept.snapshot_id = :next AND kept.record_id = old.record_id
      WHERE old.snapshot_id = :before AND old.identity IS NOT NULL
        AND kept.identity IS NOT old.identity`,
  );
  for (const side of SIDES) {
    const { id, completedAt } = before[side];
    if (id === next[side]) continue;
    note.run({ pairingId, side, before: id, next: next[side], lastSeenAt: completedAt, at });
  }
}

export function departedOf(db: Journal, identity: string): readonly Departed[] {
  return db
    .statement(
      `SELECT pairing_id AS pairingId, side, record_id AS recordId, status, name, became,
          last_seen_at AS lastSeenAt, noted_at AS notedAt
        FROM departed WHERE identity = ? ORDER BY departed_id DESC LIMIT ?`,
    )
    .all(identity, MOST) as Departed[];
}

export function pairingIds(db: Journal): readonly number[] {
  return db
    .statement('SELECT pairing_id FROM pairing ORDER BY pairing_id')
    .pluck()
    .all() as number[];
}

/** Keys under which what was agreed on for these records is kept. */
export function keysOfRecords(
  db: Journal,
  pairingId: number,
  records: readonly { readonly side: Side; readonly recordId: string }[],
): readonly string[] {
  const keyOf = {
    salesforce: 'SELECT row_key FROM base WHERE pairing_id = ? AND member_id = ?',
    voyage: 'SELECT row_key FROM base WHERE pairing_id = ? AND registration_id = ?',
  };
  return records.flatMap(({ side, recordId }) => {
    const found = db.statement(keyOf[side]).pluck().get(pairingId, recordId) as string | undefined;
    return found === undefined ? [] : [found];
  });
}

export interface RowOfRun {
  readonly txId: string;
  readonly planId: number;
  readonly pairingId: number;
  readonly row: number;
  readonly rowKey: string;
  readonly outcome: Outcome['outcome'];
  readonly message: string;
  readonly nextStep: string | null;
  readonly code: string | null;
  readonly finishedAt: string;
  readonly plannedAt: string;
  readonly actor: string;
  readonly reverts: string | null;
  readonly audited: AuditRow['status'] | null;
  readonly auditedAt: string | null;
}

/** What became of the rows with one of these keys, or with this email under another key; oldest first. */
export function rowsOfRuns(
  db: Journal,
  identity: string,
  rowKeys: readonly string[],
): readonly RowOfRun[] {
  return db
    .statement(
      `WITH own AS (
          SELECT tx_id, row FROM json_each(:rowKeys) AS wanted
            CROSS JOIN outcome ON outcome.row_key = wanted.value
          UNION
          SELECT tx_id, row FROM outcome INDEXED BY outcome_by_email
            WHERE lower(email) = :identity AND row_key <> lower(email))
        SELECT run.tx_id AS txId, run.plan_id AS planId, run.pairing_id AS pairingId, outcome.row,
          outcome.row_key AS rowKey, outcome.outcome, outcome.message, outcome.next_step AS nextStep,
          outcome.code, outcome.finished_at AS finishedAt, plan.created_at AS plannedAt, run.actor,
          plan.reverts, audit.status AS audited, audit.ended_at AS auditedAt
        FROM own JOIN outcome USING (tx_id, row) JOIN run USING (tx_id) JOIN plan USING (plan_id)
          LEFT JOIN audit USING (tx_id)
        ORDER BY run.rowid DESC, outcome.row LIMIT :most`,
    )
    .all({ rowKeys: JSON.stringify(rowKeys), identity, most: MOST })
    .reverse() as RowOfRun[];
}

/** Where a plan has one of these rows. */
export function placesInPlan(
  db: Journal,
  planId: number,
  rowKeys: readonly string[],
): readonly number[] {
  return db
    .statement(
      `SELECT position FROM plan_row
        WHERE plan_id = ? AND row_key IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT ?`,
    )
    .pluck()
    .all(planId, JSON.stringify(rowKeys), MOST) as number[];
}

export interface LinkSaid {
  readonly kind: 'linked' | 'apart';
  readonly memberId: string;
  readonly registrationId: string;
  readonly actor: string;
  readonly at: string;
}

/** What people said of these records: who is whom, and who is not. */
export function linksOf(
  db: Journal,
  pairingId: number,
  recordIds: readonly string[],
): readonly LinkSaid[] {
  const ids = JSON.stringify(recordIds);
  return db
    .statement(
      `SELECT 'linked' AS kind, member_id AS memberId, registration_id AS registrationId, actor, linked_at AS at
        FROM link WHERE pairing_id = :pairingId AND (member_id IN (SELECT value FROM json_each(:ids))
          OR registration_id IN (SELECT value FROM json_each(:ids)))
      UNION ALL SELECT 'apart', member_id, registration_id, actor, at
        FROM apart WHERE pairing_id = :pairingId AND (member_id IN (SELECT value FROM json_each(:ids))
          OR registration_id IN (SELECT value FROM json_each(:ids)))
      ORDER BY at LIMIT :most`,
    )
    .all({ pairingId, ids, most: MOST }) as LinkSaid[];
}

/** Notifications about a campaign (15 characters of its id), oldest first, the newest few. */
export function callbacksOf(
  db: Journal,
  campaignKey: string,
  count: number,
): readonly { readonly kind: 'changed' | 'deleted'; readonly at: string }[] {
  return db
    .statement(
      `SELECT kind, occurred_at AS at FROM callback WHERE campaign_id = ? AND audit_tx IS NULL
        ORDER BY seq DESC LIMIT ?`,
    )
    .all(campaignKey, count)
    .reverse() as { kind: 'changed' | 'deleted'; at: string }[];
}
