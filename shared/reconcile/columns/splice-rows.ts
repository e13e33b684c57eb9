/** Takes the rows of some groups out and puts others in, in one pass. */
import { endOfGroup } from './bind-rows.ts';
import type { JudgedRows } from './judge-rows.ts';
import type { MergedRows } from './merge.ts';

export interface PlacedRow {
  /** The row it stands before; ascending. */
  readonly before: number;
  readonly member: number;
  readonly registration: number;
  readonly verdict: number;
}

export interface Spliced {
  readonly member: Uint32Array;
  readonly registration: Uint32Array;
  readonly verdict: Uint32Array;
  /** 0 for rows put in, as are `fields`. */
  readonly base: Uint32Array;
  readonly fields: Uint32Array;
  /** Where the rows put in are now, from 0. */
  readonly placed: Uint32Array;
}

export function spliceRows(
  merged: MergedRows,
  { verdict, fields }: JudgedRows,
  /** First rows of groups, ascending. */
  out: readonly number[],
  placed: readonly PlacedRow[],
): Spliced {
  const ends = out.map((first) => endOfGroup(merged, first));
  const taken = out.reduce((sum, first, at) => sum + (ends[at] ?? first) - first, 0);
  const rows = merged.rows - taken + placed.length;
  const made = {
    member: new Uint32Array(rows),
    registration: new Uint32Array(rows),
    verdict: new Uint32Array(rows),
    base: new Uint32Array(rows),
    fields: new Uint32Array(rows),
    placed: new Uint32Array(placed.length),
  };
  let [from, to, next] = [0, 0, 0];

  function copyUntil(end: number): void {
    if (end <= from) return;
    made.member.set(merged.member.subarray(from, end), to);
    made.registration.set(merged.registration.subarray(from, end), to);
    made.verdict.set(verdict.subarray(from, end), to);
    made.base.set(merged.base.subarray(from, end), to);
    made.fields.set(fields.subarray(from, end), to);
    to += end - from;
    from = end;
  }

  function placeUntil(row: number): void {
    for (let one = placed[next]; one !== undefined && one.before <= row; one = placed[next]) {
      copyUntil(one.before);
      made.member[to] = one.member;
      made.registration[to] = one.registration;
      made.verdict[to] = one.verdict;
      made.placed[next] = to;
      to += 1;
      next += 1;
    }
  }

  for (const [at, first] of out.entries()) {
    placeUntil(first);
    copyUntil(first);
    from = ends[at] ?? from;
  }
  placeUntil(merged.rows);
  copyUntil(merged.rows);
  return made;
}
