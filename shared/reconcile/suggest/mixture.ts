/**
 * Fellegi and Sunter's model, learned from the pairs themselves: how often each level is found for people who are
 * one (m) and for those who are not (u), by expectation and maximisation over the patterns of levels.
 *
 * People who are not one and still share a key do so for a reason: a name, a household, an employer. And people who
 * are one may have changed much at once. Two classes cannot hold that (Winkler, 1994, takes three), so there is one
 * per reason and per change. A class learns the chances of the slots that are its own; in all others a match has
 * those of all matches, and a look-alike those of pairs drawn at random, which nobody need learn.
 *
 * Laws:   a missing value says nothing, in any class. The same patterns always give the same model.
 */
import { MISSING, isSame } from './comparer.ts';

export interface SlotShape {
  readonly levels: number;
  readonly isEvidence: boolean;
  /** Chance of each level for two people drawn at random, among those that have the value. */
  readonly random: readonly number[];
  /** Chance of the two last levels for two records of one person, at most. */
  readonly mostUnlike: number;
  /** What is expected of two records of one person, before anything is learned. */
  readonly expected: readonly number[];
}

export interface Patterns {
  readonly count: number;
  /** Levels, slot by slot, pattern by pattern. */
  readonly levels: Uint8Array;
  readonly pairs: Float64Array;
  /** As many matches as there are people for at most. */
  readonly mostMatches: number;
}

/**
 * Whose chances a class goes by in a slot: those of people who are one, those of chance, or its own. Of what is
 * shared, half at least must be the same value: else the class would learn to be of those who share nothing.
 */
export type Source = 'own' | 'shared' | 'one' | 'chance';

export interface Classes {
  /** Beside those who have all as it was: people in whose life something changed; the rest is as it was. */
  readonly changes: readonly (readonly Source[])[];
  /** People who are not one, by what they share. */
  readonly lookAlikes: readonly (readonly Source[])[];
}

/** Classes: the unchanged first, then the changes, then the look-alikes. */
export interface Model {
  readonly matchClasses: number;
  /** A level's chance: per class, per slot, per level. */
  readonly chances: readonly (readonly Float64Array[])[];
  /** Each class's share among the pairs met. */
  readonly shares: Float64Array;
  readonly rounds: number;
}

const MOST_ROUNDS = 150;
const ENOUGH = 3e-7;
/** Pairs by which the expectation counts as if seen, so that a rare level keeps some of it. */
const EXPECTED_PAIRS = 20;
const STARTING_SHARE_OF_MATCHES = 0.05;
const LEAST_SHARED = 0.5;
/** The last levels of a slot: similar, and different. */
const UNLIKE_LEVELS = 2;
const RANDOM = -1;

function normalized(weights: ArrayLike<number>): number[] {
  const all = Array.from(weights);
  const sum = all.reduce((total, weight, level) => total + (level === MISSING ? 0 : weight), 0);
  return all.map((weight, level) => (level === MISSING ? 1 : weight / sum));
}

function expectedOfChange({ random, expected }: SlotShape): number[] {
  return normalized(random.map((chance, level) => 0.75 * chance + 0.25 * (expected[level] ?? 0)));
}

/** Those who share something have it alike, in the bands in which values meet by chance. */
function expectedOfLookAlike({ random }: SlotShape, likeness: number): number[] {
  const same = random.reduce((sum, chance, level) => sum + (isSame(level) ? chance : 0), 0);
  return normalized(
    random.map(
      (chance, level) => (1 - likeness) * chance + (isSame(level) ? (likeness * chance) / same : 0),
    ),
  );
}

/** Per class and slot the class whose chances it goes by. */
function ownersOf({ changes, lookAlikes }: Classes, slots: number): readonly Int32Array[] {
  return [
    new Int32Array(slots),
    ...[...changes, ...lookAlikes].map((sources, at) =>
      Int32Array.from(sources, (source) =>
        source === 'one' ? 0 : source === 'chance' ? RANDOM : 1 + at,
      ),
    ),
  ];
}

