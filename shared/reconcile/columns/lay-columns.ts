/** Columns made of others: what stayed in its order, with what came, and what is other, laid in. */
import type { Moves } from './moves.ts';
import { isInPlace } from './moves.ts';
import type { SortedTexts } from './sorted-texts.ts';

export interface Laying {
  readonly moves: Moves;
  /** For each of `changed` and of `came`, its place in the column that is laid in. */
  readonly changedFrom: Uint32Array;
  readonly cameFrom: Uint32Array;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Null where nothing is other than it was. `before` may be written over. */
export function laidColumn<T extends Numbers>(before: T, other: T, laying: Laying): T | null {
  const { moves, changedFrom, cameFrom } = laying;
  const made = isInPlace(moves) ? before : movedColumn(before, other, moves, cameFrom);
  let isOther = made !== before;
  moves.changed.forEach((place, at) => {
    const value = other[changedFrom[at] ?? 0] ?? 0;
    if (Object.is(value, made[place])) return;
    made[place] = value;
    isOther = true;
  });
  return isOther ? made : null;
}

function movedColumn<T extends Numbers>(
  before: T,
  other: T,
  moves: Moves,
  cameFrom: Uint32Array,
): T {
  const rows = before.length - moves.went.length + moves.came.length;
  const made = new (before.constructor as new (length: number) => T)(rows);
  runsOf(before.length, moves, {
    stayed: (from, end, to) => {
      made.set(before.subarray(from, end), to);
    },
    came: (at, to) => {
      made[to] = other[cameFrom[at] ?? 0] ?? 0;
    },
  });
  return made;
}

/** Texts stay what they are where nothing came or went. */
export function laidTexts(before: SortedTexts, other: SortedTexts, laying: Laying): SortedTexts {
  const { moves, cameFrom } = laying;
  const count = before.count - moves.went.length + moves.came.length;
  const added = cameFrom.reduce((sum, from) => sum + lengthOf(other, from), 0);
  const bytes = new Uint8Array((before.at[before.count] ?? 0) + added);
  const at = new Uint32Array(count + 1);
  let length = 0;
  const add = (texts: SortedTexts, from: number, end: number, to: number): void => {
    const first = texts.at[from] ?? 0;
    bytes.set(texts.bytes.subarray(first, texts.at[end]), length);
    for (let i = 1; i <= end - from; i += 1) {
      at[to + i] = length + (texts.at[from + i] ?? 0) - first;
    }
    length = at[to + end - from] ?? 0;
  };
  runsOf(before.count, moves, {
    stayed: (from, end, to) => {
      add(before, from, end, to);
    },
    came: (index, to) => {
      const from = cameFrom[index] ?? 0;
      add(other, from, from + 1, to);
    },
  });
  return { count, bytes: bytes.subarray(0, length), at };
}

function lengthOf(texts: SortedTexts, at: number): number {
  return (texts.at[at + 1] ?? 0) - (texts.at[at] ?? 0);
}

/** Tells in the order of places now what stayed, as runs of places before, and what came. */
function runsOf(
  rowsBefore: number,
  { came, went }: Moves,
  tell: {
    readonly stayed: (from: number, end: number, to: number) => void;
    readonly came: (at: number, to: number) => void;
  },
): void {
  let [from, to, next] = [0, 0, 0];
  const advance = (end: number): void => {
    for (;;) {
      for (; came[next] === to; next += 1, to += 1) tell.came(next, to);
      if (from >= end) return;
      const length = Math.min(end - from, (came[next] ?? Infinity) - to);
      tell.stayed(from, from + length, to);
      from += length;
      to += length;
    }
  };
  for (const gone of went) {
    advance(gone);
    from = gone + 1;
  }
  advance(rowsBefore);
}
