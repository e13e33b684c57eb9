/**
 * One field of one person: which side moved since the base, and what follows from it.
 */
import type { Field } from '../domain/fields.ts';
import type { Policy } from '../domain/policy.ts';
import type {
  BaseValue,
  FieldClass,
  FieldDiff,
  FieldReason,
  UnmappedStatus,
} from '../domain/row.ts';
import type { Side } from '../domain/side.ts';
import type { WhoIsWho } from '../domain/who-is-who.ts';
import type { VoyageStatus } from '../domain/status.ts';
import { isVoyageStatus } from '../domain/status.ts';
import type { ProviderRule } from './normalize.ts';
import { comparable, valuesEqual } from './normalize.ts';
import {
  isMapped,
  labelsAgree,
  mapToSalesforce,
  mapToVoyage,
  statusesAgree,
  wouldGoBack,
} from './status-map.ts';

export interface ReconcileContext {
  readonly policy: Policy;
  /** Fields both sides offer; the others are never compared and never written. */
  readonly comparedFields: readonly Field[];
  /** The campaign's default status: what a member without one holds. */
  readonly defaultLabel: string | null;
  /** Record ids a person chose as keepers of their duplicates. */
  readonly chosenKeepers: ReadonlySet<string>;
  readonly whoIsWho?: WhoIsWho;
}

export interface RowMeta {
  readonly rowKey: string;
  readonly identity: string | null;
  /** Set for a duplicate: the record id of the keeper on its side. */
  readonly keeperId: string | null;
  readonly mergedBy: ProviderRule | null;
}

export interface Times {
  readonly salesforce: string | null;
  readonly voyage: string | null;
}

/** The label a member holds, the campaign's default where it holds none. */
export function labelOf(
  label: string | null,
  context: Pick<ReconcileContext, 'defaultLabel'>,
): string | null {
  return comparable('status', label) === null ? context.defaultLabel : label;
}

function agree(
  field: Field,
  salesforce: string | null,
  voyage: string | null,
  context: ReconcileContext,
): boolean {
  return field === 'status'
    ? statusesAgree(context.policy.statusMap, labelOf(salesforce, context), voyage)
    : valuesEqual(field, salesforce, voyage);
}

export function hasMoved(
  side: Side,
  field: Field,
  now: string | null,
  base: BaseValue,
  context: ReconcileContext,
): boolean {
  return side === 'salesforce' && field === 'status'
    ? !labelsAgree(
        context.policy.statusMap,
        labelOf(now, context),
        labelOf(base.salesforce, context),
      )
    : !valuesEqual(field, now, base[side]);
}

/** Whether writing one side's status to the other would move the person backwards. */
export function goesBack(
  take: 'take-salesforce' | 'take-voyage',
  label: string | null,
  status: string | null,
  context: Pick<ReconcileContext, 'policy'>,
): boolean {
  if (context.policy.statusMayGoBack || status === null || !isVoyageStatus(status)) return false;
  const mapped = mapToVoyage(context.policy.statusMap, label);
  if (!isMapped(mapped)) return false;
  if (take === 'take-salesforce') return wouldGoBack(status, mapped.to);
  return wouldGoBack(mapped.to, status) || wouldGoBack(mapped.to, asWrittenBack(status, context));
}

/** What the label that stands for a status says by itself: a campaign may have none that says as much. */
function asWrittenBack(
  status: VoyageStatus,
  context: Pick<ReconcileContext, 'policy'>,
): VoyageStatus {
  const label = mapToSalesforce(context.policy.statusMap, status);
  const meaning = isMapped(label) ? mapToVoyage(context.policy.statusMap, label.to) : 'unmapped';
  return isMapped(meaning) ? meaning.to : status;
}

function byPolicy(
  field: Field,
  salesforce: string | null,
  voyage: string | null,
  times: Times,
  context: ReconcileContext,
): 'take-salesforce' | 'take-voyage' | null {
  const policy = context.policy.fields[field] ?? 'ask';
  switch (policy) {
    case 'ask':
      return null;
    case 'prefer-salesforce':
      return 'take-salesforce';
    case 'prefer-voyage':
      return 'take-voyage';
    case 'prefer-non-blank': {
      const isBlank = comparable(field, salesforce) === null;
      if (isBlank === (comparable(field, voyage) === null)) return null;
      return isBlank ? 'take-voyage' : 'take-salesforce';
    }
    case 'newest': {
      const [first, second] = [Date.parse(times.salesforce ?? ''), Date.parse(times.voyage ?? '')];
      if (first > second) return 'take-salesforce';
      return second > first ? 'take-voyage' : null;
    }
  }
}

export function diffField(
  field: Field,
  salesforceValue: string | null,
  voyage: string | null,
  base: BaseValue | undefined,
  times: Times,
  context: ReconcileContext,
): FieldDiff {
  const salesforce = field === 'status' ? labelOf(salesforceValue, context) : salesforceValue;
  const known =
    base !== undefined && agree(field, base.salesforce, base.voyage, context) ? base : null;
  const movedSalesforce =
    known !== null && hasMoved('salesforce', field, salesforce, known, context);
  const movedVoyage = known !== null && hasMoved('voyage', field, voyage, known, context);
  const found = (cls: FieldClass, reason: FieldReason): FieldDiff => ({
    field,
    cls,
    reason,
    salesforce,
    voyage,
    base: known,
    movedSalesforce,
    movedVoyage,
  });

  if (!context.comparedFields.includes(field)) return found('same', 'not-compared');
  if (agree(field, salesforce, voyage, context)) {
    return movedSalesforce && movedVoyage
      ? found('converged', 'both-moved')
      : found('same', 'equal');
  }
  const isOneSided = movedSalesforce !== movedVoyage;
  const take = isOneSided
    ? movedSalesforce
      ? 'take-salesforce'
      : 'take-voyage'
    : byPolicy(field, salesforce, voyage, times, context);
  if (take === null) return found('conflict', movedSalesforce ? 'both-moved' : 'no-base');
  if (field === 'status' && goesBack(take, salesforce, voyage, context)) {
    return found('conflict', 'would-go-back');
  }
  return found(take, isOneSided ? 'one-side-moved' : 'policy');
}

/** The status as the other side would need it, when the map has no entry for it. */
export function unmappedOf(
  side: Side,
  status: string | null,
  context: Pick<ReconcileContext, 'policy'>,
): readonly UnmappedStatus[] {
  const map = context.policy.statusMap;
  const mapped = side === 'salesforce' ? mapToVoyage(map, status) : mapToSalesforce(map, status);
  return mapped === 'unmapped' ? [{ side, label: status ?? '' }] : [];
}

export function proposalCls(
  take: 'take-salesforce' | 'take-voyage',
  context: ReconcileContext,
): 'take-salesforce' | 'take-voyage' | 'conflict' | 'skip' {
  switch (context.policy.deletions) {
    case 'apply':
      return take;
    case 'propose':
      return 'conflict';
    case 'skip':
      return 'skip';
  }
}
