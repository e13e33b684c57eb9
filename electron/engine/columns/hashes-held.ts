import type { PagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import type { ColumnSource } from './column-source.ts';

/** Where a column holds one of some hashes, ascending. 0 is none. */
export function placesHolding(column: PagedNumbers, wanted: ReadonlySet<number>): Uint32Array {
  const maybe = new Uint8Array(1 << 20);
  for (const hash of wanted) maybe[hash & 0xfffff] = 1;
  const found: number[] = [];
  for (let from = 0; from < column.length;) {
    const { first, values } = column.pageOf(from);
    for (let at = from - first; at < values.length; at += 1) {
      const hash = values[at] ?? 0;
      if (maybe[hash & 0xfffff] === 1 && hash !== 0 && wanted.has(hash)) found.push(first + at);
    }
    from = first + values.length;
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
