/**
 * What taking one row of a finished run back means in writes.
 *
 * Law: a write for each effect the run had, or none for the row at all: where anything of it moved since, is
 *      gone, or can't be brought back, the row is left alone and says so.
 */
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { OperationDraft } from '../../../shared/domain/plan.ts';
import type { PersonRef, SideRecord } from '../../../shared/domain/record.ts';
import { isWritten } from '../../../shared/reconcile/outcome.ts';
import type { OutcomeText } from '../../../shared/texts/outcome-texts.ts';
import { OUTCOME_TEXTS } from '../../../shared/texts/outcome-texts.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import type { LaterRun } from '../journal/revert-repository.ts';
import { undoOf } from '../push/undo.ts';

/** Why a row is left alone. */
export type LeftAlone = 'before' | 'changed' | 'gone' | 'deleted';

export type RevertedRow =
  | {
      readonly operations: readonly {
        readonly draft: OperationDraft;
        readonly deletePerson: PersonRef | null;
      }[];
      readonly preset: null;
    }
  | {
      readonly operations: readonly [];
      readonly preset: OutcomeText & { readonly outcome: OutcomeCode; readonly why: LeftAlone };
    };

/** What the run did to the row, that an all-or-nothing run did not take back itself. */
export function effectsOf(operations: readonly StoredOperation[]): readonly StoredOperation[] {
  const undone = new Set(
    operations
      .filter(
        ({ undoOf, answer }) => undoOf !== null && answer !== null && isWritten(answer.status),
      )
      .map(({ undoOf }) => undoOf),
  );
  return operations.filter(
    ({ operationId, undoOf, answer }) =>
      undoOf === null &&
      answer !== null &&
      answer.status !== 'unchanged' &&
      (isWritten(answer.status) || answer.status === 'status-replaced') &&
      !undone.has(operationId),
  );
}

export function revertRow(
  txId: string,
  effects: readonly StoredOperation[],
  recordNow: (effect: StoredOperation) => SideRecord | null,
  later: LaterRun | null,
): RevertedRow {
  if (later?.reverts === txId) {
    return leave('before', 'unchanged', OUTCOME_TEXTS.revertedBefore(later.txId));
  }
  const deletion = effects.find(({ draft }) => draft.op === 'delete');
  if (deletion !== undefined) {
    return leave('deleted', 'skipped', OUTCOME_TEXTS.notBroughtBack(deletion.draft.side));
  }
  const states = effects.map((effect) => ({ effect, now: recordNow(effect) }));
  const gone = states.find(({ now }) => now === null)?.effect;
  if (gone !== undefined) {
    const isAll = states.every(({ now, effect }) => now === null && effect.draft.op === 'create');
    return leave('gone', isAll ? 'unchanged' : 'stale', OUTCOME_TEXTS.goneSince(gone.draft.side));
  }
  const changed = states.find(({ effect, now }) => now !== null && hasMoved(effect, now))?.effect;
  if (changed !== undefined) {
    const text =
      later === null
        ? OUTCOME_TEXTS.changedSinceRun(changed.draft.side)
        : OUTCOME_TEXTS.writtenSince(later.txId);
    return leave('changed', 'stale', text);
  }
  const operations = states.flatMap(({ effect, now }) => {
    const draft = undoOf(effect);
    if (draft === null) return [];
    return [
      {
        draft: { ...draft, expectVersion: now?.version ?? null },
        deletePerson: effect.answer?.createdPerson ?? null,
      },
    ];
  });
  return { operations, preset: null };
}

function leave(why: LeftAlone, outcome: OutcomeCode, text: OutcomeText): RevertedRow {
  return { operations: [], preset: { outcome, ...text, why } };
}

/** By its version; where the run was told none, by what it wrote. */
function hasMoved({ draft, answer }: StoredOperation, now: SideRecord): boolean {
  if (answer?.version != null) return now.version !== answer.version;
  const written = { ...draft.fields, ...answer?.values };
  return Object.entries(written).some(
    ([field, value]) => now.values[field as keyof typeof now.values] !== value,
  );
}
