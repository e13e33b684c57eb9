/** Takes the rows of some groups out and puts others in, in one pass. */
import { endOfGroup } from './bind-rows.ts';
import type { MergedRows } from './merge.ts';

/** Columns of one length: of each row its places in both sides, its base, its pattern and its verdict. */
export interface SplicedRows {
  readonly member: Uint32Array;
  readonly registration: Uint32Array;
  readonly verdict: Uint32Array;
  readonly base: Uint32Array;
  readonly pattern: Uint32Array;
}

export const ROW_COLUMNS = ['member', 'registration', 'verdict', 'base', 'pattern'] as const;

export interface PlacedRow extends Readonly<Record<(typeof ROW_COLUMNS)[number], number>> {
  /** The row it stands before; ascending. */
  readonly before: number;
}

export interface Spliced extends SplicedRows {
  /** Where the rows put in are now, from 0. */
  readonly placed: Uint32Array;
}

export function spliceRows(
  from: SplicedRows & Pick<MergedRows, 'rows' | 'isDuplicate'>,
  /** First rows of groups, ascending. */
  out: readonly number[],
  placed: readonly PlacedRow[],
): Spliced {
  const ends = out.map((first) => endOfGroup(from, first));
  const taken = out.reduce((sum, first, at) => sum + (ends[at] ?? first) - first, 0);
  const rows = from.rows - taken + placed.length;
  const made = {
    member: new Uint32Array(rows),
    registration: new Uint32Array(rows),
    verdict: new Uint32Array(rows),
    base: new Uint32Array(rows),
    pattern: new Uint32Array(rows),
    placed: new Uint32Array(placed.length),
  };
  let [at, to, next] = [0, 0, 0];

  function copyUntil(end: number): void {
    if (end <= at) return;
    for (const name of ROW_COLUMNS) made[name].set(from[name].subarray(at, end), to);
    to += end - at;
    at = end;
  }

  function placeUntil(row: number): void {
    for (let one = placed[next]; one !== undefined && one.before <= row; one = placed[next]) {
      copyUntil(one.before);
      for (const name of ROW_COLUMNS) made[name][to] = one[name];
      made.placed[next] = to;
      to += 1;
      next += 1;
    }
  }

  for (const [index, first] of out.entries()) {
    placeUntil(first);
    copyUntil(first);
    at = ends[index] ?? at;
  }
  placeUntil(from.rows);
  copyUntil(from.rows);
  return made;
}
