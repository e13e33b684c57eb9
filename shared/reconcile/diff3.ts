/**
 * Three-way comparison of one person: what each side changed since the base, and what follows.
 *
 * In:     records as typed; either may be null, not both.
 * Out:    one FieldDiff per compared field, in the order of FIELDS, when both records are there.
 * Laws:   swapping sides swaps the labels; what both sides changed alike is never a conflict.
 * Base:   counts only while both its records are the ones compared. A null id in a base says that the
 *         person is known to be gone from that side: nothing is proposed again until the other moves.
 */
import type { Field, FieldMask } from '../domain/fields.ts';
import { FIELDS, bitOf } from '../domain/fields.ts';
import type { SideRecord } from '../domain/record.ts';
import type {
  Base,
  FieldDiff,
  Presence,
  RowClass,
  RowDiff,
  RowMasks,
  UnmappedStatus,
} from '../domain/row.ts';
import type { Side } from '../domain/side.ts';
import { diffAlone } from './diff-alone.ts';
import type { ReconcileContext, RowMeta } from './diff-field.ts';
import { diffField, goesBack, labelOf, proposalCls, unmappedOf } from './diff-field.ts';
import { mapToSalesforce, mapToVoyage } from './status-map.ts';

export type { ReconcileContext, RowMeta };

/** The base, when it was made on these very two records. */
export function baseOfPair(
  base: Base | null,
  member: SideRecord,
  registration: SideRecord,
): Base | null {
  return base?.memberId === member.recordId && base.registrationId === registration.recordId
    ? base
    : null;
}

function unmappedOfStatus(
  status: FieldDiff | undefined,
  context: ReconcileContext,
): readonly UnmappedStatus[] {
  switch (status?.cls) {
    case undefined:
    case 'same':
    case 'converged':
      return [];
    case 'take-salesforce':
      return unmappedOf('salesforce', status.salesforce, context);
    case 'take-voyage':
      return unmappedOf('voyage', status.voyage, context);
    case 'conflict':
      return [
        ...unmappedOf('salesforce', status.salesforce, context),
        ...unmappedOf('voyage', status.voyage, context),
      ];
  }
}

function wasCancelled(status: FieldDiff | undefined): status is FieldDiff {
  return (
    status?.voyage === 'cancelled' &&
    status.cls !== 'same' &&
    status.movedVoyage &&
    !status.movedSalesforce
  );
}

function pairClass(
  fields: readonly FieldDiff[],
  presence: Presence | null,
  isSkipped: boolean,
): RowClass {
  if (presence !== null) return 'deleted';
  const differing = fields.filter(({ cls }) => cls !== 'same' && cls !== 'converged');
  if (differing.length === 0) return 'in-sync';
  return !isSkipped && differing.some(({ cls }) => cls === 'conflict') ? 'conflict' : 'auto-merged';
}

function diffPair(
  member: SideRecord,
  registration: SideRecord,
  givenBase: Base | null,
  meta: RowMeta,
  context: ReconcileContext,
): RowDiff {
  const base = baseOfPair(givenBase, member, registration);
  const times = { salesforce: member.modifiedAt, voyage: registration.modifiedAt };
  const compared = FIELDS.filter((field) => context.comparedFields.includes(field)).map((field) =>
    diffField(
      field,
      member.values[field],
      registration.values[field],
      base?.fields[field],
      times,
      context,
    ),
  );
  const status = compared.find(({ field }) => field === 'status');
  const label = labelOf(member.values.status, context);
  const map = context.policy.statusMap;
  const isSkippedByMap =
    context.comparedFields.includes('status') &&
    (mapToVoyage(map, label) === 'skip' ||
      mapToSalesforce(map, registration.values.status) === 'skip');

  const isCancelled = wasCancelled(status);
  const settled = isCancelled ? proposalCls('take-voyage', context) : null;
  const presenceCls = isSkippedByMap && isCancelled ? 'skip' : settled;
  const isBack =
    presenceCls === 'take-voyage' && goesBack(presenceCls, label, 'cancelled', context);
  const askedCls = isBack ? 'conflict' : presenceCls;
  const fields = compared.map((diff) =>
    diff === status && isCancelled
      ? { ...diff, cls: askedCls === 'take-voyage' ? askedCls : ('conflict' as const) }
      : diff,
  );
  const presence = isCancelled ? 'set-member-status' : null;
  const isLeftOut = isSkippedByMap || presenceCls === 'skip';
  return {
    rowKey: meta.rowKey,
    identity: meta.identity,
    cls: pairClass(fields, presence, isSkippedByMap),
    member,
    registration,
    base: givenBase,
    fields,
    presence,
    presenceCls: askedCls,
    unmapped: isLeftOut
      ? []
      : isCancelled
        ? unmappedOf('voyage', 'cancelled', context)
        : unmappedOfStatus(status, context),
    isSkippedByMap,
    keeperId: null,
    mergedBy: meta.mergedBy,
  };
}

export function diffRow(
  member: SideRecord | null,
  registration: SideRecord | null,
  base: Base | null,
  meta: RowMeta,
  context: ReconcileContext,
): RowDiff {
  if (member !== null && registration !== null) {
    return diffPair(member, registration, base, meta, context);
  }
  const record = member ?? registration;
  if (record === null) throw new Error('A row needs a member or a registration.');
  return diffAlone(record, base, meta, context);
}

/** Whether the field is settled by the question of presence and not by itself. */
export function isSettledByPresence(row: RowDiff, field: Field): boolean {
  return field === 'status' && row.presence === 'set-member-status' && row.fields.length > 0;
}

function movedPresence(row: RowDiff, side: Side): boolean {
  switch (row.presence) {
    case 'cancel-registration':
      return side === 'salesforce';
    case 'set-member-status':
      return side === 'voyage';
    case 'deleted-and-changed':
      return true;
    case 'create-member':
    case 'create-registration':
    case 'both-gone':
    case null:
      return false;
  }
}

export function masksOf(row: RowDiff): RowMasks {
  const fieldMask = (holds: (diff: FieldDiff) => boolean): FieldMask =>
    row.fields.filter(holds).reduce((mask, { field }) => mask | bitOf(field), 0);
  const presenceMask = (holds: boolean): FieldMask => (holds ? bitOf('presence') : 0);
  const settledMask = (cls: 'take-salesforce' | 'take-voyage' | 'conflict'): FieldMask =>
    row.isSkippedByMap
      ? 0
      : fieldMask((diff) => diff.cls === cls && !isSettledByPresence(row, diff.field)) |
        presenceMask(row.presenceCls === cls);
  return {
    differs:
      fieldMask(({ cls }) => cls !== 'same' && cls !== 'converged') |
      presenceMask(row.presence !== null && row.presence !== 'both-gone'),
    movedSalesforce:
      fieldMask(({ movedSalesforce }) => movedSalesforce) |
      presenceMask(movedPresence(row, 'salesforce')),
    movedVoyage:
      fieldMask(({ movedVoyage }) => movedVoyage) | presenceMask(movedPresence(row, 'voyage')),
    autoSalesforce: settledMask('take-salesforce'),
    autoVoyage: settledMask('take-voyage'),
    asks: settledMask('conflict'),
  };
}
