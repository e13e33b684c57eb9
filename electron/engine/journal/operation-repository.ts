/**
 * Operations of a plan, and of taking it back. States: planned, in-flight (committed before it is sent),
 * settled (committed with its answer). The caller owns the transaction.
 */
import type { WriteStatus } from '../../../shared/domain/outcome.ts';
import type { OperationDraft, OperationKind } from '../../../shared/domain/plan.ts';
import type { PersonRef } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { WriteAnswer } from '../sides/side-port.ts';
import type { Journal } from './database.ts';

type OperationState = 'planned' | 'in-flight' | 'settled';

export interface OperationToStore {
  readonly position: number;
  /** The operation this one takes back. */
  readonly undoOf: number | null;
  readonly seq: number;
  readonly draft: OperationDraft;
  readonly identity: string | null;
  readonly deletePerson: PersonRef | null;
}

export interface StoredOperation extends OperationToStore {
  readonly operationId: number;
  readonly state: OperationState;
  readonly answer: WriteAnswer | null;
  /** Calls that may have sent it. */
  readonly tries: number;
}

/** One way through the operations of a plan: sending or taking back, on one side. */
export interface Lane {
  readonly planId: number;
  readonly isUndo: boolean;
  readonly side: Side;
}

export function insertOperation(db: Journal, planId: number, operation: OperationToStore): void {
  const { draft } = operation;
  db.statement(
    `INSERT INTO operation (plan_id, position, side, undo_of, seq, op, record_id, expect_version, fields,
        before, person, create_person, allow_duplicate, delete_person, identity)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    planId,
    operation.position,
    draft.side,
    operation.undoOf,
    operation.seq,
    draft.op,
    draft.recordId,
    draft.expectVersion,
    JSON.stringify(draft.fields),
    JSON.stringify(draft.before),
    draft.person === null ? null : JSON.stringify(draft.person),
    draft.createPerson ? 1 : 0,
    draft.allowDuplicate === true ? 1 : 0,
    operation.deletePerson === null ? null : JSON.stringify(operation.deletePerson),
    operation.identity,
  );
}

/** Operations that may have been sent without an answer. */
export function readInFlight(db: Journal, lane: Lane): readonly StoredOperation[] {
  return db
    .statement(
      `SELECT * FROM operation WHERE plan_id = ? AND is_undo = ? AND side = ? AND state = 'in-flight'
        ORDER BY seq`,
    )
    .all(lane.planId, lane.isUndo ? 1 : 0, lane.side)
    .map(toOperation);
}

/** The first batch with anything left to send: what is still planned of it. */
export function readNextBatch(
  db: Journal,
  lane: Lane,
  batchSize: number,
): readonly StoredOperation[] {
  return db
    .statement(
      `SELECT * FROM operation WHERE plan_id = :planId AND is_undo = :isUndo AND side = :side
        AND state = 'planned' AND seq / CAST(:batchSize AS INTEGER) = (SELECT min(seq) / CAST(:batchSize AS INTEGER) FROM operation
          WHERE plan_id = :planId AND is_undo = :isUndo AND side = :side AND state = 'planned')
        ORDER BY seq`,
    )
    .all({ planId: lane.planId, isUndo: lane.isUndo ? 1 : 0, side: lane.side, batchSize })
    .map(toOperation);
}

/** They are about to be sent, or sent again. */
export function markInFlight(db: Journal, operations: readonly StoredOperation[]): void {
  db.statement(
    `UPDATE operation SET state = 'in-flight', tries = tries + 1
      WHERE operation_id IN (SELECT value FROM json_each(?)) AND state <> 'settled'`,
  ).run(JSON.stringify(operations.map((operation) => operation.operationId)));
}

/** They were not sent after all. */
export function markPlanned(db: Journal, operations: readonly StoredOperation[]): void {
  db.statement(
    `UPDATE operation SET state = 'planned', tries = tries - 1
      WHERE operation_id IN (SELECT value FROM json_each(?)) AND state = 'in-flight'`,
  ).run(JSON.stringify(operations.map((operation) => operation.operationId)));
}

export function settleOperation(db: Journal, operationId: number, answer: WriteAnswer): void {
  const { changes } = db
    .statement(
      `UPDATE operation SET state = 'settled', status = ?, answer = ?
        WHERE operation_id = ? AND state <> 'settled'`,
    )
    .run(answer.status, JSON.stringify(answer), operationId);
  if (changes !== 1) throw new Error(`operation ${String(operationId)} was settled before`);
}

/** Everything of the plan still to be sent is settled with this answer, unsent. */
export function settleUnsent(db: Journal, planId: number, answer: Omit<WriteAnswer, 'ref'>): void {
  db.statement(
    `UPDATE operation SET state = 'settled', status = :status,
        answer = json_insert(:answer, '$.ref', 'op-' || operation_id)
      WHERE plan_id = :planId AND state = 'planned'`,
  ).run({ planId, status: answer.status, answer: JSON.stringify(answer) });
}

/** Planned operations of a row, which will not be sent. */
export function readPlannedOfRow(
  db: Journal,
  planId: number,
  position: number,
): readonly StoredOperation[] {
  return db
    .statement(
      `SELECT * FROM operation WHERE plan_id = ? AND position = ? AND state = 'planned' AND is_undo = 0`,
    )
    .all(planId, position)
    .map(toOperation);
}

/** Every operation of these rows, by position; those that take back come after the others. */
export function readOperationsOfRows(
  db: Journal,
  planId: number,
  positions: readonly number[],
): ReadonlyMap<number, readonly StoredOperation[]> {
  const byPosition = new Map<number, StoredOperation[]>();
  const found = db
    .statement(
      `SELECT * FROM operation WHERE plan_id = ? AND position IN (SELECT value FROM json_each(?))
        ORDER BY position, is_undo, side DESC, seq`,
    )
    .all(planId, JSON.stringify(positions));
  for (const cells of found) {
    const operation = toOperation(cells);
    const known = byPosition.get(operation.position);
    if (known === undefined) byPosition.set(operation.position, [operation]);
    else known.push(operation);
  }
  return byPosition;
}

/** What was done on a side and can be asked back, last first, below a seq. */
export function readEffects(
  db: Journal,
  planId: number,
  side: Side,
  window: { readonly below: number; readonly count: number },
): readonly StoredOperation[] {
  return db
    .statement(
      `SELECT * FROM operation WHERE plan_id = :planId AND is_undo = 0 AND side = :side AND state = 'settled'
        AND status IN ('created', 'updated', 'cancelled', 'deleted', 'status-replaced') AND seq < :below
        ORDER BY seq DESC LIMIT :count`,
    )
    .all({ planId, side, ...window })
    .map(toOperation);
}

export interface LaneCounts {
  readonly total: number;
  readonly done: number;
  readonly inFlight: number;
  readonly batches: number;
  readonly batchesDone: number;
  readonly batchesInFlight: number;
}

export function countLane(db: Journal, lane: Lane, batchSize: number): LaneCounts {
  return db
    .statement(
      `SELECT count(*) AS total, coalesce(sum(done), 0) AS done, coalesce(sum(flying), 0) AS inFlight,
          count(DISTINCT batch) AS batches,
          count(DISTINCT batch) - count(DISTINCT CASE WHEN NOT done THEN batch END) AS batchesDone,
          count(DISTINCT CASE WHEN flying THEN batch END) AS batchesInFlight
        FROM (SELECT seq / CAST(:batchSize AS INTEGER) AS batch, state = 'settled' AS done, state = 'in-flight' AS flying
          FROM operation WHERE plan_id = :planId AND is_undo = :isUndo AND side = :side)`,
    )
    .get({
      planId: lane.planId,
      isUndo: lane.isUndo ? 1 : 0,
      side: lane.side,
      batchSize,
    }) as LaneCounts;
}

interface OperationCells {
  readonly operation_id: number;
  readonly position: number;
  readonly side: Side;
  readonly undo_of: number | null;
  readonly seq: number;
  readonly op: OperationKind;
  readonly record_id: string | null;
  readonly expect_version: string | null;
  readonly fields: string;
  readonly before: string;
  readonly person: string | null;
  readonly create_person: number;
  readonly allow_duplicate: number;
  readonly delete_person: string | null;
  readonly identity: string | null;
  readonly state: OperationState;
  readonly tries: number;
  readonly status: WriteStatus | null;
  readonly answer: string | null;
}

function toOperation(found: unknown): StoredOperation {
  const cells = found as OperationCells;
  return {
    operationId: cells.operation_id,
    position: cells.position,
    undoOf: cells.undo_of,
    seq: cells.seq,
    draft: {
      side: cells.side,
      op: cells.op,
      recordId: cells.record_id,
      expectVersion: cells.expect_version,
      fields: JSON.parse(cells.fields) as OperationDraft['fields'],
      before: JSON.parse(cells.before) as OperationDraft['before'],
      person: cells.person === null ? null : (JSON.parse(cells.person) as PersonRef),
      createPerson: cells.create_person === 1,
      ...(cells.allow_duplicate === 1 ? { allowDuplicate: true } : {}),
    },
    identity: cells.identity,
    deletePerson:
      cells.delete_person === null ? null : (JSON.parse(cells.delete_person) as PersonRef),
    state: cells.state,
    tries: cells.tries,
    answer: cells.answer === null ? null : (JSON.parse(cells.answer) as WriteAnswer),
  };
}
