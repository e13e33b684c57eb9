/**
 * Where a list of any length stands in a scroller of limited height.
 *
 * A browser lays out no element taller than about 33 million device pixels. A taller list gets a runway
 * of that height at most; `base` is the part of the list above the runway, so that a pixel scrolled is
 * always a pixel of the list. Units: CSS pixels. Laws: listTop is kept by `rebased`; a place made by
 * `placeAt` shows exactly the asked top, held within the list.
 */
export const LONGEST_RUNWAY = 4_000_000;

export interface ScrollPlace {
  readonly base: number;
  readonly scrollTop: number;
}

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

export function runwayOf(listHeight: number): number {
  return Math.min(listHeight, LONGEST_RUNWAY);
}

function held(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

export function placeAt(top: number, listHeight: number, viewHeight: number): ScrollPlace {
  const wanted = held(top, 0, listHeight - viewHeight);
  const runway = runwayOf(listHeight);
  const base = held(Math.round(wanted - runway / 2), 0, listHeight - runway);
  return { base, scrollTop: wanted - base };
}

/** The same place with room on both sides again, or the place itself where it has room. */
export function rebased(place: ScrollPlace, listHeight: number, viewHeight: number): ScrollPlace {
  const runway = runwayOf(listHeight);
  const margin = viewHeight * 4;
  const isNearTop = place.scrollTop < margin && place.base > 0;
  const isNearEnd =
    place.scrollTop + viewHeight > runway - margin && place.base < listHeight - runway;
  return isNearTop || isNearEnd
    ? placeAt(place.base + place.scrollTop, listHeight, viewHeight)
    : place;
}

export function rowWindow(
  listTop: number,
  viewHeight: number,
  rowHeight: number,
  total: number,
  margin: number,
): RowWindow {
  const first = held(Math.floor(listTop / rowHeight) - margin, 0, total);
  const end = held(Math.ceil((listTop + viewHeight) / rowHeight) + margin, 0, total);
  return { first, end };
}

/** The top that shows a row whole, moving no further than needed. */
export function topShowing(
  index: number,
  listTop: number,
  viewHeight: number,
  rowHeight: number,
): number {
  const rowTop = index * rowHeight;
  if (rowTop < listTop) return rowTop;
  if (rowTop + rowHeight > listTop + viewHeight) return rowTop + rowHeight - viewHeight;
  return listTop;
}