/** What a class goes by in a slot before anything is learned. */
function startOf(shape: SlotShape, source: Source, isMatch: boolean): number[] {
  if (!shape.isEvidence) return new Array<number>(shape.levels).fill(1);
  if (source === 'chance') return normalized(shape.random);
  if (source === 'one') return normalized(shape.expected);
  if (isMatch) return expectedOfChange(shape);
  return expectedOfLookAlike(shape, source === 'shared' ? 0.95 : 0.5);
}

export function learn(patterns: Patterns, shapes: readonly SlotShape[], groups: Classes): Model {
  const matches = 1 + groups.changes.length;
  const classes = matches + groups.lookAlikes.length;
  const owners = ownersOf(groups, shapes.length);
  const widest = Math.max(...shapes.map(({ levels }) => levels));
  const perClass = shapes.length * widest;
  const starts = new Float64Array(classes * perClass);
  const sources = [shapes.map((): Source => 'one'), ...groups.changes, ...groups.lookAlikes];
  for (const [cls, perSlot] of sources.entries()) {
    for (const [slot, shape] of shapes.entries()) {
      const start = startOf(shape, perSlot[slot] ?? 'chance', cls < matches);
      starts.set(start, cls * perClass + slot * widest);
    }
  }
  const chances = starts.slice();
  const shares = Float64Array.from({ length: classes }, (_, cls) =>
    cls < matches
      ? STARTING_SHARE_OF_MATCHES / matches
      : (1 - STARTING_SHARE_OF_MATCHES) / groups.lookAlikes.length,
  );

  const seen = new Float64Array(starts.length);
  const sums = new Float64Array(classes);
  const weights = new Float64Array(classes);
  const offsets = new Int32Array(shapes.length);
  let [rounds, before] = [0, -Infinity];
  for (; rounds < MOST_ROUNDS; rounds += 1) {
    seen.fill(0);
    sums.fill(1);
    let likelihood = 0;
    for (let pattern = 0; pattern < patterns.count; pattern += 1) {
      let told = 0;
      for (let slot = 0; slot < shapes.length; slot += 1) {
        const level = patterns.levels[pattern * shapes.length + slot] ?? MISSING;
        if (level !== MISSING) offsets[told++] = slot * widest + level;
      }
      let sum = 0;
      for (let cls = 0; cls < classes; cls += 1) {
        const from = cls * perClass;
        let chance = shares[cls] ?? 0;
        for (let at = 0; at < told; at += 1) chance *= chances[from + (offsets[at] ?? 0)] ?? 0;
        weights[cls] = chance;
        sum += chance;
      }
      const pairs = patterns.pairs[pattern] ?? 0;
      likelihood += pairs * Math.log(sum);
      const each = pairs / sum;
      for (let cls = 0; cls < classes; cls += 1) {
        const weight = (weights[cls] ?? 0) * each;
        sums[cls] = (sums[cls] ?? 0) + weight;
        const from = cls * perClass;
        for (let at = 0; at < told; at += 1) {
          const place = from + (offsets[at] ?? 0);
          seen[place] = (seen[place] ?? 0) + weight;
        }
      }
    }
    holdMatches(sums, matches, patterns.mostMatches);
    const whole = sums.reduce((sum, each) => sum + each, 0);
    for (let cls = 0; cls < classes; cls += 1) shares[cls] = (sums[cls] ?? 0) / whole;
    maximise(owners, sources, matches, shapes, { starts, seen, chances, perClass, widest });
    if (likelihood - before < ENOUGH * Math.abs(likelihood)) break;
    before = likelihood;
  }
  return {
    matchClasses: matches,
    chances: owners.map((_, cls) =>
      shapes.map(({ levels }, slot) => {
        const at = cls * perClass + slot * widest;
        return chances.slice(at, at + levels);
      }),
    ),
    shares,
    rounds,
  };
}

/** No more matches than people, and of no change more than of those unchanged: the rest are look-alikes. */
function holdMatches(sums: Float64Array, matches: number, most: number): void {
  const unchanged = sums[0] ?? 0;
  let all = 0;
  for (let cls = 0; cls < matches; cls += 1) {
    const held = Math.min(sums[cls] ?? 0, unchanged);
    sums[cls] = held;
    all += held;
  }
  if (all <= most) return;
  for (let cls = 0; cls < matches; cls += 1) sums[cls] = ((sums[cls] ?? 0) * most) / all;
}

