/**
 * Which pairs are compared at all: those who share a key. A key is a line of parts from coarse to fine; a block
 * with too many pairs is split by the next part, and left out when there is none.
 *
 * Laws:   a pair is met once, under the first key it shares; no block met has more than `most` pairs.
 * Memory: two numbers per key and person.
 */
import type { Lists } from './values.ts';
import { sizeOf } from './values.ts';

/** What a person is filed under by one part of a key; null for not at all. */
export type KeyPart = (person: number) => string | null;

export interface BlockingKey {
  readonly name: string;
  readonly left: readonly KeyPart[];
  readonly right: readonly KeyPart[];
}

interface Filed {
  /** Per person the block; -1 for none. */
  readonly blockOf: Int32Array;
  readonly blocks: readonly (readonly [readonly number[], readonly number[]])[];
}

export interface Blocks {
  /** Pairs of all blocks, those met under several keys counted as often. */
  readonly pairsAtMost: number;
  /** Blocks that had too many pairs however finely they were split. */
  readonly blocksLeftOut: number;
  /** Meets every pair of the blocks once; `onBlock` is called now and then, with the pairs met until then. */
  meet(
    isWanted: (left: number) => boolean,
    onPair: (left: number, right: number) => void,
  ): Generator<number, void, undefined>;
}

const PAIRS_PER_STEP = 200_000;

function grouped(
  people: readonly number[],
  part: KeyPart | undefined,
): ReadonlyMap<string, number[]> {
  const groups = new Map<string, number[]>();
  if (part === undefined) return groups;
  for (const person of people) {
    const text = part(person);
    if (text === null || text === '') continue;
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [person]);
    else group.push(person);
  }
  return groups;
}

function places(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

function fileUnder(lists: Lists, key: BlockingKey, most: number): Filed & { leftOut: number } {
  const blockOf = new Int32Array(sizeOf(lists)).fill(-1);
  const blocks: (readonly [readonly number[], readonly number[]])[] = [];
  let leftOut = 0;
  const split = (a: readonly number[], b: readonly number[], depth: number): void => {
    const others = grouped(b, key.right[depth]);
    for (const [text, members] of grouped(a, key.left[depth])) {
      const rest = others.get(text);
      if (rest === undefined) continue;
      if (members.length * rest.length <= most) {
        for (const person of members) blockOf[person] = blocks.length;
        for (const person of rest) blockOf[person] = blocks.length;
        blocks.push([members, rest]);
      } else if (depth + 1 < key.left.length) {
        split(members, rest, depth + 1);
      } else {
        leftOut += 1;
      }
    }
  };
  split(places(0, lists.left.size), places(lists.left.size, lists.right.size), 0);
  return { blockOf, blocks, leftOut };
}

export function createBlocks(lists: Lists, keys: readonly BlockingKey[], most: number): Blocks {
  const filed = keys.map((key) => fileUnder(lists, key, most));

  function isMetBefore(left: number, right: number, key: number): boolean {
    for (let before = 0; before < key; before += 1) {
      const blockOf = filed[before]?.blockOf;
      const block = blockOf?.[left] ?? -1;
      if (block >= 0 && block === blockOf?.[right]) return true;
    }
    return false;
  }

  return {
    pairsAtMost: filed
      .flatMap(({ blocks }) => blocks)
      .reduce((sum, [a, b]) => sum + a.length * b.length, 0),
    blocksLeftOut: filed.reduce((sum, { leftOut }) => sum + leftOut, 0),
    meet: function* (isWanted, onPair) {
      let [met, told] = [0, 0];
      for (const [key, { blocks }] of filed.entries()) {
        for (const [lefts, rights] of blocks) {
          for (const left of lefts) {
            if (!isWanted(left)) continue;
            for (const right of rights) if (!isMetBefore(left, right, key)) onPair(left, right);
          }
          met += lefts.length * rights.length;
          if (met - told < PAIRS_PER_STEP) continue;
          told = met;
          yield met;
        }
      }
    },
  };
}
