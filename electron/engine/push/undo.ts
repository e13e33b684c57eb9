/**
 * Taking back what an all-or-nothing run did: each operation with an effect gets one that undoes it from the
 * values before, last done first.
 */
import type { Field, Values } from '../../../shared/domain/fields.ts';
import type { OperationDraft } from '../../../shared/domain/plan.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Journal } from '../journal/database.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import { insertOperation, readEffects } from '../journal/operation-repository.ts';

/** The sides in the order they are written; taken back in the reverse. */
export const SENDING_ORDER = ['voyage', 'salesforce'] as const satisfies readonly Side[];
export const UNDOING_ORDER = ['salesforce', 'voyage'] as const satisfies readonly Side[];

const PAGE = 1_000;

/** Writes down what is to be taken back. The caller owns the transaction. */
export function insertUndoOperations(db: Journal, planId: number): void {
  for (const side of UNDOING_ORDER) {
    let seq = 0;
    for (let below = Number.MAX_SAFE_INTEGER; ;) {
      const effects = readEffects(db, planId, side, { below, count: PAGE });
      const last = effects.at(-1);
      if (last === undefined) break;
      for (const operation of effects) {
        const draft = undoOf(operation);
        if (draft === null) continue;
        insertOperation(db, planId, {
          position: operation.position,
          undoOf: operation.operationId,
          seq,
          draft,
          identity: operation.identity,
          deletePerson: operation.answer?.createdPerson ?? null,
        });
        seq += 1;
      }
      below = last.seq;
    }
  }
}

/** Null for what can't be taken back: a deletion leaves nothing to write to. */
export function undoOf({ draft, answer }: StoredOperation): OperationDraft | null {
  const recordId = answer?.recordId ?? draft.recordId;
  if (recordId === null) return null;
  const person = answer?.person ?? draft.person;
  const common = {
    side: draft.side,
    recordId,
    expectVersion: answer?.version ?? null,
    person,
    createPerson: false,
  };
  switch (draft.op) {
    case 'create':
      return { ...common, op: 'delete', fields: {}, before: draft.fields };
    case 'update':
    case 'cancel':
      return { ...common, op: 'update', fields: valuesBefore(draft), before: draft.fields };
    case 'delete':
      return null;
  }
}

function valuesBefore(draft: OperationDraft): Partial<Values> {
  const names = Object.keys(draft.fields) as Field[];
  return Object.fromEntries(names.map((name) => [name, draft.before[name] ?? null]));
}
