/**
 * A person who is on one side only: never on the other, or gone from it since the base.
 */
import type { SideRecord } from '../domain/record.ts';
import type { Base, Presence, RowDiff, UnmappedStatus } from '../domain/row.ts';
import type { OnlyInPolicy } from '../domain/policy.ts';
import type { Side } from '../domain/side.ts';
import type { ReconcileContext, RowMeta } from './diff-field.ts';
import { goesBack, hasMoved, labelOf, proposalCls, unmappedOf } from './diff-field.ts';
import { mapToSalesforce, mapToVoyage, statusesAgree } from './status-map.ts';

type Found = Pick<RowDiff, 'cls' | 'presence' | 'presenceCls' | 'unmapped'>;

const SETTLED: Pick<RowDiff, 'presenceCls' | 'unmapped'> = { presenceCls: null, unmapped: [] };

function fieldsMoved(record: SideRecord, base: Base, context: ReconcileContext): boolean {
  return context.comparedFields.some((field) => {
    const agreed = base.fields[field];
    return (
      agreed !== undefined && hasMoved(record.side, field, record.values[field], agreed, context)
    );
  });
}

function isCancelled(record: SideRecord, context: ReconcileContext): boolean {
  return record.side === 'voyage'
    ? record.values.status === 'cancelled'
    : statusesAgree(context.policy.statusMap, labelOf(record.values.status, context), 'cancelled');
}

function heldStatus(record: SideRecord, context: ReconcileContext): string | null {
  const { status } = record.values;
  return record.side === 'salesforce' ? labelOf(status, context) : status;
}

function gone(record: SideRecord, base: Base, context: ReconcileContext): Found {
  if (isCancelled(record, context)) return { cls: 'in-sync', presence: 'both-gone', ...SETTLED };
  const held = heldStatus(record, context);
  if (fieldsMoved(record, base, context)) {
    return {
      cls: 'conflict',
      presence: 'deleted-and-changed',
      presenceCls: 'conflict',
      unmapped: unmappedOf(record.side, held, context),
    };
  }
  const isMemberGone = record.side === 'voyage';
  const take = isMemberGone ? 'take-salesforce' : 'take-voyage';
  const presence: Presence = isMemberGone ? 'cancel-registration' : 'set-member-status';
  const proposed = proposalCls(take, context);
  const isBack =
    proposed === take &&
    !context.policy.statusMayGoBack &&
    (isMemberGone ? held === 'attended' : goesBack('take-voyage', held, 'cancelled', context));
  const unmapped: readonly UnmappedStatus[] =
    isMemberGone || proposed === 'skip' ? [] : unmappedOf('voyage', 'cancelled', context);
  return { cls: 'deleted', presence, presenceCls: isBack ? 'conflict' : proposed, unmapped };
}

function onlyHere(record: SideRecord, context: ReconcileContext): Found {
  const isMember = record.side === 'salesforce';
  const policy: OnlyInPolicy = isMember
    ? context.policy.onlyInSalesforce
    : context.policy.onlyInVoyage;
  const settledBy = {
    create: isMember ? 'take-salesforce' : 'take-voyage',
    ask: 'conflict',
    skip: 'skip',
  } as const satisfies Record<OnlyInPolicy, RowDiff['presenceCls']>;
  return {
    cls: isMember ? 'only-salesforce' : 'only-voyage',
    presence: isMember ? 'create-registration' : 'create-member',
    presenceCls: settledBy[policy],
    unmapped:
      policy === 'skip' ? [] : unmappedOf(record.side, heldStatus(record, context), context),
  };
}

function classify(
  record: SideRecord,
  base: Base | null,
  meta: RowMeta,
  context: ReconcileContext,
): Found {
  if (meta.keeperId !== null) return { cls: 'duplicate', presence: null, ...SETTLED };
  const isMember = record.side === 'salesforce';
  const [ownId, otherId] = isMember
    ? [base?.memberId, base?.registrationId]
    : [base?.registrationId, base?.memberId];
  if (base !== null && ownId === record.recordId) {
    if (otherId !== null) return gone(record, base, context);
    if (!fieldsMoved(record, base, context)) {
      return { cls: 'in-sync', presence: 'both-gone', ...SETTLED };
    }
  }
  if (meta.identity === null) return { cls: 'no-email', presence: null, ...SETTLED };
  return onlyHere(record, context);
}

function isHeldOut(record: SideRecord, found: Found, context: ReconcileContext): boolean {
  if (found.presence === null || found.presence === 'both-gone') return false;
  const map = context.policy.statusMap;
  const held = heldStatus(record, context);
  const mapped = (side: Side): string | object =>
    side === 'salesforce' ? mapToVoyage(map, held) : mapToSalesforce(map, held);
  return (
    mapped(record.side) === 'skip' ||
    (found.presence === 'set-member-status' && mapToSalesforce(map, 'cancelled') === 'skip')
  );
}

export function diffAlone(
  record: SideRecord,
  base: Base | null,
  meta: RowMeta,
  context: ReconcileContext,
): RowDiff {
  const found = classify(record, base, meta, context);
  const isSkippedByMap =
    context.comparedFields.includes('status') && isHeldOut(record, found, context);
  return {
    ...found,
    ...(isSkippedByMap ? { presenceCls: 'skip', unmapped: [] } : {}),
    rowKey: meta.rowKey,
    identity: meta.identity,
    member: record.side === 'salesforce' ? record : null,
    registration: record.side === 'voyage' ? record : null,
    base: meta.keeperId === null ? base : null,
    fields: [],
    isSkippedByMap,
    keeperId: meta.keeperId,
    mergedBy: meta.mergedBy,
  };
}
