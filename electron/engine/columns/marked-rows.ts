/**
 * The rows of a diff to be compared anew: whole groups, and of exceptions whole parts, so that nothing outside
 * decides over them.
 */
import { FLAGS, CLASS_CODES } from '../../../shared/reconcile/columns/verdicts.ts';
import type { DiffColumns } from '../journal/diff-columns.ts';

const DUPLICATE = CLASS_CODES.indexOf('duplicate');

/** Of a row: alone in its group as far as it is told by columns, beside the kept one, or an exception. */
export const ROW_KINDS = { main: 0, duplicate: 1, exception: 2 } as const;

export interface MarkedRows {
  /** ROW_KINDS, by row. */
  readonly kinds: Uint8Array;
  /** 1 where a row is marked. */
  readonly isMarked: Uint8Array;
  /** Marks the group of a row; of an exception only the row, for `partsOf` to say the rest. */
  readonly mark: (row: number) => void;
  readonly isCrowded: (row: number) => boolean;
}

export function createMarkedRows({ rows, verdict, verdicts }: DiffColumns): MarkedRows {
  const kindOf = verdicts.flags.map((flags, at) => {
    if ((flags & FLAGS.exception) !== 0) return ROW_KINDS.exception;
    return verdicts.cls[at] === DUPLICATE ? ROW_KINDS.duplicate : ROW_KINDS.main;
  });
  const kinds = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) kinds[row] = kindOf[verdict[row] ?? 0] ?? 0;
  const isMarked = new Uint8Array(rows);

  function mark(row: number): void {
    if (isMarked[row] === 1) return;
    isMarked[row] = 1;
    if (kinds[row] === ROW_KINDS.exception) return;
    for (let at = row; kinds[at] === ROW_KINDS.duplicate; at -= 1) isMarked[at - 1] = 1;
    for (let at = row + 1; kinds[at] === ROW_KINDS.duplicate; at += 1) isMarked[at] = 1;
  }

  return {
    kinds,
    isMarked,
    mark,
    isCrowded: (row) =>
      kinds[row] === ROW_KINDS.duplicate || kinds[row + 1] === ROW_KINDS.duplicate,
  };
}

/** The rows marked, ascending. */
export function rowsMarked({ isMarked }: MarkedRows): Uint32Array {
  const found: number[] = [];
  for (let row = isMarked.indexOf(1); row !== -1; row = isMarked.indexOf(1, row + 1)) {
    found.push(row);
  }
  return Uint32Array.from(found);
}
