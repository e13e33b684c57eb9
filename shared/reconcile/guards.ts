/**
 * The limits a plan is held against before it may go.
 *
 * Units:  percent. A side (for changes: the matched rows) of 20 rows or fewer has no percentage.
 */
import type { GuardCheck, GuardName, PlanCounts } from '../domain/plan.ts';
import type { GuardLimits } from '../domain/policy.ts';
import type { Side } from '../domain/side.ts';
import { SIDES } from '../domain/side.ts';

export interface GuardInput {
  readonly counts: PlanCounts;
  readonly rowsPerSide: Readonly<Record<Side, number>>;
  readonly matchedRows: number;
  /** Rows of the last pull a run was made on; null where there was none. */
  readonly previousRowsPerSide: Readonly<Record<Side, number | null>>;
  readonly waived: ReadonlySet<GuardName>;
}

const TOO_FEW_FOR_PERCENT = 20;

/** Whatever share a policy allows: where all of a side changes at once, something else is wrong. */
const EVERYTHING_PERCENT = 100;

/** A side that lost more than this since the last run was probably not read whole. */
const MAX_SHRINK_PERCENT = 50;

function percentOf(count: number, of: number): number {
  return of === 0 ? 0 : (count * 100) / of;
}

/** Every check, tripped or not: five for each side. */
export function checkGuards(input: GuardInput, limits: GuardLimits): readonly GuardCheck[] {
  const check = (
    name: GuardName,
    side: Side,
    count: number,
    of: number,
    limit: number,
  ): GuardCheck => {
    const value = percentOf(count, of);
    return {
      name,
      side,
      count,
      of,
      value,
      limit,
      isTripped: of > TOO_FEW_FOR_PERCENT && value > limit,
      isWaived: input.waived.has(name),
    };
  };
  return SIDES.flatMap((side) => {
    const rows = input.rowsPerSide[side];
    const previous = input.previousRowsPerSide[side] ?? 0;
    const lost = Math.max(0, previous - rows);
    const { update, delete: deletes } = input.counts[side];
    const removed = side === 'voyage' ? deletes + input.counts.voyage.cancel : deletes;
    const isEmptied = rows === 0 && previous > 0;
    return [
      check('max-deletes', side, removed, rows, limits.maxDeletesPercent),
      check('max-changes', side, update, input.matchedRows, limits.maxChangesPercent),
      {
        ...check('everything-changed', side, update, input.matchedRows, EVERYTHING_PERCENT),
        isTripped: input.matchedRows > TOO_FEW_FOR_PERCENT && update >= input.matchedRows,
      },
      { ...check('empty-side', side, lost, previous, 0), isTripped: isEmptied },
      check('shrunken-side', side, isEmptied ? 0 : lost, previous, MAX_SHRINK_PERCENT),
    ];
  });
}
