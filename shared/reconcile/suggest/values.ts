/** Two lists of people as columns of numbers: equal texts, one number. */
export interface People {
  readonly size: number;
  /** One text per person; null or blank where there is none. */
  readonly columns: Readonly<Record<string, readonly (string | null)[]>>;
}

/** A person is a place: those of the left list first, then those of the right one. */
export interface Lists {
  readonly left: People;
  readonly right: People;
}

/** Per person the number of the value; -1 for none. */
export type Column = Int32Array;

export function sizeOf({ left, right }: Lists): number {
  return left.size + right.size;
}

export function textOf({ left, right }: Lists, name: string, person: number): string | null {
  const text =
    person < left.size ? left.columns[name]?.[person] : right.columns[name]?.[person - left.size];
  return text ?? null;
}

/** Numbers for texts, in the order they are first seen. */
export interface Pool<T> {
  readonly values: T[];
  readonly numberOf: (text: string) => number;
  /** The number of a key that is there already; -1 for none. */
  readonly known: (key: string) => number;
}

/** `read` says what a text is compared by; null where it says nothing. Equal `key`s are one value. */
export function createPool<T extends { readonly key: string }>(
  read: (text: string) => T | null,
): Pool<T> {
  const values: T[] = [];
  const byText = new Map<string, number>();
  const byKey = new Map<string, number>();
  return {
    values,
    known: (key) => byKey.get(key) ?? -1,
    numberOf: (text) => {
      const known = byText.get(text);
      if (known !== undefined) return known;
      const value = read(text);
      let number = -1;
      if (value !== null) {
        number = byKey.get(value.key) ?? values.length;
        if (number === values.length) {
          values.push(value);
          byKey.set(value.key, number);
        }
      }
      byText.set(text, number);
      return number;
    },
  };
}

export function columnOf(lists: Lists, name: string, numberOf: (text: string) => number): Column {
  return Int32Array.from({ length: sizeOf(lists) }, (_, person) => {
    const text = textOf(lists, name, person);
    return text === null || text === '' ? -1 : numberOf(text);
  });
}

/** How many people of both lists bear a value, at most, for it to be of this band; above the last: common. */
const BANDS = [2, 5, 12, 30, 75, 200, 500, 1500] as const;
export const BAND_COUNT = BANDS.length + 1;

export function bandFor(bearers: number): number {
  const band = BANDS.findIndex((most) => bearers <= most);
  return band < 0 ? BANDS.length : band;
}

export interface Frequencies {
  /** Per value the band: 0 for what one person of each list may have, BAND_COUNT - 1 for what everybody has. */
  readonly bandOf: Uint8Array;
  /** Per band: the chance that two people who are not one have the same value, of this band. */
  readonly chances: readonly number[];
  /** Per band: the share of the people who have a value of it. */
  readonly shares: readonly number[];
}

/**
 * Of equal values as many as could be the same people on both lists are no chance: a phone number that one person
 * of each list has says nothing of how often numbers agree by themselves.
 */
export function frequenciesOf(
  column: Column,
  firstRight: number,
  size: number,
  sameAs: (value: number) => number = (value) => value,
  bearers: Float64Array = bearersOf([column], size, sameAs),
): Frequencies {
  const left = bearersOf([column.subarray(0, firstRight)], size, sameAs);
  const right = bearersOf([column.subarray(firstRight)], size, sameAs);
  const bandOf = bearers.map(bandFor);
  const [equal, borne] = [0, 0].map(() => new Float64Array(BAND_COUNT));
  const totals = [0, 0];
  for (let value = 0; value < size; value += 1) {
    const [a, b] = [left[value] ?? 0, right[value] ?? 0];
    const band = bandOf[value] ?? 0;
    add(equal, band, a * b - Math.min(a, b));
    add(borne, band, a + b);
    add(totals, 0, a);
    add(totals, 1, b);
  }
  const [leftTotal = 0, rightTotal = 0] = totals;
  const people = Math.max(1, leftTotal + rightTotal);
  return {
    bandOf: Uint8Array.from(bandOf),
    chances: Array.from(equal ?? [], (each) => (each + 0.1) / Math.max(1, leftTotal * rightTotal)),
    shares: Array.from(borne ?? [], (each) => (each + 1) / people),
  };
}

/** Per value how often it stands in any of the columns, on both sides. */
export function bearersOf(
  columns: readonly Column[],
  size: number,
  sameAs: (value: number) => number = (value) => value,
): Float64Array {
  const bearers = new Float64Array(size);
  for (const column of columns) {
    for (const value of column) if (value >= 0) add(bearers, sameAs(value), 1);
  }
  return bearers;
}

function add(sums: Float64Array | number[] | undefined, at: number, value: number): void {
  if (sums !== undefined) sums[at] = (sums[at] ?? 0) + value;
}
