/** Rows of two rosters that have one identity, and the base's first row of it: a hash join over bytes. */
import type { Identities } from './identities.ts';

/** Row numbers, -1 for none. A side's further rows of one identity follow in the order of the file. */
export interface Joined {
  readonly groups: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly base: Int32Array;
  readonly nextLeft: Int32Array;
  readonly nextRight: Int32Array;
}

const NONE = -1;

export function joinRosters(left: Identities, right: Identities, base: Identities | null): Joined {
  const most = left.starts.length + right.starts.length;
  const slots = 2 ** Math.ceil(Math.log2(Math.max(16, most * 1.5)));
  const mask = slots - 1;
  const table = new Int32Array(slots).fill(NONE);
  const heads = { left: rowsOf(most), right: rowsOf(most), base: rowsOf(most) };
  const next = { left: rowsOf(left.starts.length), right: rowsOf(right.starts.length) };
  let groups = 0;

  /** Of a known identity its group, else where in the table a new one goes, as `~slot`. */
  function find(of: Identities, row: number): number {
    const hash = of.hashes[row] as number;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const group = table[slot] as number;
      if (group === NONE) return ~slot;
      const known = heads.left[group] as number;
      const isSame =
        known === NONE
          ? isOne(right, heads.right[group] as number, of, row)
          : isOne(left, known, of, row);
      if (isSame) return group;
    }
  }

  function add(of: Identities, head: Int32Array, tail: Int32Array, following: Int32Array): void {
    for (let row = 0; row < of.starts.length; row += 1) {
      if (of.lengths[row] === 0) continue;
      let group = find(of, row);
      if (group < 0) {
        table[~group] = groups;
        group = groups;
        groups += 1;
      }
      if (head[group] === NONE) head[group] = row;
      else following[tail[group] as number] = row;
      tail[group] = row;
    }
  }

  add(left, heads.left, rowsOf(most), next.left);
  add(right, heads.right, rowsOf(most), next.right);
  if (base !== null) {
    for (let row = 0; row < base.starts.length; row += 1) {
      if (base.lengths[row] === 0) continue;
      const group = find(base, row);
      if (group >= 0 && heads.base[group] === NONE) heads.base[group] = row;
    }
  }
  return { groups, ...heads, nextLeft: next.left, nextRight: next.right };
}

function rowsOf(length: number): Int32Array {
  return new Int32Array(length).fill(NONE);
}

function isOne(a: Identities, aRow: number, b: Identities, bRow: number): boolean {
  if (a.hashes[aRow] !== b.hashes[bRow]) return false;
  const length = a.lengths[aRow] as number;
  if (length !== b.lengths[bRow]) return false;
  const aStart = a.starts[aRow] as number;
  const bStart = b.starts[bRow] as number;
  for (let at = 0; at < length; at += 1) {
    if (a.bytes[aStart + at] !== b.bytes[bStart + at]) return false;
  }
  return true;
}
