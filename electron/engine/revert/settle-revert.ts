/** What became of a row that was to be taken back: how it is told, and what both sides agree on afterwards. */
import type { Base } from '../../../shared/domain/row.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { RowOutcome } from '../../../shared/reconcile/outcome.ts';
import { isWritten } from '../../../shared/reconcile/outcome.ts';
import { OUTCOME_TEXTS } from '../../../shared/texts/outcome-texts.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import type { StoredPlanRow } from '../journal/plan-repository.ts';

export function revertOutcome(
  outcome: RowOutcome,
  operations: readonly StoredOperation[],
): RowOutcome {
  const taken = takenBack(operations);
  const sides = taken.map(({ draft }) => draft.side);
  switch (outcome.outcome) {
    case 'updated': {
      const [only] = taken;
      const isRemoval = taken.length === 1 && only?.draft.op === 'delete';
      return {
        ...outcome,
        ...(isRemoval
          ? OUTCOME_TEXTS.revertedCreate(only.draft.side)
          : OUTCOME_TEXTS.reverted(sides)),
      };
    }
    case 'unchanged':
      return { ...outcome, ...OUTCOME_TEXTS.revertedAlready() };
    case 'stale': {
      const left = operations.find(({ answer }) => answer?.status === 'stale')?.draft.side;
      if (left === undefined) return outcome;
      return { ...outcome, ...staleText(sides, left) };
    }
    default:
      return outcome;
  }
}

function staleText(taken: readonly Side[], left: Side) {
  return taken.length === 0
    ? OUTCOME_TEXTS.changedSinceRun(left)
    : OUTCOME_TEXTS.revertedInPart(taken, left);
}

function takenBack(operations: readonly StoredOperation[]): readonly StoredOperation[] {
  return operations.filter(
    ({ undoOf, answer }) => undoOf === null && answer !== null && isWritten(answer.status),
  );
}

/**
 * The base of the row from now on: the one from before the run where all of it was taken back; none where
 * some was, so that a person is asked; `kept` where nothing was.
 */
export function baseAfterRevert(
  row: StoredPlanRow,
  operations: readonly StoredOperation[],
): Base | 'none' | 'kept' {
  const own = operations.filter(({ undoOf }) => undoOf === null);
  const taken = takenBack(operations);
  if (taken.length === 0) return 'kept';
  return taken.length === own.length ? (row.base ?? 'none') : 'none';
}
