/** Which groups of a join the pure core has to judge, and the rows of the files it has to see for that. */
import type { Joined } from './join-rosters.ts';
import type { Digest } from './read-roster.ts';
import type { Three } from './three.ts';

export interface Selected {
  /** Pairs whose cells are the same. */
  readonly inSync: number;
  /** The groups to be judged. */
  readonly groups: Uint32Array;
  /** Row numbers, rising. */
  readonly rows: Three<Uint32Array>;
  /** Of a row number its place among those. */
  readonly places: Three<Int32Array>;
}

export function selectGroups(digests: Three<Digest>, joined: Joined): Selected {
  const { left, right, base } = digests;
  const wanted = {
    left: withoutIdentity(left),
    right: withoutIdentity(right),
    base: new Int32Array(base?.rows ?? 0),
  };
  const groups = new Uint32Array(joined.groups);
  let judged = 0;
  for (let group = 0; group < joined.groups; group += 1) {
    const a = joined.left[group] as number;
    const b = joined.right[group] as number;
    if (
      a > 0 &&
      b > 0 &&
      joined.nextLeft[a - 1] === 0 &&
      joined.nextRight[b - 1] === 0 &&
      isSame(left.contents, a - 1, right.contents, b - 1)
    ) {
      continue;
    }
    groups[judged] = group;
    judged += 1;
    for (let row = a; row > 0; row = joined.nextLeft[row - 1] as number) wanted.left[row - 1] = 1;
    for (let row = b; row > 0; row = joined.nextRight[row - 1] as number) wanted.right[row - 1] = 1;
    const c = base === null ? 0 : (joined.base[group] as number);
    if (c > 0) wanted.base[c - 1] = 1;
  }
  return {
    inSync: joined.groups - judged,
    groups: groups.slice(0, judged),
    rows: {
      left: numbered(wanted.left),
      right: numbered(wanted.right),
      base: base === null ? null : numbered(wanted.base),
    },
    places: wanted,
  };
}

/** What the bytes do not say is not the same. */
function isSame(left: Int32Array, a: number, right: Int32Array, b: number): boolean {
  const first = left[2 * a] as number;
  const second = left[2 * a + 1] as number;
  return first === right[2 * b] && second === right[2 * b + 1] && (first !== 0 || second !== 0);
}

function withoutIdentity({ rows, identities }: Digest): Int32Array {
  const found = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    if (identities[2 * row] === 0 && identities[2 * row + 1] === 0) found[row] = 1;
  }
  return found;
}

/** The rows that are wanted; in place of the wish comes its place among them, from 0, and -1 where there is none. */
function numbered(wanted: Int32Array): Uint32Array {
  let size = 0;
  for (const each of wanted) size += each;
  const rows = new Uint32Array(size);
  let count = 0;
  for (let row = 0; row < wanted.length; row += 1) {
    if (wanted[row] === 1) {
      rows[count] = row;
      wanted[row] = count;
      count += 1;
    } else wanted[row] = -1;
  }
  return rows;
}
