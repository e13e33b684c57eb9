/** Which rows are chosen for one decision: some by key, or every row the filter holds. */
import type { Decide } from '../../shared/ipc/engine-views.ts';

export type Selection =
  | { readonly kind: 'rows'; readonly keys: ReadonlySet<string>; readonly anchor: number | null }
  | { readonly kind: 'filter' };

export const NOTHING_SELECTED: Selection = { kind: 'rows', keys: new Set(), anchor: null };
export const WHOLE_FILTER: Selection = { kind: 'filter' };

export function isSelected(selection: Selection, rowKey: string): boolean {
  return selection.kind === 'filter' || selection.keys.has(rowKey);
}

export function countSelected(selection: Selection, total: number): number {
  return selection.kind === 'filter' ? total : selection.keys.size;
}

export function toggled(selection: Selection, rowKey: string, index: number): Selection {
  const keys = new Set(selection.kind === 'rows' ? selection.keys : []);
  if (!keys.delete(rowKey)) keys.add(rowKey);
  return { kind: 'rows', keys, anchor: index };
}

/** Everything from the anchor to the row: `keyAt` answers undefined for a row that is not here. */
export function extended(
  selection: Selection,
  from: number,
  to: number,
  keyAt: (index: number) => string | undefined,
): Selection {
  const anchor = selection.kind === 'rows' ? (selection.anchor ?? from) : from;
  const keys = new Set(selection.kind === 'rows' ? selection.keys : []);
  for (let index = Math.min(anchor, to); index <= Math.max(anchor, to); index += 1) {
    const key = keyAt(index);
    if (key !== undefined) keys.add(key);
  }
  return { kind: 'rows', keys, anchor };
}

/** What a decision is meant for: the selection where there is one, else the row in focus. */
export function targetOf(
  selection: Selection,
  viewId: number,
  focusedKey: string | null,
): Decide['target'] | null {
  if (selection.kind === 'filter') return { viewId };
  if (selection.keys.size > 0) return { rowKeys: [...selection.keys] };
  return focusedKey === null ? null : { rowKeys: [focusedKey] };
}
