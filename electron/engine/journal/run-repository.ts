/** Runs: one execution of one plan. The caller owns the transaction. */
import type { RunMode, RunStatus } from '../../../shared/domain/outcome.ts';
import type { CallCounts } from '../../../shared/domain/plan.ts';
import type { Direction, Side } from '../../../shared/domain/side.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Journal } from './database.ts';

type RunPhase = 'sending' | 'undoing' | 'ended';
export type RunWish = 'pause' | 'cancel';

export interface Run {
  readonly txId: string;
  readonly planId: number;
  readonly pairingId: number;
  readonly digest: string;
  readonly direction: Direction;
  readonly rowCount: number;
  readonly mode: RunMode;
  readonly phase: RunPhase;
  /** Asked for, and not yet heeded. */
  readonly wish: RunWish | null;
  readonly isCancelled: boolean;
  readonly isPaused: boolean;
  /** Null also when a person paused it. */
  readonly pausedBy: AppError | null;
  readonly status: RunStatus | null;
  readonly workspace: string;
  readonly actor: string;
  readonly orgId: string;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly batchSize: Readonly<Record<Side, number>>;
  readonly calls: CallCounts;
  /** Address of a record with `{id}` for its id. */
  readonly link: Readonly<Record<Side, string | null>>;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly needsCompare: boolean;
  /** The run its plan takes back. */
  readonly reverts: string | null;
}

export type RunToStart = Pick<
  Run,
  | 'txId'
  | 'planId'
  | 'pairingId'
  | 'mode'
  | 'workspace'
  | 'actor'
  | 'orgId'
  | 'campaignId'
  | 'campaignName'
  | 'eventId'
  | 'eventName'
  | 'batchSize'
  | 'link'
  | 'startedAt'
>;

export function insertRun(db: Journal, run: RunToStart): void {
  const { batchSize, link, ...columns } = run;
  db.statement(
    `INSERT INTO run (tx_id, plan_id, pairing_id, mode, phase, workspace, actor, org_id, campaign_id,
        campaign_name, event_id, event_name, salesforce_batch, voyage_batch, salesforce_link, voyage_link,
        started_at)
      VALUES (:txId, :planId, :pairingId, :mode, 'sending', :workspace, :actor, :orgId, :campaignId,
        :campaignName, :eventId, :eventName, :salesforceBatch, :voyageBatch, :salesforceLink, :voyageLink,
        :startedAt)`,
  ).run({
    ...columns,
    salesforceBatch: batchSize.salesforce,
    voyageBatch: batchSize.voyage,
    salesforceLink: link.salesforce,
    voyageLink: link.voyage,
  });
}

const SELECT = `SELECT run.*, plan.digest, plan.direction, plan.row_count, plan.reverts FROM run JOIN plan USING (plan_id)`;

export function findRun(db: Journal, txId: string): Run | null {
  return toRun(db.statement(`${SELECT} WHERE run.tx_id = ?`).get(txId));
}

export function findRunOfPlan(db: Journal, planId: number): Run | null {
  return toRun(db.statement(`${SELECT} WHERE run.plan_id = ?`).get(planId));
}

/** The pairing's run that has not ended: it runs, is paused, or waits after a crash. */
export function findOpenRun(db: Journal, pairingId: number): Run | null {
  return toRun(
    db.statement(`${SELECT} WHERE run.pairing_id = ? AND run.phase <> 'ended'`).get(pairingId),
  );
}

/** The last that ended: by its plan, as a clock may be set back. */
export function findLastRun(db: Journal, pairingId: number): Run | null {
  return toRun(
    db
      .statement(
        `${SELECT} WHERE run.pairing_id = ? AND run.phase = 'ended'
          ORDER BY run.plan_id DESC LIMIT 1`,
      )
      .get(pairingId),
  );
}

/** A run ended and both lists have not been compared again since. */
export function findRunToCompare(db: Journal, pairingId: number): Run | null {
  return toRun(
    db
      .statement(
        `${SELECT} WHERE run.pairing_id = ? AND run.phase = 'ended' AND run.needs_compare = 1 LIMIT 1`,
      )
      .get(pairingId),
  );
}

