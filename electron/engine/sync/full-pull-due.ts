import type { Field } from '../../../shared/domain/fields.ts';
import type { IdentityRules } from '../../../shared/domain/policy.ts';
import type { ListFacts } from '../../../shared/domain/record.ts';
import type { Snapshot } from '../journal/snapshot-repository.ts';

/**
 * Asking for changes trusts the far side's stamps; what slipped through all the same (a clock set by hand, a
 * restored backup, records that became visible without being touched) is made good within a day.
 */
const WHOLE_AT_LEAST_EVERY_MS = 24 * 3_600_000;

/**
 * Why a side must be read whole. While its changes are read it may come out that its clock ran back, that most
 * of it changed (`mass`), or that it holds records no change told of (`untold`).
 */
export type WholeReason =
  'asked' | 'first' | 'rules' | 'fields' | 'aged' | 'clock' | 'mass' | 'untold';

/** Null when what changed since the snapshot before is enough. */
export function wholeReason(
  previous: Snapshot,
  now: {
    readonly isAsked: boolean;
    readonly facts: ListFacts;
    readonly rules: IdentityRules;
    readonly at: Date;
  },
): WholeReason | null {
  if (now.isAsked) return 'asked';
  const { wholeAt } = previous.pull;
  if (wholeAt === null) return 'first';
  const age = now.at.getTime() - Date.parse(wholeAt);
  if (age < 0) return 'clock';
  if (age >= WHOLE_AT_LEAST_EVERY_MS) return 'aged';
  const { rules } = previous;
  if (rules.plusTags !== now.rules.plusTags || rules.gmailDots !== now.rules.gmailDots)
    return 'rules';
  return readsAlike(previous.facts, now.facts) ? null : 'fields';
}

/** The same fields can be read, and a member without a Status means the same label. */
function readsAlike(before: ListFacts, now: ListFacts): boolean {
  return (
    sorted(before.absentFields) === sorted(now.absentFields) &&
    defaultLabel(before) === defaultLabel(now)
  );
}

function sorted(fields: readonly Field[]): string {
  return [...fields].sort().join(' ');
}

function defaultLabel({ statuses }: ListFacts): string | null {
  return statuses.find(({ isDefault }) => isDefault)?.label ?? null;
}
