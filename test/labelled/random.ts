/** Chance with a state of its own: the same seed gives the same numbers, on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** An integer from 0 up to, not including, `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** An index, earlier ones more often: weight 1 / (index + flat). */
  rank(count: number, flat: number): number;
  /** One of the names, by its weight; the weights need not sum to 1. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const harmonics = new Map<string, Float64Array>();

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function below(limit: number): number {
    return Math.floor(next() * limit);
  }

  function sums(count: number, flat: number): Float64Array {
    const key = `${count}/${flat}`;
    const known = harmonics.get(key);
    if (known !== undefined) return known;
    const made = new Float64Array(count);
    let sum = 0;
    for (let at = 0; at < count; at += 1) made[at] = sum += 1 / (at + flat);
    harmonics.set(key, made);
    return made;
  }

  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from.');
      return item;
    },
    rank: (count, flat) => {
      const table = sums(count, flat);
      const wanted = next() * (table[count - 1] ?? 0);
      let [low, high] = [0, count - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((table[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      throw new RangeError('Nothing to pick from.');
    },
  };
}
