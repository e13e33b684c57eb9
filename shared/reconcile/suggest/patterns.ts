/** Counts pairs by the pattern of their levels. */
import type { Patterns, SlotShape } from './mixture.ts';

export interface Tally {
  add(found: Uint8Array): void;
  patterns(mostMatches: number): Patterns;
}

export function createTally(shapes: readonly SlotShape[]): Tally {
  const places = new Map<number, number>();
  const levels: number[] = [];
  const pairs: number[] = [];
  return {
    add: (found) => {
      let code = 0;
      for (let slot = 0; slot < shapes.length; slot += 1) {
        const { levels: radix, isEvidence } = shapes[slot] ?? { levels: 1, isEvidence: false };
        if (isEvidence) code = code * radix + (found[slot] ?? 0);
      }
      const place = places.get(code);
      if (place !== undefined) {
        pairs[place] = (pairs[place] ?? 0) + 1;
        return;
      }
      places.set(code, pairs.length);
      pairs.push(1);
      for (const level of found) levels.push(level);
    },
    patterns: (mostMatches) => ({
      count: pairs.length,
      levels: Uint8Array.from(levels),
      pairs: Float64Array.from(pairs),
      mostMatches,
    }),
  };
}
