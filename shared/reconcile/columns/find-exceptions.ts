/**
 * Groups whose rows are not told by their identity alone: what people said of who is who, and bases that bind
 * records to a key that is not their identity. Found by hashes of record ids, a pass over each side.
 *
 * Law: whatever decides over a record of a group found is in the same part; so each part is compared by itself.
 */
import type { BaseIds, Bound } from './bind-rows.ts';
import type { MergedRows } from './merge.ts';
import type { PagedNumbers } from './paged-numbers.ts';

export interface ExceptionInput {
  readonly merged: MergedRows;
  readonly bound: Bound;
  /** Hashes of record ids by place. */
  readonly members: PagedNumbers;
  readonly registrations: PagedNumbers;
  readonly bases: BaseIds;
  /** Of bases whose key is that of a record alone: the hash of its id. */
  readonly ownKeys: ReadonlyMap<number, number>;
  /** Hashes of the record ids of hand links. */
  readonly links: readonly { readonly member: number; readonly registration: number }[];
  /** Pairs a person set apart, likewise: they matter where one group holds both. */
  readonly apart: readonly { readonly member: number; readonly registration: number }[];
  /** Hashes of record ids of either side whose group is a person's to say. */
  readonly named: readonly number[];
}

/** Parts of first rows of groups, ascending. */
export type Parts = readonly (readonly number[])[];

export function findExceptions(input: ExceptionInput): Parts {
  const { merged, bound, bases, ownKeys, links, apart, named } = input;
  const held = bound.astray;
  const pairs = [...links, ...apart];
  const memberIds = new Set([...pairs.map(({ member }) => member), ...named]);
  const registrationIds = new Set([...pairs.map(({ registration }) => registration), ...named]);
  for (const base of held) {
    const own = ownKeys.get(base) ?? 0;
    memberIds.add(own);
    registrationIds.add(own);
    memberIds.add(bases.member.at(base) ?? 0);
    registrationIds.add(bases.registration.at(base) ?? 0);
  }
  const ofMember = groupsOf(memberIds, input.members, merged.member, merged);
  const ofRegistration = groupsOf(
    registrationIds,
    input.registrations,
    merged.registration,
    merged,
  );

  const union = createUnion();
  for (const first of bound.exceptional) union.add([first]);
  for (const link of links) {
    union.add([ofMember.get(link.member), ofRegistration.get(link.registration)]);
  }
  for (const { member, registration } of apart) {
    const group = ofMember.get(member);
    if (group === ofRegistration.get(registration)) union.add([group]);
  }
  for (const id of named) union.add([ofMember.get(id)]);
  for (const id of named) union.add([ofRegistration.get(id)]);
  for (const base of held) {
    const found = [
      ofMember.get(bases.member.at(base) ?? 0),
      ofRegistration.get(bases.registration.at(base) ?? 0),
    ];
    const row = merged.rowOfBase[base] ?? 0;
    const own = ownKeys.get(base) ?? 0;
    if (found.some((group) => group !== undefined)) {
      union.add([...found, row === 0 ? undefined : row - 1]);
      union.add([...found, ofMember.get(own), ofRegistration.get(own)]);
    }
  }
  return union.parts();
}

/** Where the records with these ids are: the first row of the group, by hash. */
function groupsOf(
  wanted: Set<number>,
  idHash: PagedNumbers,
  places: Uint32Array,
  merged: MergedRows,
): ReadonlyMap<number, number> {
  const groups = new Map<number, number>();
  wanted.delete(0);
  if (wanted.size === 0) return groups;
  const maybe = new Uint8Array(1 << 16);
  for (const hash of wanted) maybe[hash & 0xffff] = 1;
  for (let row = 0; row < merged.rows; row += 1) {
    const place = places[row] ?? 0;
    if (place === 0) continue;
    const hash = idHash.at(place - 1) ?? 0;
    if (maybe[hash & 0xffff] === 0 || !wanted.has(hash)) continue;
    let first = row;
    while (merged.isDuplicate[first] === 1) first -= 1;
    groups.set(hash, first);
  }
  return groups;
}

interface Union {
  /** These belong together. */
  readonly add: (rows: readonly (number | undefined)[]) => void;
  readonly parts: () => Parts;
}

function createUnion(): Union {
  const parents = new Map<number, number>();

  function rootOf(row: number): number {
    let root = row;
    for (;;) {
      const parent = parents.get(root) ?? root;
      if (parent === root) break;
      root = parent;
    }
    parents.set(row, root);
    return root;
  }

  return {
    add: (rows) => {
      const roots = rows.filter((row) => row !== undefined).map(rootOf);
      const root = Math.min(...roots);
      for (const each of roots) parents.set(each, root);
    },
    parts: () => {
      const parts = new Map<number, number[]>();
      for (const row of [...parents.keys()].sort((a, b) => a - b)) {
        const root = rootOf(row);
        const part = parts.get(root) ?? [];
        part.push(row);
        parts.set(root, part);
      }
      return [...parts.values()];
    },
  };
}
