import type { ColumnSource } from './column-source.ts';

/** Where a column holds one of some hashes, ascending. 0 is none. */
export function placesHolding(column: Float64Array, wanted: ReadonlySet<number>): Uint32Array {
  const maybe = new Uint8Array(1 << 20);
  for (const hash of wanted) maybe[hash & 0xfffff] = 1;
  const found: number[] = [];
  for (let place = 0; place < column.length; place += 1) {
    const hash = column[place] ?? 0;
    if (maybe[hash & 0xfffff] === 1 && hash !== 0 && wanted.has(hash)) found.push(place);
  }
  return Uint32Array.from(found);
}

/** A base that names none of the records of a group decides nothing in it. */
export function basesNaming({ bases }: ColumnSource, ids: ReadonlySet<number>): Uint32Array {
  if (ids.size === 0) return new Uint32Array();
  const members = placesHolding(bases.hashes('member'), ids);
  const registrations = placesHolding(bases.hashes('registration'), ids);
  return Uint32Array.from(new Set([...members, ...registrations])).sort();
}
