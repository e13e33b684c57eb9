/**
 * Where names come from. Pierre is rare, and among the Duponts he is not: that two Pierre Duponts are two people is
 * likelier than the frequencies of the two names alone would have it. Origins are classes of people in which given
 * names and surnames are borne independently; they are learned from the names of the lists themselves (probabilistic
 * latent semantic analysis), and nobody need name them.
 */
export interface Origins {
  /** How many times likelier the surname is among people of that given name than among all. */
  lift(given: number, surname: number): number;
}

const ORIGINS = 12;
const ROUNDS = 30;

/** Always the same unevenness to begin with: chances that differ a little from origin to origin. */
function uneven(size: number): Float64Array {
  return Float64Array.from({ length: size * ORIGINS }, (_, at) => {
    const mixed = Math.imul((at + 1) ^ 0x9e3779b9, 0x85ebca6b);
    return 1 + ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  });
}

/** Each origin's chances sum to one. */
function normalize(chances: Float64Array): void {
  const sums = new Float64Array(ORIGINS);
  for (let at = 0; at < chances.length; at += 1) {
    sums[at % ORIGINS] = (sums[at % ORIGINS] ?? 0) + (chances[at] ?? 0);
  }
  for (let at = 0; at < chances.length; at += 1) {
    chances[at] = (chances[at] ?? 0) / Math.max(Number.MIN_VALUE, sums[at % ORIGINS] ?? 0);
  }
}

/** `given` and `surname` hold a number below `size` per person; -1 for none. */
export function learnOrigins(given: Int32Array, surname: Int32Array, size: number): Origins {
  let [ofGiven, ofSurname] = [uneven(size), uneven(size)];
  normalize(ofGiven);
  normalize(ofSurname);
  const shares = new Float64Array(ORIGINS).fill(1 / ORIGINS);
  const weights = new Float64Array(ORIGINS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [seenGiven, seenSurname] = [
      new Float64Array(ofGiven.length),
      new Float64Array(ofSurname.length),
    ];
    const seenShares = new Float64Array(ORIGINS);
    let people = 0;
    for (let person = 0; person < given.length; person += 1) {
      const [first, last] = [given[person] ?? -1, surname[person] ?? -1];
      if (first < 0 || last < 0) continue;
      let sum = 0;
      for (let origin = 0; origin < ORIGINS; origin += 1) {
        sum += weights[origin] =
          (shares[origin] ?? 0) *
          (ofGiven[first * ORIGINS + origin] ?? 0) *
          (ofSurname[last * ORIGINS + origin] ?? 0);
      }
      if (sum === 0) continue;
      people += 1;
      for (let origin = 0; origin < ORIGINS; origin += 1) {
        const weight = (weights[origin] ?? 0) / sum;
        add(seenGiven, first * ORIGINS + origin, weight);
        add(seenSurname, last * ORIGINS + origin, weight);
        add(seenShares, origin, weight);
      }
    }
    normalize(seenGiven);
    normalize(seenSurname);
    [ofGiven, ofSurname] = [seenGiven, seenSurname];
    for (let origin = 0; origin < ORIGINS; origin += 1) {
      shares[origin] = (seenShares[origin] ?? 0) / Math.max(1, people);
    }
  }
  return {
    lift: (first, last) => {
      let [both, one, other] = [0, 0, 0];
      for (let origin = 0; origin < ORIGINS; origin += 1) {
        const share = shares[origin] ?? 0;
        const [a, b] = [
          ofGiven[first * ORIGINS + origin] ?? 0,
          ofSurname[last * ORIGINS + origin] ?? 0,
        ];
        both += share * a * b;
        one += share * a;
        other += share * b;
      }
      return one * other > 0 ? both / (one * other) : 1;
    },
  };
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}
