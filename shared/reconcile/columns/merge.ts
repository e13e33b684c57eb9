/**
 * Rows from both sides and the bases by identity, in review order: places only, no value is looked at.
 *
 * In:     members, registrations and bases (by their keys) in code point order; records without an identity
 *         behind those with one.
 * Out:    a row for each identity and one for each record beside the first of a side; a row for each record
 *         without an identity.
 */
import { compareOpen, openPages } from './open-pages.ts';
import type { PagedNumbers } from './paged-numbers.ts';
import type { PagedTexts } from './sorted-texts.ts';

export interface MergeSide {
  readonly texts: PagedTexts;
  readonly rows: number;
  /** By place: a text that is the one before it has this bit. */
  readonly flags: PagedNumbers;
  readonly sameBit: number;
}

/** All places are 1 + place; 0 stands for none. */
export interface MergedRows {
  readonly rows: number;
  /** The rows with an identity are the first so many. */
  readonly identified: number;
  readonly member: Uint32Array;
  readonly registration: Uint32Array;
  /** Of the first row of a group: the base whose key is its identity. */
  readonly base: Uint32Array;
  /** 1 where the row is a record beside the kept one of its group. */
  readonly isDuplicate: Uint8Array;
  /** First rows of the groups that have such. */
  readonly crowded: readonly number[];
  /** The row of a base's key; 1 + row, 0 for none. */
  readonly rowOfBase: Uint32Array;
}

const MORE_ROWS = 1024;

export function mergeSides(
  members: MergeSide,
  registrations: MergeSide,
  bases: PagedTexts,
): MergedRows {
  // Most are on both sides: room for all would be half empty.
  let capacity = Math.max(members.rows, registrations.rows) + MORE_ROWS;
  let member = new Uint32Array(capacity);
  let registration = new Uint32Array(capacity);
  let base = new Uint32Array(capacity);
  let isDuplicate = new Uint8Array(capacity);
  const rowOfBase = new Uint32Array(bases.count);
  const crowded: number[] = [];
  const [left, right, keys] = [
    openPages(members.texts),
    openPages(registrations.texts),
    openPages(bases),
  ];
  let [i, j, k, row] = [0, 0, 0, 0];

  function makeRoom(rows: number): void {
    if (row + rows <= capacity) return;
    const more = Math.min(Math.ceil(capacity * 1.25), members.rows + registrations.rows);
    capacity = Math.max(row + rows, more);
    member = new Uint32Array(member.buffer.transfer(4 * capacity));
    registration = new Uint32Array(registration.buffer.transfer(4 * capacity));
    base = new Uint32Array(base.buffer.transfer(4 * capacity));
    isDuplicate = new Uint8Array(isDuplicate.buffer.transfer(capacity));
  }

  while (i < left.count || j < right.count) {
    const order = i >= left.count ? 1 : j >= right.count ? -1 : compareOpen(left, i, right, j);
    const endOfMembers = order <= 0 ? endOfEqual(members, i) : i;
    const endOfRegistrations = order >= 0 ? endOfEqual(registrations, j) : j;
    makeRoom(endOfMembers - i + endOfRegistrations - j);
    const first = row;
    const [texts, at] = order <= 0 ? [left, i] : [right, j];
    let isBehind = k < bases.count ? compareOpen(keys, k, texts, at) : 1;
    while (isBehind < 0) {
      k += 1;
      isBehind = k < bases.count ? compareOpen(keys, k, texts, at) : 1;
    }
    if (isBehind === 0) {
      base[row] = k + 1;
      rowOfBase[k] = row + 1;
    }
    if (order <= 0) member[row] = i + 1;
    if (order >= 0) registration[row] = j + 1;
    row += 1;
    for (i += 1; i < endOfMembers; i += 1, row += 1) {
      member[row] = i + 1;
      isDuplicate[row] = 1;
    }
    i = endOfMembers;
    for (j += 1; j < endOfRegistrations; j += 1, row += 1) {
      registration[row] = j + 1;
      isDuplicate[row] = 1;
    }
    j = endOfRegistrations;
    if (row - first > 1) crowded.push(first);
  }
  makeRoom(members.rows - left.count + registrations.rows - right.count);
  const identified = row;
  for (let at = left.count; at < members.rows; at += 1, row += 1) member[row] = at + 1;
  for (let at = right.count; at < registrations.rows; at += 1, row += 1) registration[row] = at + 1;

  return {
    rows: row,
    identified,
    member: member.subarray(0, row),
    registration: registration.subarray(0, row),
    base: base.subarray(0, row),
    isDuplicate: isDuplicate.subarray(0, row),
    crowded,
    rowOfBase,
  };
}

function endOfEqual({ flags, sameBit, texts }: MergeSide, place: number): number {
  let end = place + 1;
  while (end < texts.count && ((flags.at(end) ?? 0) & sameBit) !== 0) end += 1;
  return end;
}
