/**
 * One way of the status map as two columns and the lines between them.
 *
 * Laws: a source that is neither mapped nor skipped is 'suggested', 'open' (it holds rows, so it
 * blocks) or 'free' (it holds none); every line joins a source to a row of the other column.
 */
import type { Side } from '../../shared/domain/side.ts';
import type { VoyageStatus } from '../../shared/domain/status.ts';
import { SKIP } from '../../shared/domain/status.ts';
import type { StatusMapView } from '../../shared/ipc/engine-views.ts';
import type { Way } from './sync-store.ts';

type Standing = 'tied' | 'skipped' | 'suggested' | 'open' | 'free';

export interface MapSource {
  /** Member status label or registration status. */
  readonly key: string;
  readonly rows: number;
  readonly standing: Standing;
  /** Where it leads, or would by the suggestion; SKIP, or null for nowhere. */
  readonly to: string | null;
}

export interface MapTie {
  readonly from: string;
  readonly to: string;
  readonly standing: 'tied' | 'suggested';
}

export function sourcesOf(view: StatusMapView, way: Way): readonly MapSource[] {
  const side: Side = way === 'toVoyage' ? 'salesforce' : 'voyage';
  const blocking = new Set(
    view.unmapped.filter((entry) => entry.side === side).map((entry) => entry.label),
  );
  const all =
    way === 'toVoyage'
      ? view.labels.map(({ label, rows }) => ({ key: label, rows }))
      : view.statuses.map(({ status, rows }) => ({ key: status, rows }));
  return all.map(({ key, rows }) => {
    const mapped = targetOf(view.map, way, key);
    if (mapped !== null)
      return { key, rows, standing: mapped === SKIP ? 'skipped' : 'tied', to: mapped };
    const suggested = targetOf(view.suggested, way, key);
    if (suggested !== null) return { key, rows, standing: 'suggested', to: suggested };
    return { key, rows, standing: blocking.has(key) ? 'open' : 'free', to: null };
  });
}

export function tiesOf(
  sources: readonly MapSource[],
  targets: readonly string[],
): readonly MapTie[] {
  return sources.flatMap(({ key, to, standing }) =>
    to !== null && targets.includes(to) && (standing === 'tied' || standing === 'suggested')
      ? [{ from: key, to, standing }]
      : [],
  );
}

/** Suggestions of both ways: they are accepted together. */
export function suggestionCount(view: StatusMapView): number {
  return (
    Object.keys(view.suggested.toVoyage).length + Object.keys(view.suggested.toSalesforce).length
  );
}

export interface RowHeights {
  readonly row: number;
  /** A source that is open: its two controls stand beneath it. */
  readonly open: number;
}

/** The middle of each row, from the top of its column. */
export function middlesOf(
  rows: readonly { readonly key: string; readonly isOpen: boolean }[],
  heights: RowHeights,
): ReadonlyMap<string, number> {
  const middles = new Map<string, number>();
  let top = 0;
  for (const { key, isOpen } of rows) {
    middles.set(key, top + heights.row / 2);
    top += isOpen ? heights.open : heights.row;
  }
  return middles;
}

function targetOf(map: StatusMapView['map'], way: Way, key: string): string | null {
  if (way === 'toVoyage') {
    return Object.hasOwn(map.toVoyage, key) ? (map.toVoyage[key] ?? null) : null;
  }
  return map.toSalesforce[key as VoyageStatus] ?? null;
}
