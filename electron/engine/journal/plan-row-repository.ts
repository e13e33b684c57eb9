/** Reading the rows of a plan. */
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { Base } from '../../../shared/domain/row.ts';
import type { Journal } from './database.ts';
import type { FrozenRow, StoredPlanRow } from './plan-repository.ts';

export interface PlanRowFilter {
  /** Folded as the rows' own search text; empty for all. */
  readonly search: string;
  readonly onlyOperations: boolean;
}

export function countPlanRows(db: Journal, planId: number, filter: PlanRowFilter): number {
  const found = db
    .statement(`SELECT count(*) AS rows FROM plan_row WHERE ${conditionOf(filter)}`)
    .get({ planId, search: filter.search }) as { rows: number };
  return found.rows;
}

export function readPlanRows(
  db: Journal,
  planId: number,
  filter: PlanRowFilter,
  window: { readonly from: number; readonly count: number },
): readonly StoredPlanRow[] {
  return db
    .statement(
      `SELECT * FROM plan_row WHERE ${conditionOf(filter)} ORDER BY position LIMIT :count OFFSET :from`,
    )
    .all({ planId, search: filter.search, ...window })
    .map(toPlanRow);
}

function conditionOf(filter: PlanRowFilter): string {
  const onlyOperations = filter.onlyOperations ? 'AND operations > 0' : '';
  const search = filter.search === '' ? `AND :search = ''` : 'AND instr(search, :search) > 0';
  return `plan_id = :planId ${onlyOperations} ${search}`;
}

export function readPlanRowsAt(
  db: Journal,
  planId: number,
  positions: readonly number[],
): readonly StoredPlanRow[] {
  return db
    .statement(
      `SELECT * FROM plan_row WHERE plan_id = ? AND position IN (SELECT value FROM json_each(?))`,
    )
    .all(planId, JSON.stringify(positions))
    .map(toPlanRow);
}

/** Rows of these members about which anything is to be written. */
export function countRowsOfMembers(
  db: Journal,
  planId: number,
  memberIds: readonly string[],
): number {
  return db
    .statement(
      `SELECT count(*) FROM plan_row WHERE plan_id = ? AND operations > 0
        AND member_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .get(planId, JSON.stringify(memberIds)) as number;
}

/** Rows that have their outcome no longer need what it was made from. */
export function dropFrozen(db: Journal, planId: number, positions: readonly number[]): void {
  db.statement(
    `UPDATE plan_row SET frozen = NULL
      WHERE plan_id = ? AND position IN (SELECT value FROM json_each(?))`,
  ).run(planId, JSON.stringify(positions));
}

/** Rows with operations that have no outcome in the run yet, in review order. */
export function readRowsWithoutOutcome(
  db: Journal,
  planId: number,
  txId: string,
  window: { readonly after: number; readonly count: number },
): readonly StoredPlanRow[] {
  return db
    .statement(
      `SELECT * FROM plan_row WHERE plan_id = :planId AND operations > 0 AND position > :after
        AND NOT EXISTS (SELECT 1 FROM outcome WHERE tx_id = :txId AND row = position)
        ORDER BY position LIMIT :count`,
    )
    .all({ planId, txId, ...window })
    .map(toPlanRow);
}

/** Of these rows, the ones whose every operation is settled. */
export function readSettledRows(
  db: Journal,
  planId: number,
  positions: readonly number[],
): readonly StoredPlanRow[] {
  return db
    .statement(
      `SELECT * FROM plan_row WHERE plan_id = :planId
        AND position IN (SELECT value FROM json_each(:positions))
        AND NOT EXISTS (SELECT 1 FROM operation
          WHERE operation.plan_id = :planId AND operation.position = plan_row.position AND state <> 'settled')
        ORDER BY position`,
    )
    .all({ planId, positions: JSON.stringify(positions) })
    .map(toPlanRow);
}

interface PlanRowCells {
  readonly position: number;
  readonly row_key: string;
  readonly identity: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly member_id: string | null;
  readonly registration_id: string | null;
  readonly operations: number;
  readonly preset_outcome: OutcomeCode | null;
  readonly preset_message: string | null;
  readonly preset_next_step: string | null;
  readonly frozen: string | null;
  readonly base: string | null;
  readonly base_before: string | null;
  readonly search: string;
}

function toPlanRow(found: unknown): StoredPlanRow {
  const cells = found as PlanRowCells;
  return {
    position: cells.position,
    rowKey: cells.row_key,
    identity: cells.identity,
    name: cells.name,
    email: cells.email,
    memberId: cells.member_id,
    registrationId: cells.registration_id,
    operations: cells.operations,
    preset:
      cells.preset_outcome === null
        ? null
        : {
            outcome: cells.preset_outcome,
            message: cells.preset_message ?? '',
            nextStep: cells.preset_next_step,
          },
    frozen: cells.frozen === null ? null : (JSON.parse(cells.frozen) as FrozenRow),
    base: cells.base === null ? null : (JSON.parse(cells.base) as Base),
    baseBefore: cells.base_before === null ? null : (JSON.parse(cells.base_before) as Base),
    search: cells.search,
  };
}
