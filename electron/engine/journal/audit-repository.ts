/** Audit rows: one per ended run or ignored notification, only ever added, each carrying the hash of the one before. */
import type { AuditRow } from '../../../shared/domain/audit.ts';
import { AUDIT_COLUMNS, FIRST_PREVIOUS_HASH } from '../../../shared/domain/audit.ts';
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { Journal } from './database.ts';

const COLUMNS = AUDIT_COLUMNS.join(', ');

export function insertAuditRow(db: Journal, row: AuditRow): void {
  db.statement(
    `INSERT INTO audit (${COLUMNS}) VALUES (${AUDIT_COLUMNS.map((name) => `:${name}`).join(', ')})`,
  ).run({ reverts: null, ...row });
}

type AuditCells = Omit<AuditRow, 'reverts'> & { readonly reverts: string | null };

/** Only a row that takes another back has `reverts`. */
function toAuditRow({ reverts, ...row }: AuditCells): AuditRow {
  return reverts === null ? row : { ...row, reverts };
}

export function readLastHash(db: Journal): string {
  const found = db.statement('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1').get() as
    { hash: string } | undefined;
  return found?.hash ?? FIRST_PREVIOUS_HASH;
}

export function findAuditRow(db: Journal, txId: string): AuditRow | null {
  const found = db.statement(`SELECT ${COLUMNS} FROM audit WHERE tx_id = ?`).get(txId) as
    AuditCells | undefined;
  return found === undefined ? null : toAuditRow(found);
}

export function readNewestAuditRow(db: Journal): AuditRow | null {
  const found = db.statement(`SELECT ${COLUMNS} FROM audit ORDER BY seq DESC LIMIT 1`).get() as
    AuditCells | undefined;
  return found === undefined ? null : toAuditRow(found);
}

/** Oldest first, after a place in the chain. */
export function readChain(
  db: Journal,
  window: { readonly after: number; readonly count: number },
): readonly { readonly seq: number; readonly row: AuditRow }[] {
  return db
    .statement(`SELECT seq, ${COLUMNS} FROM audit WHERE seq > :after ORDER BY seq LIMIT :count`)
    .all(window)
    .map((found) => {
      const { seq, ...cells } = found as AuditCells & { readonly seq: number };
      return { seq, row: toAuditRow(cells) };
    });
}

const SEARCHED = `instr(lower(tx_id || ' ' || workspace || ' ' || campaign_id || ' ' || event_id || ' ' ||
  direction || ' ' || status || ' ' || actor || ' ' || started_at || ' ' || coalesce(reverts, '')), :search) > 0`;

export function countAuditRows(db: Journal, search: string): number {
  const found = db
    .statement(`SELECT count(*) AS rows FROM audit WHERE ${SEARCHED}`)
    .get({ search }) as { rows: number };
  return found.rows;
}

/** Newest first. */
export function readAuditRows(
  db: Journal,
  search: string,
  window: { readonly from: number; readonly count: number },
): readonly AuditRow[] {
  return db
    .statement(
      `SELECT ${COLUMNS} FROM audit WHERE ${SEARCHED} ORDER BY seq DESC LIMIT :count OFFSET :from`,
    )
    .all({ search, ...window })
    .map((found) => toAuditRow(found as AuditCells));
}

/** Counts by outcome of every run, for holding them against the audit rows. */
export function countOutcomesByRun(
  db: Journal,
): ReadonlyMap<string, ReadonlyMap<OutcomeCode, number>> {
  const found = db
    .statement('SELECT tx_id, outcome, count(*) AS rows FROM outcome GROUP BY tx_id, outcome')
    .all() as { tx_id: string; outcome: OutcomeCode; rows: number }[];
  const byRun = new Map<string, Map<OutcomeCode, number>>();
  for (const { tx_id, outcome, rows } of found) {
    const counts = byRun.get(tx_id) ?? new Map<OutcomeCode, number>();
    byRun.set(tx_id, counts.set(outcome, rows));
  }
  return byRun;
}

/**
 * A run that ended and has no audit row, an audit row at odds with its run, or the row of ignored
 * notifications that is gone; null when there is none.
 */
export function findRowAtOdds(db: Journal): string | null {
  const found = db
    .statement(
      `SELECT run.tx_id FROM run LEFT JOIN audit USING (tx_id)
        WHERE (run.phase = 'ended') <> (audit.tx_id IS NOT NULL) OR run.status <> audit.status
      UNION ALL SELECT audit_tx FROM callback LEFT JOIN audit ON tx_id = audit_tx
        WHERE audit_tx IS NOT NULL AND (tx_id IS NULL OR direction <> 'callback')
      ORDER BY 1 LIMIT 1`,
    )
    .get() as { tx_id: string } | undefined;
  return found?.tx_id ?? null;
}
