/** Plans and their rows. The caller owns the transaction. */
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { GuardName, PlanSummary } from '../../../shared/domain/plan.ts';
import type { Base, RowDiff } from '../../../shared/domain/row.ts';
import type { Direction } from '../../../shared/domain/side.ts';
import type { Resolution } from '../../../shared/reconcile/decide.ts';
import type { Journal } from './database.ts';

export interface StoredPlan {
  readonly planId: number;
  readonly pairingId: number;
  readonly digest: string;
  readonly direction: Direction;
  readonly madeFrom: string;
  readonly rowCount: number;
  /** The run it takes back. */
  readonly reverts: string | null;
  /** As built: no guard waived, `blockedBy` not yet said. */
  readonly summary: PlanSummary;
  readonly waived: ReadonlySet<GuardName>;
}

/** A row and what was decided for it, as the plan showed it. */
export interface FrozenRow {
  readonly row: RowDiff;
  readonly resolution: Resolution;
}

interface Preset {
  readonly outcome: OutcomeCode;
  readonly message: string;
  readonly nextStep: string | null;
}

export interface StoredPlanRow {
  readonly position: number;
  readonly rowKey: string;
  readonly identity: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly memberId: string | null;
  readonly registrationId: string | null;
  readonly operations: number;
  readonly preset: Preset | null;
  readonly frozen: FrozenRow | null;
  /** To be kept although nothing is sent; of a revert, what the base is again once the row is taken back. */
  readonly base: Base | null;
  /** As it was when the row was planned. */
  readonly baseBefore: Base | null;
  readonly search: string;
}

export function insertPlan(
  db: Journal,
  plan: {
    readonly pairingId: number;
    readonly direction: Direction;
    readonly createdAt: string;
    readonly madeFrom: string;
    readonly reverts?: string;
  },
): number {
  const { lastInsertRowid } = db
    .statement(
      `INSERT INTO plan (pairing_id, direction, created_at, made_from, reverts)
        VALUES (:pairingId, :direction, :createdAt, :madeFrom, :reverts)`,
    )
    .run({ reverts: null, ...plan });
  return Number(lastInsertRowid);
}

/** Rows and operations of plans that can't be carried out any more, and plans never finished. */
export function dropSpentPlans(db: Journal, pairingId: number, madeFrom: string): void {
  const spent = `SELECT plan_id FROM plan WHERE pairing_id = :pairingId
    AND (made_from <> :madeFrom OR digest IS NULL)
    AND NOT EXISTS (SELECT 1 FROM run WHERE run.plan_id = plan.plan_id)`;
  const bound = { pairingId, madeFrom };
  db.statement(`DELETE FROM operation WHERE plan_id IN (${spent})`).run(bound);
  db.statement(`DELETE FROM plan_row WHERE plan_id IN (${spent})`).run(bound);
  db.statement(`DELETE FROM plan WHERE digest IS NULL AND plan_id IN (${spent})`).run(bound);
}

export function insertPlanRow(db: Journal, planId: number, row: StoredPlanRow): void {
  db.statement(
    `INSERT INTO plan_row (plan_id, position, row_key, identity, name, email, member_id, registration_id,
        operations, preset_outcome, preset_message, preset_next_step, frozen, base, base_before, search)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    planId,
    row.position,
    row.rowKey,
    row.identity,
    row.name,
    row.email,
    row.memberId,
    row.registrationId,
    row.operations,
    row.preset?.outcome ?? null,
    row.preset?.message ?? null,
    row.preset?.nextStep ?? null,
    row.frozen === null ? null : JSON.stringify(row.frozen),
    row.base === null ? null : JSON.stringify(row.base),
    row.baseBefore === null ? null : JSON.stringify(row.baseBefore),
    row.search,
  );
}

export function completePlan(
  db: Journal,
  planId: number,
  plan: { summary: PlanSummary; members: number; registrations: number },
): void {
  db.statement(
    `UPDATE plan SET digest = :digest, row_count = :rows, summary = :summary, member_count = :members,
      registration_count = :registrations WHERE plan_id = :planId`,
  ).run({
    planId,
    digest: plan.summary.digest,
    rows: plan.summary.rows,
    summary: JSON.stringify(plan.summary),
    members: plan.members,
    registrations: plan.registrations,
  });
}

/** The newest plan of that digest. */
export function findPlan(db: Journal, digest: string): StoredPlan | null {
  return toPlan(
    db.statement('SELECT * FROM plan WHERE digest = ? ORDER BY plan_id DESC LIMIT 1').get(digest),
  );
}

export function readPlan(db: Journal, planId: number): StoredPlan | null {
  return toPlan(
    db.statement('SELECT * FROM plan WHERE plan_id = ? AND digest IS NOT NULL').get(planId),
  );
}

/** The newest plan of the pairing, whether or not it was carried out. */
export function findNewestPlan(db: Journal, pairingId: number): StoredPlan | null {
  return toPlan(
    db
      .statement(
        'SELECT * FROM plan WHERE pairing_id = ? AND digest IS NOT NULL ORDER BY plan_id DESC LIMIT 1',
      )
      .get(pairingId),
  );
}

/** A plan of this direction made from this very state and not yet carried out. */
export function findOpenPlan(
  db: Journal,
  pairingId: number,
  direction: Direction,
  madeFrom: string,
): StoredPlan | null {
  return toPlan(
    db
      .statement(
        `SELECT * FROM plan WHERE pairing_id = ? AND direction = ? AND made_from = ? AND digest IS NOT NULL
          AND reverts IS NULL
          AND NOT EXISTS (SELECT 1 FROM run WHERE run.plan_id = plan.plan_id)
          ORDER BY plan_id DESC LIMIT 1`,
      )
      .get(pairingId, direction, madeFrom),
  );
}

export function setWaived(db: Journal, planId: number, waived: readonly GuardName[]): void {
  db.statement('UPDATE plan SET waived = ? WHERE plan_id = ?').run(JSON.stringify(waived), planId);
}

/** Rows each side had when this pairing was last carried out; null before the first time. */
export function readPreviousRows(
  db: Journal,
  pairingId: number,
): { salesforce: number | null; voyage: number | null } {
  const found = db
    .statement(
      `SELECT plan.member_count AS members, plan.registration_count AS registrations
        FROM run JOIN plan USING (plan_id) WHERE run.pairing_id = ? AND run.phase = 'ended'
        ORDER BY run.plan_id DESC LIMIT 1`,
    )
    .get(pairingId) as { members: number; registrations: number } | undefined;
  return { salesforce: found?.members ?? null, voyage: found?.registrations ?? null };
}

interface PlanCells {
  readonly plan_id: number;
  readonly pairing_id: number;
  readonly digest: string;
  readonly direction: Direction;
  readonly made_from: string;
  readonly row_count: number;
  readonly reverts: string | null;
  readonly summary: string;
  readonly waived: string;
}

function toPlan(found: unknown): StoredPlan | null {
  if (found === undefined) return null;
  const cells = found as PlanCells;
  return {
    planId: cells.plan_id,
    pairingId: cells.pairing_id,
    digest: cells.digest,
    direction: cells.direction,
    madeFrom: cells.made_from,
    rowCount: cells.row_count,
    reverts: cells.reverts,
    summary: JSON.parse(cells.summary) as PlanSummary,
    waived: new Set(JSON.parse(cells.waived) as GuardName[]),
  };
}
