export interface Chance {
  /** True once in so many times. */
  readonly isOne: (inMany: number) => boolean;
  /** Both included. */
  readonly between: (least: number, most: number) => number;
  readonly of: <T>(items: readonly T[]) => T;
}

export function createChance(random: () => number): Chance {
  const between = (least: number, most: number): number =>
    least + Math.floor(random() * (most - least + 1));
  return {
    between,
    isOne: (inMany) => between(1, inMany) === 1,
    of: (items) => items[between(0, items.length - 1)] as (typeof items)[number],
  };
}
