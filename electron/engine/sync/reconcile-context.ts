import { FIELDS } from '../../../shared/domain/fields.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { ListFacts } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { WhoIsWho } from '../../../shared/domain/who-is-who.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';

/** What the pure stages are told beside the records: the rules, and what both sides offer. */
export function reconcileContext(
  policy: Policy,
  facts: Readonly<Record<Side, ListFacts>>,
  chosenKeepers: ReadonlySet<string>,
  whoIsWho?: WhoIsWho,
): ReconcileContext {
  const absent = new Set([...facts.salesforce.absentFields, ...facts.voyage.absentFields]);
  return {
    policy,
    comparedFields: FIELDS.filter((field) => !absent.has(field)),
    defaultLabel: facts.salesforce.statuses.find((status) => status.isDefault)?.label ?? null,
    chosenKeepers,
    ...(whoIsWho === undefined ? {} : { whoIsWho }),
  };
}
