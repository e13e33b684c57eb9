/**
 * One batch: committed as in-flight, sent, and its answers committed in one transaction with all that
 * follows from them.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { isWritten } from '../../../shared/reconcile/outcome.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import { applyConfirmed } from '../journal/confirmed-repository.ts';
import type { Journal } from '../journal/database.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import {
  markInFlight,
  markPlanned,
  readPlannedOfRow,
  settleOperation,
} from '../journal/operation-repository.ts';
import { readPlanRowsAt, readSettledRows } from '../journal/plan-row-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { addCalls, setUndoing } from '../journal/run-repository.ts';
import { keepTicket, readTickets } from '../journal/ticket-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';
import type { SidePort, WriteAnswer, WriteBatch } from '../sides/side-port.ts';
import type { SettledRow } from './settle-rows.ts';
import { settleRows } from './settle-rows.ts';
import { insertUndoOperations } from './undo.ts';

export interface Batch {
  readonly side: Side;
  readonly isUndo: boolean;
  /** It may have been sent before. */
  readonly isRetry: boolean;
  readonly operations: readonly StoredOperation[];
}

export const NOT_ATTEMPTED: Omit<WriteAnswer, 'ref'> = {
  status: 'not-attempted',
  recordId: null,
  version: null,
  person: null,
  createdPerson: null,
  values: null,
  error: null,
  attempts: 0,
};

/** By then a call is on its way, and its answer has to be waited for. */
const SENT_AFTER_MS = 20;

/** Sends the batch; throws the side's Refusal when no answer came, leaving the batch in-flight. */
export async function sendBatch(
  context: EngineContext,
  run: Run,
  batch: Batch,
  port: SidePort,
  asked: () => 'leave' | 'stop' | null,
): Promise<readonly WriteAnswer[]> {
  const { db } = context;
  db.transaction(() => markInFlight(db, batch.operations));
  const callsBefore = port.callsMade();
  const waiting = setTimeout(() => db.carryOver(), SENT_AFTER_MS);
  try {
    // A batch under way is never cut short: a push stops between two of them.
    return await port.write(toWrite(context, run, batch, asked), new AbortController().signal);
  } catch (failure) {
    // Else it would pass for one under way, which the reserve of calls lets through.
    const isUnsent = failure instanceof Refusal && failure.error.code === 'side/call-reserve';
    if (isUnsent && !batch.isRetry) db.transaction(() => markPlanned(db, batch.operations));
    throw failure;
  } finally {
    clearTimeout(waiting);
    addCalls(db, run.txId, batch.side, port.callsMade() - callsBefore);
  }
}

function toWrite(
  context: EngineContext,
  run: Run,
  { side, isUndo, isRetry, operations }: Batch,
  asked: () => 'leave' | 'stop' | null,
): WriteBatch {
  const { db } = context;
  const { txId } = run;
  const first = operations[0]?.seq ?? 0;
  const number = Math.floor(first / run.batchSize[side]);
  const key = `${txId}-${side}${isUndo ? '-undo' : ''}-${String(number)}`;
  return {
    listId: side === 'salesforce' ? run.campaignId : run.eventId,
    key,
    isAtomic: run.mode === 'all-or-nothing' && !isUndo,
    isRetry,
    tickets: {
      kept: isRetry ? readTickets(db, txId, key) : [],
      keep: (ticket) => keepTicket(db, { txId, batchKey: key, ticket, at: nowIso(context) }),
    },
    asked,
    operations: operations.map((operation) => ({
      ref: refOf(operation),
      op: operation.draft.op,
      recordId: operation.draft.recordId,
      expectVersion: operation.draft.expectVersion,
      fields: operation.draft.fields,
      before: operation.draft.before,
      person: operation.draft.person,
      createPerson: operation.draft.createPerson,
      allowDuplicate: operation.draft.allowDuplicate === true,
      deletePerson: operation.deletePerson,
      identity: operation.identity,
    })),
  };
}

export function refOf(operation: StoredOperation): string {
  return `op-${String(operation.operationId)}`;
}

/** The calls before this one, whose answers were lost, are attempts too. */
function withTries(operation: StoredOperation, answer: WriteAnswer, isRetry: boolean): WriteAnswer {
  const earlier = isRetry ? operation.tries : 0;
  return earlier === 0 ? answer : { ...answer, attempts: answer.attempts + earlier };
}

/** Commits the answers; gives the rows that are done with by them. */
export function settleBatch(
  context: EngineContext,
  run: Run,
  batch: Batch,
  answers: readonly WriteAnswer[],
): readonly SettledRow[] {
  const { db } = context;
  const at = nowIso(context);
  const answered = new Map(answers.map((answer) => [answer.ref, answer]));
  const pairs = batch.operations.map((operation) => {
    const answer = answered.get(refOf(operation));
    if (answer === undefined) throw new Error(`no answer for ${refOf(operation)}`);
    return { operation, answer: withTries(operation, answer, batch.isRetry) };
  });
  return db.transaction(() => {
    for (const { operation, answer } of pairs) settleOperation(db, operation.operationId, answer);
    keepConfirmed(db, run, batch.side, pairs, at);
    if (batch.isUndo) return [];
    if (run.mode === 'all-or-nothing') {
      if (!answers.every((answer) => isWritten(answer.status))) startUndoing(db, run);
      return [];
    }
    for (const { operation, answer } of pairs) {
      if (answer.status === 'stale') dropRestOfRow(db, run, operation);
    }
    const positions = pairs.map(({ operation }) => operation.position);
    return settleRows(db, run, readSettledRows(db, run.planId, positions), at);
  });
}

/** From here on the run takes back what it did. The caller owns the transaction. */
export function startUndoing(db: Journal, run: Run): void {
  setUndoing(db, run.txId);
  insertUndoOperations(db, run.planId);
}

function keepConfirmed(
  db: Journal,
  run: Run,
  side: Side,
  pairs: readonly { readonly operation: StoredOperation; readonly answer: WriteAnswer }[],
  at: string,
): void {
  const snapshots = currentSnapshots(db, run.pairingId);
  if (snapshots === null) return;
  const created = pairs
    .filter(({ operation }) => operation.draft.op === 'create')
    .map(({ operation }) => operation.position);
  const rows = new Map(
    readPlanRowsAt(db, run.planId, created).map((row) => [row.position, row.frozen?.row]),
  );
  const confirmed = pairs.map(({ operation, answer }) => {
    const row = rows.get(operation.position);
    const source = (side === 'salesforce' ? row?.registration : row?.member) ?? null;
    return { operation, answer, source };
  });
  applyConfirmed(db, { id: snapshots[side].id, side }, confirmed, at);
}

/** One side moved since it was read: what was decided no longer stands, so the rest of the row stays unsent. */
function dropRestOfRow(db: Journal, run: Run, { position }: StoredOperation): void {
  for (const operation of readPlannedOfRow(db, run.planId, position)) {
    settleOperation(db, operation.operationId, { ...NOT_ATTEMPTED, ref: refOf(operation) });
  }
}
