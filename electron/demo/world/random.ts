/**
 * Chance without state: the same seed, index and salt always give the same number, in any order asked.
 * In: numbers below 2^32. Out: an integer from 0 to 2^32 - 1.
 */
export function chance(seed: number, index: number, salt: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (const part of [index, salt]) {
    hash = Math.imul(hash ^ part, 0xcc9e2d51);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    hash = Math.imul(hash, 0x1b873593);
    hash = (hash ^ (hash >>> 13)) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}

export function pickFrom<T>(items: readonly T[], at: number): T {
  const item = items[at % items.length];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
}

/** The items in an order that only the seed decides. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({ item, key: chance(seed, index, 0x5417) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
