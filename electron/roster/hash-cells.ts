/**
 * What cells are known by: two whole numbers of 32 bits, other ones in each run. Both are zero where the bytes of a
 * cell do not say what its text is.
 */
import { ESCAPED } from './scan-rows.ts';

/** Two numbers to begin with and two odd ones to multiply by; what differs can't be made to look the same. */
export type Seed = Int32Array;

export function seedOf(random: Int32Array): Seed {
  return random.map((number, index) => (index < 2 ? number : number | 1));
}

/** Of the cells in these slots, one after the other: where one ends and the next begins counts, too. */
export function hashCells(
  view: DataView,
  places: { readonly starts: Uint32Array; readonly ends: Uint32Array },
  slots: Int32Array,
  seed: Seed,
  into: Int32Array,
  row: number,
): void {
  const { starts, ends } = places;
  const timesA = seed[2] as number;
  const timesB = seed[3] as number;
  let a = seed[0] as number;
  let b = seed[1] as number;
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index] as number;
    const to = ends[slot] as number;
    if (to >= ESCAPED) {
      into[2 * row] = 0;
      into[2 * row + 1] = 0;
      return;
    }
    let at = starts[slot] as number;
    // The length is a word, then four bytes are, and what is left over.
    let word = to - at;
    for (;;) {
      a = Math.imul(a ^ word, timesA);
      a = (a << 13) | (a >>> 19);
      b = Math.imul(b ^ word, timesB);
      b = (b << 15) | (b >>> 17);
      if (at + 4 <= to) {
        word = view.getInt32(at, true);
        at += 4;
      } else if (at < to) {
        word = view.getUint8(at);
        if (at + 1 < to) word |= view.getUint8(at + 1) << 8;
        if (at + 2 < to) word |= view.getUint8(at + 2) << 16;
        at = to;
      } else break;
    }
  }
  a = mixed(a);
  b = mixed(b);
  into[2 * row] = a;
  into[2 * row + 1] = a === 0 && b === 0 ? 1 : b;
}

function mixed(hash: number): number {
  let mixing = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixing = Math.imul(mixing ^ (mixing >>> 13), 0xc2b2ae35);
  return mixing ^ (mixing >>> 16);
}
