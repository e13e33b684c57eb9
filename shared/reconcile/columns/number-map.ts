/** A map from doubles to whole numbers from 0 on, for a look-up per row where a Map costs too much. */
export interface NumberMap {
  /** -1 where there is none. */
  readonly get: (key: number) => number;
  /** Of a key that is not in it yet. */
  readonly set: (key: number, value: number) => void;
}

export function createNumberMap(): NumberMap {
  let mask = 1023;
  let keys = new Float64Array(mask + 1).fill(-1);
  let values = new Int32Array(mask + 1);
  let count = 0;

  function placeOf(key: number): number {
    const high = Math.floor(key / 0x1_0000_0000);
    let at = Math.imul((key >>> 0) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    at = (at ^ (at >>> 15)) & mask;
    while (keys[at] !== key && keys[at] !== -1) at = (at + 1) & mask;
    return at;
  }

  function set(key: number, value: number): void {
    if (count * 2 > mask) grow();
    const at = placeOf(key);
    keys[at] = key;
    values[at] = value;
    count += 1;
  }

  function grow(): void {
    const [oldKeys, oldValues] = [keys, values];
    mask = mask * 2 + 1;
    keys = new Float64Array(mask + 1).fill(-1);
    values = new Int32Array(mask + 1);
    count = 0;
    oldKeys.forEach((key, at) => {
      if (key !== -1) set(key, oldValues[at] ?? 0);
    });
  }

  return {
    get: (key) => {
      const at = placeOf(key);
      return keys[at] === key ? (values[at] ?? -1) : -1;
    },
    set,
  };
}