export function setWish(db: Journal, txId: string, wish: RunWish | null): void {
  db.statement('UPDATE run SET wish = ? WHERE tx_id = ?').run(wish, txId);
}

/** From here on nothing more of the plan is sent. */
export function setCancelled(db: Journal, txId: string): void {
  db.statement('UPDATE run SET is_cancelled = 1, wish = NULL WHERE tx_id = ?').run(txId);
}

export function setPaused(db: Journal, txId: string, pausedBy: AppError | null): void {
  db.statement('UPDATE run SET is_paused = 1, wish = NULL, paused_by = ? WHERE tx_id = ?').run(
    pausedBy === null ? null : JSON.stringify(pausedBy),
    txId,
  );
}

/** Goes on after a pause or a crash; a wish of before is no longer one. */
export function setGoingOn(db: Journal, txId: string): void {
  db.statement('UPDATE run SET is_paused = 0, wish = NULL, paused_by = NULL WHERE tx_id = ?').run(
    txId,
  );
}

export function setUndoing(db: Journal, txId: string): void {
  db.statement(`UPDATE run SET phase = 'undoing' WHERE tx_id = ?`).run(txId);
}

export function addCalls(db: Journal, txId: string, side: Side, calls: number): void {
  const column = side === 'salesforce' ? 'salesforce_calls' : 'voyage_calls';
  db.statement(`UPDATE run SET ${column} = ${column} + ? WHERE tx_id = ?`).run(calls, txId);
}

export function endRun(
  db: Journal,
  txId: string,
  end: { readonly status: RunStatus; readonly endedAt: string },
): void {
  db.statement(
    `UPDATE run SET phase = 'ended', is_paused = 0, wish = NULL, paused_by = NULL, status = ?, ended_at = ?
      WHERE tx_id = ?`,
  ).run(end.status, end.endedAt, txId);
}

export function setCompared(db: Journal, pairingId: number): void {
  db.statement(
    `UPDATE run SET needs_compare = 0 WHERE pairing_id = ? AND phase = 'ended' AND needs_compare = 1`,
  ).run(pairingId);
}

interface RunCells {
  readonly tx_id: string;
  readonly plan_id: number;
  readonly pairing_id: number;
  readonly digest: string;
  readonly direction: Direction;
  readonly row_count: number;
  readonly mode: RunMode;
  readonly phase: RunPhase;
  readonly wish: RunWish | null;
  readonly is_cancelled: number;
  readonly is_paused: number;
  readonly paused_by: string | null;
  readonly status: RunStatus | null;
  readonly workspace: string;
  readonly actor: string;
  readonly org_id: string;
  readonly campaign_id: string;
  readonly campaign_name: string;
  readonly event_id: string;
  readonly event_name: string;
  readonly salesforce_batch: number;
  readonly voyage_batch: number;
  readonly salesforce_calls: number;
  readonly voyage_calls: number;
  readonly salesforce_link: string | null;
  readonly voyage_link: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly needs_compare: number;
  readonly reverts: string | null;
}

function toRun(found: unknown): Run | null {
  if (found === undefined) return null;
  const cells = found as RunCells;
  return {
    txId: cells.tx_id,
    planId: cells.plan_id,
    pairingId: cells.pairing_id,
    digest: cells.digest,
    direction: cells.direction,
    rowCount: cells.row_count,
    mode: cells.mode,
    phase: cells.phase,
    wish: cells.wish,
    isCancelled: cells.is_cancelled === 1,
    isPaused: cells.is_paused === 1,
    pausedBy: cells.paused_by === null ? null : (JSON.parse(cells.paused_by) as AppError),
    status: cells.status,
    workspace: cells.workspace,
    actor: cells.actor,
    orgId: cells.org_id,
    campaignId: cells.campaign_id,
    campaignName: cells.campaign_name,
    eventId: cells.event_id,
    eventName: cells.event_name,
    batchSize: { salesforce: cells.salesforce_batch, voyage: cells.voyage_batch },
    calls: { salesforce: cells.salesforce_calls, voyage: cells.voyage_calls },
    link: { salesforce: cells.salesforce_link, voyage: cells.voyage_link },
    startedAt: cells.started_at,
    endedAt: cells.ended_at,
    needsCompare: cells.needs_compare === 1,
    reverts: cells.reverts,
  };
}
