/** Which given names one person may go by, and the one they are filed under. */
import { NICKNAMES } from './nickname-table.ts';

export interface Nicknames {
  /** Groups a folded given name stands in, ascending; empty for a name the table does not have. */
  groupsOf(name: string): readonly number[];
  /** The name a name is filed under; itself where the table does not have it. */
  rootOf(name: string): string;
}

export function createNicknames(): Nicknames {
  const groups = new Map<string, number[]>();
  const roots: string[] = [];
  for (const group of NICKNAMES.trim().split(/;\s|\n/u)) {
    const names = new Set(group.split(' '));
    const [root = ''] = names;
    for (const name of names) {
      const known = groups.get(name);
      if (known === undefined) groups.set(name, [roots.length]);
      else known.push(roots.length);
    }
    roots.push(root);
  }
  const heads = new Set(roots);
  return {
    groupsOf: (name) => groups.get(name) ?? [],
    rootOf: (name) => (heads.has(name) ? name : (roots[groups.get(name)?.[0] ?? -1] ?? name)),
  };
}

export function haveCommon(a: readonly number[], b: readonly number[]): boolean {
  return a.some((group) => b.includes(group));
}
