/**
 * Why a status waits for a person: a write would take it back. A status never goes back by itself.
 *
 * Law: what this says of a row is asked of a person, whatever the policies of the pairing.
 */
import type { RowDiff } from '../domain/row.ts';
import type { Side } from '../domain/side.ts';
import type { ReconcileContext } from './diff-field.ts';
import { goesBack, labelOf } from './diff-field.ts';
import { isMapped, mapToSalesforce, mapToVoyage } from './status-map.ts';

type LadderContext = Pick<ReconcileContext, 'policy' | 'defaultLabel'>;

/** The side that would be written, what it holds, and what it would hold then, in its own words. */
export interface StepBack {
  readonly side: Side;
  readonly from: string;
  readonly to: string;
}

function onVoyage(from: string, label: string | null, context: LadderContext): StepBack | null {
  const to = mapToVoyage(context.policy.statusMap, label);
  return isMapped(to) ? { side: 'voyage', from, to: to.to } : null;
}

function onSalesforce(
  label: string | null,
  status: string,
  context: LadderContext,
): StepBack | null {
  const to = mapToSalesforce(context.policy.statusMap, status);
  return isMapped(to) ? { side: 'salesforce', from: label ?? '', to: to.to } : null;
}

/** Null where the row is asked about for another reason, or not at all. */
export function stepBackOf(row: RowDiff, context: LadderContext): StepBack | null {
  const { member, registration } = row;
  const status = registration?.values.status ?? null;
  if (member !== null && registration !== null) {
    const diff = row.fields.find(({ field }) => field === 'status');
    if (diff?.reason !== 'would-go-back' || status === null) return null;
    const label = labelOf(member.values.status, context);
    return goesBack('take-salesforce', label, status, context) && !diff.movedVoyage
      ? onVoyage(status, label, context)
      : onSalesforce(label, status, context);
  }
  if (row.presenceCls !== 'conflict' || context.policy.deletions !== 'apply') return null;
  if (row.presence === 'cancel-registration' && status !== null) {
    return { side: 'voyage', from: status, to: 'cancelled' };
  }
  if (row.presence === 'set-member-status' && member !== null) {
    return onSalesforce(labelOf(member.values.status, context), 'cancelled', context);
  }
  return null;
}
