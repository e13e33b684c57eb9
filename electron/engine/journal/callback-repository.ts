/** Voyage's campaign notifications, each kept once, and how far its feed was read. */
import type { CallbackState } from '../../../shared/ipc/engine-views.ts';
import type { Callback } from '../sides/side-port.ts';
import type { Journal } from './database.ts';
import type { Pairing } from './pairing-repository.ts';

export function feedReadUpTo(db: Journal, accountId: string): string | null {
  const found = db
    .statement('SELECT after FROM callback_feed WHERE account_id = ?')
    .pluck()
    .get(accountId) as string | null | undefined;
  return found ?? null;
}

export function setFeedReadUpTo(
  db: Journal,
  accountId: string,
  read: { readonly after: string | null; readonly at: string },
): void {
  db.statement(
    `INSERT INTO callback_feed (account_id, after, checked_at) VALUES (?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET after = excluded.after, checked_at = excluded.checked_at`,
  ).run(accountId, read.after, read.at);
}

/** An id with 15 characters and the same one with 18 name one record. */
export function campaignKey(campaignId: string): string {
  return campaignId.slice(0, 15);
}

/** The campaigns anybody here reconciles. */
export function pairedCampaigns(db: Journal): ReadonlySet<string> {
  const ids = db.statement('SELECT campaign_id FROM pairing').pluck().all() as string[];
  return new Set(ids.map(campaignKey));
}

export function isCallbackKnown(db: Journal, accountId: string, callbackId: string): boolean {
  return (
    db
      .statement('SELECT 1 FROM callback WHERE account_id = ? AND callback_id = ?')
      .get(accountId, callbackId) !== undefined
  );
}

/** `auditTx` is the line of the audit that tells of an ignored one. */
export function insertCallback(
  db: Journal,
  callback: Callback & {
    readonly accountId: string;
    readonly receivedAt: string;
    readonly auditTx: string | null;
  },
): void {
  db.statement(
    `INSERT INTO callback (account_id, callback_id, campaign_id, kind, occurred_at, delivered_at, received_at, audit_tx)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    callback.accountId,
    callback.id,
    campaignKey(callback.campaignId),
    callback.kind,
    callback.occurredAt,
    callback.deliveredAt,
    callback.receivedAt,
    callback.auditTx,
  );
}

/** Counts on with each notification kept; 0 before the first. */
export function newestCallback(db: Journal): number {
  return db.statement('SELECT coalesce(max(seq), 0) FROM callback').pluck().get() as number;
}

const OF_CAMPAIGN = `FROM callback WHERE campaign_id = ? AND audit_tx IS NULL`;

export function callbackState(db: Journal, pairing: Pairing | null): CallbackState {
  const one = (sql: string, ...given: (string | number)[]): string | null =>
    (db
      .statement(sql)
      .pluck()
      .get(...given) as string | null | undefined) ?? null;
  const ignored = db
    .statement('SELECT count(*) FROM callback WHERE audit_tx IS NOT NULL')
    .pluck()
    .get() as number;
  if (pairing === null) {
    const checkedAt = one('SELECT max(checked_at) FROM callback_feed');
    return { checkedAt, changedAt: null, deletedAt: null, isPending: false, ignored };
  }
  const campaign = campaignKey(pairing.campaignId);
  const unseen = (kind: Callback['kind']): string | null =>
    one(
      `SELECT occurred_at ${OF_CAMPAIGN} AND kind = ? AND seq > ? ORDER BY seq DESC LIMIT 1`,
      campaign,
      kind,
      pairing.callbacksSeen,
    );
  const deletedAt = unseen('deleted');
  return {
    checkedAt: one('SELECT checked_at FROM callback_feed WHERE account_id = ?', pairing.accountId),
    changedAt: one(`SELECT max(occurred_at) ${OF_CAMPAIGN}`, campaign),
    deletedAt,
    isPending: deletedAt === null && unseen('changed') !== null,
    ignored,
  };
}
