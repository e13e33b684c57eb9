import { chained } from '../audit/chain.ts';
import type { EngineContext } from '../context.ts';
import { insertAuditRow, readLastHash } from '../journal/audit-repository.ts';
import type { Callback } from '../sides/side-port.ts';

/** Whoever forges notifications can't fill the audit: beyond these a page has one line for all the rest. */
const MOST_LINES = 20;

/**
 * Writes the lines of the audit about notifications nobody here heeds; answers which line tells of each, by
 * notification id. The caller owns the transaction.
 */
export function auditIgnored(
  context: EngineContext,
  ignored: readonly Callback[],
  receivedAt: string,
): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const callback of ignored.slice(0, MOST_LINES)) {
    const txId = writeLine(context, {
      campaignId: callback.campaignId,
      says: callback.id,
      from: callback.occurredAt,
      to: receivedAt,
    });
    lines.set(callback.id, txId);
  }
  const rest = ignored.slice(MOST_LINES);
  if (rest.length === 0) return lines;
  const says = `${String(rest.length)} more`;
  const txId = writeLine(context, { campaignId: '', says, from: receivedAt, to: receivedAt });
  for (const { id } of rest) lines.set(id, txId);
  return lines;
}

function writeLine(
  context: EngineContext,
  line: {
    readonly campaignId: string;
    readonly says: string;
    readonly from: string;
    readonly to: string;
  },
): string {
  const { db, options } = context;
  const txId = options.newId();
  const row = {
    tx_id: txId,
    workspace: options.workspace.name,
    org_id: '',
    campaign_id: line.campaignId,
    event_id: '',
    direction: 'callback',
    status: 'ignored',
    imported: 0,
    exported: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    conflicted: 0,
    failed: 0,
    actor: 'voyage callback',
    plan_digest: line.says,
    started_at: line.from,
    ended_at: line.to,
  } as const;
  insertAuditRow(db, chained(row, readLastHash(db)));
  return txId;
}
