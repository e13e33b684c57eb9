/** All comparers of a schema as one: the slots of each after those of the one before. */
import type { Comparer, Slot } from './comparer.ts';
import { MISSING, SAME } from './comparer.ts';
import type { SlotShape } from './mixture.ts';
import type { Lists } from './values.ts';

export interface Slots {
  readonly names: readonly string[];
  readonly shapes: readonly SlotShape[];
  compare(a: number, b: number, out: Uint8Array): void;
  /** The levels by name, slot by slot. */
  told(found: Uint8Array): readonly string[];
}

const RANDOM_PAIRS = 300_000;
/** Small lists have few pairs, and tell no more when drawn more often. */
const DRAWS_PER_PAIR = 10;
/** Counted as seen for each level that random pairs never had. */
const UNSEEN = 0.1;
const EXPECTED_SAME = 0.7;
const EXPECTED_ALIKE = 0.2;
const EXPECTED_DIFFERENT = 0.1;

/** Of two records of one person, before anything is learned: mostly the same, seldom plainly different. */
function expectedOf({ levels, same, mostUnlike = 1 }: Slot): readonly number[] {
  const between = Math.max(1, levels.length - 2 - same.length);
  return levels.map((_, level) => {
    const band = same[level - SAME];
    if (band !== undefined) return EXPECTED_SAME * band.ifOne;
    const isLast = level === levels.length - 1;
    return isLast ? Math.min(EXPECTED_DIFFERENT, mostUnlike / 2) : EXPECTED_ALIKE / between;
  });
}

/** Any sequence will do as long as it is always the same one: a linear congruential generator. */
function createDraw(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function createSlots(comparers: readonly Comparer[], { left, right }: Lists): Slots {
  const slots = comparers.flatMap((comparer) => comparer.slots);
  let next = 0;
  const placed = comparers.map((comparer) => {
    const at = next;
    next += comparer.slots.length;
    return { comparer, at };
  });
  const compare: Slots['compare'] = (a, b, out) => {
    for (const { comparer, at } of placed) comparer.compare(a, b, out, at);
  };

  const counts = slots.map(({ levels }) => new Float64Array(levels.length));
  const found = new Uint8Array(slots.length);
  const draw = createDraw();
  const pairs = Math.min(RANDOM_PAIRS, DRAWS_PER_PAIR * left.size * right.size);
  for (let pair = 0; pair < pairs; pair += 1) {
    compare(draw(left.size), left.size + draw(right.size), found);
    for (let slot = 0; slot < found.length; slot += 1) {
      const [count, level] = [counts[slot], found[slot] ?? MISSING];
      if (count !== undefined) count[level] = (count[level] ?? 0) + 1;
    }
  }
  return {
    names: slots.map(({ name }) => name),
    shapes: slots.map((slot, index) => shapeOf(slot, counts[index])),
    compare,
    told: (levels) => Array.from(levels, (level, slot) => slots[slot]?.levels[level] ?? ''),
  };
}

function shapeOf(slot: Slot, seen: Float64Array | undefined): SlotShape {
  const { levels, same, isOnlyTold = false, mostUnlike = 1 } = slot;
  const random = levels.map((_, level) => (seen?.[level] ?? 0) + UNSEEN);
  const told = random.reduce((sum, count, level) => sum + (level === MISSING ? 0 : count), 0);
  return {
    levels: levels.length,
    isEvidence: !isOnlyTold,
    random: random.map((count, level) => same[level - SAME]?.byChance ?? count / told),
    expected: expectedOf(slot),
    mostUnlike,
  };
}
