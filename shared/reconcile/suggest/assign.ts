/**
 * Chances of pairs when each person can be one person of the other list at most: what speaks for a pair is held
 * against what speaks for its rivals, and a rival who has a better match elsewhere hardly counts. Sum-product
 * messages between the people of both lists, which on the sparse graphs of this settle within a few rounds.
 *
 * A person who stands in a list twice is no rival of himself: the likelier of the two records has the chance of both.
 *
 * Laws:   a person's chances sum to one at most, so but for doubles a pair above one half is the best of both its
 *         people: taking the likeliest first is one to one, and no other assignment of those would be better.
 */
const ROUNDS = 12;
/** Share of a list without a match, at least: it bounds what the lack of rivals may say. */
const LEAST_FREE = 0.3;
/** A rival below this is not looked at as a double. */
const LEAST_RIVAL = 0.02;
const LEAST_SURE_DOUBLE = 0.5;

export interface Edges {
  readonly lefts: number;
  readonly rights: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Odds that the two are one, as if there were nobody else. */
  readonly odds: Float64Array;
  /** Per person the odds of all pairs too unlikely to be an edge. */
  readonly rest: Float64Array;
}

export interface Assigned {
  readonly left: number;
  readonly right: number;
  readonly chance: number;
}

/**
 * The odds of a pair are those of any two who look like that. Most who look like that and are not one have a match
 * elsewhere; where nobody else is in sight the odds are higher by as much as such people are rare. That they are is
 * read from the pairs that are likely by themselves.
 */
export function chancesOf(edges: Edges): Float64Array {
  const matched = edges.odds.reduce((sum, odds) => sum + (odds > 1 ? odds / (1 + odds) : 0), 0);
  const freeOf = (people: number): number => Math.max(LEAST_FREE, 1 - matched / people);
  return chancesAmongRivals(edges, 1 / (freeOf(edges.lefts) * freeOf(edges.rights)));
}

function chancesAmongRivals({ left, right, odds, rest }: Edges, factor: number): Float64Array {
  const raised = odds.map((each) => each * factor);
  const fromLeft = new Float64Array(odds.length).fill(1);
  const fromRight = new Float64Array(odds.length).fill(1);
  const sums = new Float64Array(rest.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    send({ people: left, odds: raised, heard: fromRight, said: fromLeft }, sums, rest);
    send({ people: right, odds: raised, heard: fromLeft, said: fromRight }, sums, rest);
  }
  return raised.map((each, at) => {
    const weighed = each * (fromLeft[at] ?? 0) * (fromRight[at] ?? 0);
    return weighed / (1 + weighed);
  });
}

interface Messages {
  readonly people: Int32Array;
  readonly odds: Float64Array;
  readonly heard: Float64Array;
  readonly said: Float64Array;
}

/** To each of a person's edges: how free the person is, by what all the other edges say. */
function send(
  { people, odds, heard, said }: Messages,
  sums: Float64Array,
  rest: Float64Array,
): void {
  sums.set(rest);
  for (let at = 0; at < odds.length; at += 1) {
    const person = people[at] ?? 0;
    sums[person] = (sums[person] ?? 0) + (odds[at] ?? 0) * (heard[at] ?? 0);
  }
  for (let at = 0; at < odds.length; at += 1) {
    const own = (odds[at] ?? 0) * (heard[at] ?? 0);
    said[at] = 1 / (1 + Math.max(0, (sums[people[at] ?? 0] ?? 0) - own));
  }
}

/** Likeliest first, nobody twice. */
export function assign(
  edges: Edges,
  chanceOfOne: (a: number, b: number) => number,
  leastChance: number,
): readonly Assigned[] {
  const chances = chancesOf(edges);
  const { left, right } = edges;
  const ofPerson = new Map<number, number[]>();
  for (let at = 0; at < chances.length; at += 1) {
    if ((chances[at] ?? 0) < LEAST_RIVAL) continue;
    for (const person of [left[at] ?? 0, right[at] ?? 0]) {
      const known = ofPerson.get(person);
      if (known === undefined) ofPerson.set(person, [at]);
      else known.push(at);
    }
  }
  const withDoubles = chances.slice();
  for (const [person, theirs] of ofPerson) {
    if (theirs.length < 2) continue;
    const other = (at: number): number => (left[at] === person ? right[at] : left[at]) ?? person;
    const [best = 0, ...rivals] = theirs.toSorted(
      (a, b) => (chances[b] ?? 0) - (chances[a] ?? 0) || other(a) - other(b),
    );
    for (const rival of rivals) {
      const double = chanceOfOne(other(best), other(rival));
      if (double < LEAST_SURE_DOUBLE) continue;
      withDoubles[best] = (withDoubles[best] ?? 0) + double * (chances[rival] ?? 0);
    }
  }
  const taken = new Set<number>();
  const order = Array.from(chances.keys())
    .filter((at) => (withDoubles[at] ?? 0) >= leastChance)
    .sort((a, b) => (withDoubles[b] ?? 0) - (withDoubles[a] ?? 0) || a - b);
  return order.flatMap((at): readonly Assigned[] => {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    if (taken.has(a) || taken.has(b)) return [];
    taken.add(a).add(b);
    return [{ left: a, right: b, chance: Math.min(1, withDoubles[at] ?? 0) }];
  });
}
