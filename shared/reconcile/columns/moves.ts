/** How places in columns made of others stand to the places before. All ascending. */
export interface Moves {
  /** Places now of what is not as it was. */
  readonly changed: Uint32Array;
  /** Places now of what was not there. */
  readonly came: Uint32Array;
  /** Places before of what is not there any more. */
  readonly went: Uint32Array;
}

export const NO_MOVES: Moves = {
  changed: new Uint32Array(),
  came: new Uint32Array(),
  went: new Uint32Array(),
};

export function isInPlace({ came, went }: Moves): boolean {
  return came.length + went.length === 0;
}

/** 1 + the place now, at 1 + the place before; 0 for what went. */
export function placesNow(rowsBefore: number, { came, went }: Moves): Uint32Array {
  const now = new Uint32Array(rowsBefore + 1);
  let [gone, next, place] = [0, 0, 0];
  for (let before = 0; before < rowsBefore; before += 1) {
    if (went[gone] === before) {
      gone += 1;
      continue;
    }
    for (; came[next] === place; next += 1) place += 1;
    place += 1;
    now[before + 1] = place;
  }
  return now;
}
