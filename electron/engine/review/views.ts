/** The lists the window has open: which rows of the diff each shows, 4 bytes a row. */
import type { Diff } from '../journal/diff-repository.ts';
import { Refusal } from '../refusal.ts';

export interface View {
  readonly id: number;
  readonly diffId: number;
  readonly total: number;
  /** Ascending; null shows every row, where index and position differ by one. */
  readonly positions: Int32Array | null;
}

export interface Views {
  readonly open: (diff: Diff, positions: Int32Array | null) => View;
  /** Refuses with review/superseded when the view is no longer kept or its diff no longer shown. */
  readonly find: (viewId: number, diff: Diff) => View;
}

const KEPT = 8;

export function createViews(): Views {
  const views = new Map<number, View>();
  let lastId = 0;
  return {
    open: (diff, positions) => {
      lastId += 1;
      const total = positions === null ? diff.rows : positions.length;
      const view: View = { id: lastId, diffId: diff.id, total, positions };
      views.set(view.id, view);
      for (const [id, { diffId }] of views) {
        if (id <= lastId - KEPT || diffId !== diff.id) views.delete(id);
      }
      return view;
    },
    find: (viewId, diff) => {
      const view = views.get(viewId);
      if (view?.diffId === diff.id) return view;
      throw new Refusal({ code: 'review/superseded' });
    },
  };
}

export function positionsIn(view: View, from: number, count: number): readonly number[] {
  const first = Math.max(0, from);
  const end = Math.min(view.total, first + Math.max(0, count));
  return Array.from({ length: Math.max(0, end - first) }, (_, offset) =>
    positionAt(view, first + offset),
  );
}

/** The position shown at an index; 0, before all positions, where the index is none. */
export function positionAt(view: View, index: number): number {
  if (view.positions === null) return index + 1;
  return view.positions[index] ?? 0;
}
