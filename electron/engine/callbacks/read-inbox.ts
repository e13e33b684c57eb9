/**
 * Reads what is new in Voyage's feed of campaign notifications into the journal: each once, whatever came
 * how often and in which order. What one says is a reason to look, and nothing else: anybody may have sent it.
 */
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import {
  campaignKey,
  feedReadUpTo,
  insertCallback,
  isCallbackKnown,
  pairedCampaigns,
  setFeedReadUpTo,
} from '../journal/callback-repository.ts';
import { Refusal } from '../refusal.ts';
import type { Callback, CallbackPage } from '../sides/side-port.ts';
import type { Connected } from '../sync/connections.ts';
import { auditIgnored } from './audit-ignored.ts';

/** A flood is read on at the next time. */
const MOST_PAGES = 5;

/** Errors: a Refusal where the feed can't be read; what was read before is kept. */
export async function readInbox(
  context: EngineContext,
  voyage: Connected,
  signal: AbortSignal,
): Promise<void> {
  const read = voyage.port.callbacks;
  if (read === null) return;
  const accountId = voyage.identity.id;
  let isNews = false;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await read(feedReadUpTo(context.db, accountId), signal);
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    isNews = keepPage(context, accountId, page) || isNews;
    if (page.isLast) break;
  }
  if (isNews) context.emit('changed', { what: 'pairing' });
}

/** One transaction: the notifications, their lines in the audit, and how far the feed was read. */
function keepPage(context: EngineContext, accountId: string, page: CallbackPage): boolean {
  const { db } = context;
  const receivedAt = nowIso(context);
  return db.transaction(() => {
    const paired = pairedCampaigns(db);
    const byId = new Map(page.callbacks.map((callback) => [callback.id, callback]));
    const fresh = [...byId.values()].filter(({ id }) => !isCallbackKnown(db, accountId, id));
    const isOurs = ({ campaignId }: Callback) => paired.has(campaignKey(campaignId));
    const lines = auditIgnored(
      context,
      fresh.filter((callback) => !isOurs(callback)),
      receivedAt,
    );
    for (const callback of fresh) {
      const auditTx = lines.get(callback.id) ?? null;
      insertCallback(db, { ...callback, accountId, receivedAt, auditTx });
    }
    setFeedReadUpTo(db, accountId, { after: page.next, at: receivedAt });
    return fresh.length > 0;
  });
}