interface Tables {
  readonly starts: Float64Array;
  readonly seen: Float64Array;
  readonly chances: Float64Array;
  readonly perClass: number;
  readonly widest: number;
}

/** Winkler's convex constraint (1993): more people than that with so little alike are somebody else. */
function bounded(chances: number[], mostUnlike: number): number[] {
  const isUnlike = (level: number): boolean => level >= chances.length - UNLIKE_LEVELS;
  const unlike = chances.reduce((sum, chance, level) => sum + (isUnlike(level) ? chance : 0), 0);
  if (unlike <= mostUnlike) return chances;
  return chances.map((chance, level) => {
    if (level === MISSING) return 1;
    return isUnlike(level)
      ? (chance * mostUnlike) / unlike
      : (chance * (1 - mostUnlike)) / (1 - unlike);
  });
}

function shared(chances: number[]): number[] {
  const same = chances.reduce((sum, chance, level) => sum + (isSame(level) ? chance : 0), 0);
  if (same >= LEAST_SHARED) return chances;
  return chances.map((chance, level) => {
    if (level === MISSING) return 1;
    return isSame(level)
      ? (chance * LEAST_SHARED) / same
      : (chance * (1 - LEAST_SHARED)) / (1 - same);
  });
}

/** What a class, or all matches together, have seen becomes their chances; look-alikes teach matches nothing. */
function maximise(
  owners: readonly Int32Array[],
  sources: readonly (readonly Source[])[],
  matches: number,
  shapes: readonly SlotShape[],
  { starts, seen, chances, perClass, widest }: Tables,
): void {
  for (const [slot, { levels, isEvidence, mostUnlike }] of shapes.entries()) {
    if (!isEvidence) continue;
    for (const owner of owners.keys()) {
      const users = [...owners.keys()].filter((cls) => owners[cls]?.[slot] === owner);
      if (users.length === 0) continue;
      const placeOf = (cls: number): number => cls * perClass + slot * widest;
      const teachers = users.filter((cls) => cls < matches || cls === owner);
      const learned = Array.from({ length: levels }, (_, level) =>
        teachers.reduce(
          (sum, cls) => sum + (seen[placeOf(cls) + level] ?? 0),
          EXPECTED_PAIRS * (starts[placeOf(owner) + level] ?? 0),
        ),
      );
      const found = normalized(learned);
      const held =
        owner === 0
          ? bounded(found, mostUnlike)
          : sources[owner]?.[slot] === 'shared'
            ? shared(found)
            : found;
      for (const cls of users) chances.set(held, placeOf(cls));
    }
  }
}

/** The odds that two people with these levels are one. */
export function oddsOf(model: Model): (levels: Uint8Array) => number {
  const { matchClasses, shares, chances } = model;
  return (levels) => {
    let [one, other] = [0, 0];
    for (let cls = 0; cls < shares.length; cls += 1) {
      let chance = shares[cls] ?? 0;
      const perSlot = chances[cls];
      for (let slot = 0; slot < levels.length; slot += 1) {
        const level = levels[slot] ?? MISSING;
        if (level !== MISSING) chance *= perSlot?.[slot]?.[level] ?? 0;
      }
      if (cls < matchClasses) one += chance;
      else other += chance;
    }
    return one / other;
  };
}

/** What one level of one slot says, by itself: binary logarithm of its odds among those who were compared. */
export function bitsOf(
  { matchClasses, shares, chances }: Model,
  slot: number,
  level: number,
): number {
  const [one, other, ones, others] = [0, 0, 0, 0].map((_, which) =>
    shares.reduce((sum, share, cls) => {
      if (cls < matchClasses !== (which % 2 === 0)) return sum;
      return sum + (which < 2 ? share * (chances[cls]?.[slot]?.[level] ?? 0) : share);
    }, 0),
  );
  return Math.log2((one ?? 0) / (ones ?? 1) / ((other ?? 0) / (others ?? 1)));
}
