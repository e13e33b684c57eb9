import type { FieldMask } from '../../domain/fields.ts';
import type { RowClass } from '../../domain/row.ts';
import type { JudgedRows } from './judged-rows.ts';
import { IS_UNMAPPED, undecidedOf } from './judged-rows.ts';
import type { VerdictTable } from './verdicts.ts';
import { CLASS_CODES } from './verdicts.ts';

export interface VerdictFilter {
  /** Empty lists and masks keep everything. */
  readonly classes: readonly RowClass[];
  readonly fields: FieldMask;
  readonly only: readonly ('undecided' | 'decided' | 'unmapped')[];
  /** Status codes of the verdicts, a row being kept for either. */
  readonly memberStatuses: readonly number[];
  readonly registrationStatuses: readonly number[];
  /** Whether statuses are filtered by at all. */
  readonly hasStatuses: boolean;
}

/** Positions of the rows kept, ascending. `isFound`: what is asked of a row beside its verdict. */
export function filterRows(
  { verdict, verdicts }: JudgedRows,
  chosen: Uint8Array,
  filter: VerdictFilter,
  isFound: ((row: number) => boolean) | null,
): Int32Array {
  const isKept = Uint8Array.from({ length: verdicts.count }, (_, at) =>
    Number(keeps(verdicts, at, filter)),
  );
  const isKeptPlain = isKept.map((kept, at) => kept & Number(meetsOnly(verdicts, at, 0, filter)));
  const positions = new Int32Array(verdict.length);
  let count = 0;
  for (let row = 0; row < verdict.length; row += 1) {
    const at = verdict[row] ?? 0;
    const choice = chosen[row] ?? 0;
    const isIn =
      choice === 0
        ? isKeptPlain[at] === 1
        : isKept[at] === 1 && meetsOnly(verdicts, at, choice, filter);
    if (!isIn || (isFound !== null && !isFound(row))) continue;
    positions[count] = row + 1;
    count += 1;
  }
  return positions.slice(0, count);
}

function keeps(verdicts: VerdictTable, at: number, filter: VerdictFilter): boolean {
  const cls = CLASS_CODES[verdicts.cls[at] ?? 0];
  return (
    (filter.classes.length === 0 || (cls !== undefined && filter.classes.includes(cls))) &&
    (filter.fields === 0 || ((verdicts.differs[at] ?? 0) & filter.fields) !== 0) &&
    (!filter.hasStatuses ||
      filter.memberStatuses.includes(verdicts.memberStatus[at] ?? 0) ||
      filter.registrationStatuses.includes(verdicts.registrationStatus[at] ?? 0))
  );
}

function meetsOnly(
  verdicts: VerdictTable,
  at: number,
  chosen: FieldMask,
  { only }: VerdictFilter,
): boolean {
  if (only.length === 0) return true;
  return only.some((part) => {
    switch (part) {
      case 'undecided':
        return undecidedOf(verdicts, at, chosen) !== 0;
      case 'decided':
        return chosen !== 0;
      case 'unmapped':
        return ((verdicts.flags[at] ?? 0) & IS_UNMAPPED) !== 0;
    }
  });
}
