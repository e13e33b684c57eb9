import type { ReactNode, Ref } from 'react';
import { useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RowWindow, ScrollPlace } from './scroll-space.ts';
import { placeAt, rebased, rowWindow, runwayOf, topShowing } from './scroll-space.ts';

const MARGIN_ROWS = 8;

/** Where the list stands, in CSS pixels of the list. */
export interface ScrollView {
  readonly top: number;
  readonly height: number;
}

export interface ScrollHandle {
  /** Shows the row whole, moving no further than needed. */
  showRow(index: number): void;
  moveTo(top: number): void;
  view(): ScrollView;
}

/**
 * Draws only the rows in sight of a list of any length, all of one height. `onWindow` says which rows
 * are wanted; `onView` is called while scrolling and must not draw through React.
 */
export function WindowScroller({
  total,
  rowHeight,
  renderRow,
  onWindow,
  onView,
  className,
  role = 'presentation',
  isTabStop = false,
  label,
  ref,
}: {
  total: number;
  rowHeight: number;
  renderRow: (index: number, top: number) => ReactNode;
  onWindow: (first: number, end: number) => void;
  onView?: (view: ScrollView) => void;
  className: string;
  role?: 'presentation' | 'rowgroup';
  /** Reached by Tab, and then scrolled by the browser's own keys. */
  isTabStop?: boolean;
  label?: string;
  ref?: Ref<ScrollHandle>;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const base = useRef(0);
  const [shown, setShown] = useState<RowWindow & { readonly base: number }>({
    first: 0,
    end: 0,
    base: 0,
  });
  const listHeight = total * rowHeight;

  const look = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const viewHeight = element.clientHeight;
    const before: ScrollPlace = { base: base.current, scrollTop: element.scrollTop };
    const place = rebased(before, listHeight, viewHeight);
    const top = place.base + place.scrollTop;
    const next = rowWindow(top, viewHeight, rowHeight, total, MARGIN_ROWS);
    const update = (): void => {
      setShown((was) =>
        was.first === next.first && was.end === next.end && was.base === place.base
          ? was
          : { ...next, base: place.base },
      );
    };
    if (place === before) update();
    else {
      base.current = place.base;
      flushSync(update);
      element.scrollTop = place.scrollTop;
    }
    onView?.({ top, height: viewHeight });
  }, [listHeight, onView, rowHeight, total]);

  const moveTo = useCallback(
    (top: number) => {
      const element = scroller.current;
      if (element === null) return;
      const isNear = listHeight <= runwayOf(listHeight);
      const place = isNear
        ? { base: 0, scrollTop: top }
        : placeAt(top, listHeight, element.clientHeight);
      base.current = place.base;
      element.scrollTop = place.scrollTop;
      look();
    },
    [listHeight, look],
  );

  useImperativeHandle(
    ref,
    () => ({
      showRow(index) {
        const element = scroller.current;
        if (element === null) return;
        const top = base.current + element.scrollTop;
        const wanted = topShowing(index, top, element.clientHeight, rowHeight);
        if (wanted !== top) moveTo(wanted);
      },
      moveTo,
      view: () => ({
        top: base.current + (scroller.current?.scrollTop ?? 0),
        height: scroller.current?.clientHeight ?? 0,
      }),
    }),
    [moveTo, rowHeight],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    moveTo(base.current + element.scrollTop);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [look, moveTo]);

  useEffect(() => {
    onWindow(shown.first, shown.end);
  }, [onWindow, shown]);

  const rows: ReactNode[] = [];
  for (let index = shown.first; index < Math.min(shown.end, total); index += 1) {
    rows.push(renderRow(index, index * rowHeight - shown.base));
  }
  return (
    <div
      ref={scroller}
      className={className}
      onScroll={look}
      tabIndex={isTabStop ? 0 : -1}
      role={role}
      aria-label={label}
    >
      <div className="runway" role="presentation" style={{ height: runwayOf(listHeight) }}>
        {rows}
      </div>
    </div>
  );
}
