/** What became of rows whose operations are all settled: their outcomes, and the bases those confirm. */
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { Base } from '../../../shared/domain/row.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { advanceBase } from '../../../shared/reconcile/advance-base.ts';
import type { RowOutcome, SettledOperation } from '../../../shared/reconcile/outcome.ts';
import { isWritten, settleRow, takeBack } from '../../../shared/reconcile/outcome.ts';
import { writeBases } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import { readOperationsOfRows } from '../journal/operation-repository.ts';
import type { OutcomeToStore } from '../journal/outcome-repository.ts';
import { insertOutcomes } from '../journal/outcome-repository.ts';
import { dropBase } from '../journal/revert-repository.ts';
import { baseAfterRevert, revertOutcome } from '../revert/settle-revert.ts';
import type { StoredPlanRow } from '../journal/plan-repository.ts';
import { dropFrozen } from '../journal/plan-row-repository.ts';
import type { Run } from '../journal/run-repository.ts';

export interface SettledRow {
  readonly side: Side;
  readonly name: string | null;
  readonly outcome: OutcomeCode;
  readonly message: string;
}

/** Writes outcomes and bases. The caller owns the transaction, and gives rows that have none yet. */
export function settleRows(
  db: Journal,
  run: Run,
  rows: readonly StoredPlanRow[],
  at: string,
): readonly SettledRow[] {
  const positions = rows.map((row) => row.position);
  const operations = readOperationsOfRows(db, run.planId, positions);
  const bases: Base[] = [];
  const outcomes: OutcomeToStore[] = [];
  const settled = rows.map((row): SettledRow => {
    const own = operations.get(row.position) ?? [];
    const told = outcomeOf(run, row, own);
    const isRevert = run.reverts !== null && run.phase !== 'undoing';
    const outcome = isRevert ? revertOutcome(told, own) : told;
    const base = run.phase === 'undoing' ? null : newBase(run, row, own);
    if (base === 'none') dropBase(db, run.pairingId, row);
    else if (base !== null) bases.push(base);
    outcomes.push({
      txId: run.txId,
      row: row.position,
      rowKey: row.rowKey,
      email: row.email,
      name: row.name,
      salesforceId: row.memberId ?? idOn('salesforce', outcome, own),
      voyageId: row.registrationId ?? idOn('voyage', outcome, own),
      outcome: outcome.outcome,
      changes: outcome.changes,
      message: outcome.message,
      nextStep: outcome.nextStep,
      code: outcome.code,
      attempts: outcome.attempts,
      finishedAt: at,
      duplicate: outcome.duplicate === undefined ? null : { ...outcome.duplicate, chosen: null },
      search: row.search,
    });
    const side = own.find(({ undoOf }) => undoOf === null)?.draft.side ?? 'voyage';
    return { side, name: row.name, outcome: outcome.outcome, message: outcome.message };
  });
  insertOutcomes(db, outcomes);
  writeBases(db, run.pairingId, bases, { txId: run.txId, at });
  dropFrozen(db, run.planId, positions);
  return settled;
}

function outcomeOf(
  run: Pick<Run, 'phase'>,
  row: Pick<StoredPlanRow, 'rowKey' | 'preset'>,
  operations: readonly StoredOperation[],
): RowOutcome {
  const own = operations.filter(({ undoOf }) => undoOf === null);
  const outcome = settleRow(row, settledOf(own));
  const effects = own.filter(hasEffect);
  if (run.phase !== 'undoing' || effects.length === 0) return outcome;

  const undoes = operations.filter(({ undoOf }) => undoOf !== null);
  const isEffectLeft = (effect: StoredOperation): boolean =>
    !undoes.some(
      ({ undoOf, answer }) =>
        undoOf === effect.operationId && answer !== null && isWritten(answer.status),
    );
  if (effects.some(isEffectLeft)) {
    const lost = effects.filter(
      (effect) => !undoes.some(({ undoOf }) => undoOf === effect.operationId),
    );
    const sides = lost.map(({ draft }) => draft.side);
    return { ...takeBack(outcome, settledOf(undoes), sides), outcome: 'failed' };
  }
  // What stopped the run keeps its own reason; nothing of the row is left written all the same.
  return isWhole(own) ? takeBack(outcome, settledOf(undoes)) : { ...outcome, changes: [] };
}

function settledOf(operations: readonly StoredOperation[]): readonly SettledOperation[] {
  return operations.flatMap(({ draft, answer }) => (answer === null ? [] : [{ draft, answer }]));
}

function isWhole(operations: readonly StoredOperation[]): boolean {
  return operations.every(
    ({ answer }) =>
      answer !== null && (isWritten(answer.status) || answer.status === 'not-attempted'),
  );
}

function hasEffect({ answer }: StoredOperation): boolean {
  if (answer === null || answer.status === 'unchanged') return false;
  return isWritten(answer.status) || answer.status === 'status-replaced';
}

function newBase(
  run: Run,
  row: StoredPlanRow,
  operations: readonly StoredOperation[],
): Base | 'none' | null {
  if (run.reverts === null) return baseOf(row, operations);
  const base = baseAfterRevert(row, operations);
  return base === 'kept' ? null : base;
}

function baseOf(row: StoredPlanRow, operations: readonly StoredOperation[]): Base | null {
  if (row.frozen === null) return null;
  const base = advanceBase(row.frozen.row, row.frozen.resolution, settledOf(operations));
  return base === row.frozen.row.base ? null : base;
}

/** The id a record got by being created; none once it has been taken back. */
function idOn(
  side: Side,
  outcome: RowOutcome,
  operations: readonly StoredOperation[],
): string | null {
  const create = operations.find(({ draft, undoOf }) => draft.side === side && undoOf === null);
  const isGone = operations.some(
    ({ undoOf, answer }) =>
      undoOf !== null && undoOf === create?.operationId && answer?.status === 'deleted',
  );
  return outcome.outcome === 'rolled-back' || isGone ? null : (create?.answer?.recordId ?? null);
}
