/** Everything but the records that a comparison depends on. */
import type { Field } from '../../../shared/domain/fields.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import { basesVersion } from '../journal/base-columns.ts';
import type { Journal } from '../journal/database.ts';
import { handLinks } from '../journal/match-repository.ts';

/** As JSON has it. */
export interface CompareRules {
  readonly policy: Policy;
  readonly comparedFields: readonly Field[];
  readonly defaultLabel: string | null;
  /** What people said of who is who, each as a text. */
  readonly keepers: readonly string[];
  readonly apart: readonly string[];
  readonly shared: readonly string[];
  readonly links: readonly HandLink[];
  readonly bases: number | null;
}

export function rulesOf(db: Journal, pairingId: number, context: ReconcileContext): CompareRules {
  const { policy, comparedFields, defaultLabel, chosenKeepers, whoIsWho } = context;
  return {
    policy,
    comparedFields,
    defaultLabel,
    keepers: [...chosenKeepers].sort(),
    apart: [...(whoIsWho?.apart ?? [])].sort(),
    shared: [...(whoIsWho?.sharedAddresses ?? [])].map((one) => JSON.stringify(one)),
    links: handLinks(db, pairingId),
    bases: basesVersion(db, pairingId),
  };
}

/** Whether other verdicts follow of the same patterns. */
export function haveOtherPolicy(a: CompareRules, b: CompareRules): boolean {
  return textOf([a.policy, a.defaultLabel]) !== textOf([b.policy, b.defaultLabel]);
}

export function haveSame(
  a: CompareRules,
  b: CompareRules,
  ...parts: readonly (keyof CompareRules)[]
): boolean {
  return parts.every((part) => textOf(a[part]) === textOf(b[part]));
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
