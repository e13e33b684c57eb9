/** Rows of two rosters that are known by one identity, and the base's first row of it: a hash join over numbers. */
import type { Digest } from './read-roster.ts';

/** Rows counted from 1, 0 for none. A side's further rows of one identity follow in the order of the file. */
export interface Joined {
  readonly groups: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly base: Int32Array;
  readonly nextLeft: Int32Array;
  readonly nextRight: Int32Array;
}

type Identities = Pick<Digest, 'rows' | 'identities'>;

export function joinRosters(left: Identities, right: Identities, base: Identities | null): Joined {
  const most = left.rows + right.rows;
  const slots = 2 ** Math.ceil(Math.log2(Math.max(16, most * 1.25)));
  const mask = slots - 1;
  // Of each slot the second number of an identity and its group, counted from 1: most looks end in one place.
  const table = new Int32Array(2 * slots);
  const firstOf = new Int32Array(most);
  const heads = {
    left: new Int32Array(most),
    right: new Int32Array(most),
    base: new Int32Array(base === null ? 0 : most),
  };
  const next = { left: new Int32Array(left.rows), right: new Int32Array(right.rows) };
  let groups = 0;

  /** Of a known identity its group, else where in the table a new one goes, as `~slot`. */
  function find(a: number, b: number): number {
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const group = table[2 * slot + 1] as number;
      if (group === 0) return ~slot;
      if (table[2 * slot] === b && firstOf[group - 1] === a) return group - 1;
    }
  }

  /** From the last row to the first, so that each chain begins with its first. */
  function add({ rows, identities }: Identities, head: Int32Array, following: Int32Array): void {
    for (let row = rows - 1; row >= 0; row -= 1) {
      const a = identities[2 * row] as number;
      const b = identities[2 * row + 1] as number;
      if (a === 0 && b === 0) continue;
      let group = find(a, b);
      if (group < 0) {
        table[2 * ~group] = b;
        table[2 * ~group + 1] = groups + 1;
        firstOf[groups] = a;
        group = groups;
        groups += 1;
      }
      const known = head[group] as number;
      if (known > 0) following[row] = known;
      head[group] = row + 1;
    }
  }

  add(left, heads.left, next.left);
  add(right, heads.right, next.right);
  for (let row = (base?.rows ?? 0) - 1; base !== null && row >= 0; row -= 1) {
    const a = base.identities[2 * row] as number;
    const b = base.identities[2 * row + 1] as number;
    if (a === 0 && b === 0) continue;
    const group = find(a, b);
    if (group >= 0) heads.base[group] = row + 1;
  }
  return { groups, ...heads, nextLeft: next.left, nextRight: next.right };
}
