import type { Values } from '../domain/fields.ts';
import type { OperationDraft } from '../domain/plan.ts';

function sorted(values: Readonly<Partial<Values>>): readonly (readonly [string, string | null])[] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The text a plan's digest is taken over: one line for each operation, so that the text of two lists
 * is the text of the first and then that of the second.
 */
export function planText(operations: readonly OperationDraft[]): string {
  return operations
    .map(
      ({
        side,
        op,
        recordId,
        expectVersion,
        fields,
        before,
        person,
        createPerson,
        allowDuplicate,
      }) =>
        `${JSON.stringify([
          side,
          op,
          recordId,
          expectVersion,
          sorted(fields),
          sorted(before),
          person === null ? null : [person.kind, person.id],
          createPerson,
          ...(allowDuplicate === true ? ['allow-duplicate'] : []),
        ])}\n`,
    )
    .join('');
}
