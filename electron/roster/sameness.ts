/**
 * Whether a pair is in sync by its bytes alone: equal cells on both sides, and in the base where there is one.
 * Only equal statuses may differ all the same, under a status map: of each the pure core is asked once.
 */
import type { SideRecord } from '../../shared/domain/record.ts';
import { BLANK_VALUES } from '../../shared/domain/fields.ts';
import type { ReconcileContext } from '../../shared/reconcile/diff-field.ts';
import { diffRow } from '../../shared/reconcile/diff3.ts';
import type { Roster } from './read-roster.ts';
import { recordAt, valueAt } from './read-roster.ts';
import { ESCAPED } from './scan-cells.ts';

interface Sameness {
  /** False where the bytes do not say. `base` is -1 for none. */
  readonly isInSync: (left: number, right: number, base: number) => boolean;
}

export function createSameness(
  {
    left,
    right,
    base,
  }: { readonly left: Roster; readonly right: Roster; readonly base: Roster | null },
  context: ReconcileContext,
): Sameness {
  const { comparedFields } = context;
  const inRight = slotsOf(left, right, comparedFields);
  const inBase = base === null ? null : slotsOf(left, base, comparedFields);
  const statusSlot = comparedFields.includes('status') ? left.fields.indexOf('status') : -1;
  const agreed = new Map<string | null, boolean>();

  function statusAgrees(row: number): boolean {
    const status = valueAt(left, row, statusSlot);
    const known = agreed.get(status);
    if (known !== undefined) return known;
    const blank: SideRecord = { ...recordAt(left, row), values: { ...BLANK_VALUES, status } };
    const meta = { rowKey: '', identity: '', keeperId: null, mergedBy: null };
    const other: SideRecord = { ...blank, side: 'voyage' };
    const isInSync = diffRow(blank, other, null, meta, context).cls === 'in-sync';
    agreed.set(status, isInSync);
    return isInSync;
  }

  return {
    isInSync: (a, b, c) =>
      isEqual(left, a, right, b, inRight) &&
      (c < 0 || base === null || inBase === null || isEqual(left, a, base, c, inBase)) &&
      (statusSlot < 0 || statusAgrees(a)),
  };
}

/** For each slot of `a` the slot of `b` with the same field; -1 where it is not compared or not there. */
function slotsOf(a: Roster, b: Roster, fields: readonly string[]): Int32Array {
  return Int32Array.from(a.fields, (field) =>
    fields.includes(field) ? b.fields.indexOf(field) : -1,
  );
}

function isEqual(a: Roster, aRow: number, b: Roster, bRow: number, slots: Int32Array): boolean {
  const aBase = aRow * a.fields.length;
  const bBase = bRow * b.fields.length;
  for (let slot = 0; slot < slots.length; slot += 1) {
    const other = slots[slot] as number;
    if (other < 0) continue;
    const aFrom = a.starts[aBase + slot] as number;
    const bFrom = b.starts[bBase + other] as number;
    const aTo = a.ends[aBase + slot] as number;
    const bTo = b.ends[bBase + other] as number;
    if (aTo >= ESCAPED || bTo >= ESCAPED || aTo - aFrom !== bTo - bFrom) return false;
    for (let at = 0; at < aTo - aFrom; at += 1) {
      if (a.bytes[aFrom + at] !== b.bytes[bFrom + at]) return false;
    }
  }
  return true;
}
