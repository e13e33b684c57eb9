import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { en } from '../../shared/texts/en.ts';
import { useEngine, useShell } from '../shell/shell-store.ts';
import { SideMark } from '../ui/mark.tsx';
import { useActiveRow } from '../windowed/active-row.ts';
import type { MapHandle } from '../windowed/map-scrollbar.tsx';
import { MapScrollbar } from '../windowed/map-scrollbar.tsx';
import type { ScrollHandle, ScrollView } from '../windowed/window-scroller.tsx';
import { WindowScroller } from '../windowed/window-scroller.tsx';
import { usePages } from '../windowed/use-pages.ts';
import type { GridColumns } from './grid-columns.ts';
import { columnTemplate } from './grid-columns.ts';
import { GridRow, rowId } from './grid-row.tsx';
import { selectAll } from './review-actions.ts';
import type { ReviewView } from './review-store.ts';
import { useReview } from './review-store.ts';
import { isSelected } from './selection.ts';
import { useMeasure } from './use-measure.ts';

const { review, words } = en;
const ROW_HEIGHTS = { regular: 32, compact: 26 } as const;
const GRID_ID = 'people';

function SelectAll() {
  const selection = useReview((state) => state.selection);
  const isAll = selection.kind === 'filter';
  const isPartly = selection.kind === 'rows' && selection.keys.size > 0;
  return (
    <input
      type="checkbox"
      className="check"
      checked={isAll}
      aria-label={review.selectAllShown}
      ref={(element) => {
        if (element !== null) element.indeterminate = isPartly;
      }}
      onChange={selectAll}
    />
  );
}

function Heads({ columns }: { columns: GridColumns }) {
  const pairing = useEngine()?.pairing ?? null;
  const { question } = review;
  const middle = columns.isNarrow ? review.inQuestion : question.company;
  const ofSide = [columns.email > 0 ? question.email : '', question.name, middle];
  const outer = [...ofSide, columns.status > 0 ? question.status : ''];
  const inner = [...outer].reverse();
  if (columns.rightName === 0) inner[2] = '';
  return (
    <div role="rowgroup" className="grid-heads">
      {!columns.isNarrow && (
        <div role="row" className="head sides" aria-rowindex={1}>
          <div role="columnheader" aria-colspan={6} className="of-sf">
            <SideMark side="salesforce" />
            <span className="strong">{words.side.salesforce}</span>
            {pairing?.members != null && (
              <span className="mut n">{review.members(pairing.members)}</span>
            )}
          </div>
          <div role="columnheader" className="of-middle strong">
            {review.decision}
          </div>
          <div role="columnheader" aria-colspan={4} className="of-vg">
            {pairing?.registrations != null && (
              <span className="mut n">{review.registrations(pairing.registrations)}</span>
            )}
            <span className="strong">{words.side.voyage}</span>
            <SideMark side="voyage" />
          </div>
        </div>
      )}
      <div role="row" className="head fields" aria-rowindex={2}>
        <div role="columnheader" className="pick">
          <SelectAll />
        </div>
        <div role="columnheader">
          <span className="sr">{review.facet.cls}</span>
        </div>
        {outer.map((name, index) => (
          <div role={name === '' ? 'presentation' : 'columnheader'} key={`left-${String(index)}`}>
            {name}
          </div>
        ))}
        <div role="columnheader" className="of-middle">
          <span>{review.willHold}</span>
          {!columns.isNarrow && <span>{review.field}</span>}
        </div>
        {inner.map((name, index) => (
          <div role={name === '' ? 'presentation' : 'columnheader'} key={`right-${String(index)}`}>
            {name}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The rows of the view, windowed; the scrollbar at its side is a map of what waits. */
export function PeopleGrid({ view, columns }: { view: ReviewView; columns: GridColumns }) {
  const { pages, total } = view;
  usePages(pages);
  const focus = useReview((state) => state.focus);
  const asked = useReview((state) => state.asked);
  const selection = useReview((state) => state.selection);
  const ticks = useReview((state) => state.ticks);
  const taken = useReview((state) => state.taken);
  const rowHeight = useShell((shell) => ROW_HEIGHTS[shell.density]);
  const measure = useMeasure();
  const scroller = useRef<ScrollHandle>(null);
  const map = useRef<MapHandle>(null);
  const grid = useRef<HTMLDivElement>(null);
  const seen = useRef<ScrollView>({ top: 0, height: 0 });

  const showView = useCallback(
    (shown: ScrollView) => {
      map.current?.show(shown);
      const before = seen.current;
      seen.current = shown;
      if (before.height === shown.height) return;
      const { focus } = useReview.getState();
      useReview.setState({ pageRows: Math.max(1, Math.floor(shown.height / rowHeight) - 1) });
      const focusTop = focus * rowHeight;
      const wasSeen = focusTop >= before.top && focusTop < before.top + before.height;
      if (wasSeen) scroller.current?.showRow(focus);
    },
    [rowHeight],
  );
  const setDrawn = useActiveRow(grid, focus, rowId);
  const want = useCallback(
    (first: number, end: number) => {
      pages.want(first, end);
      setDrawn(first, end);
    },
    [pages, setDrawn],
  );
  const valueText = useCallback(
    (shown: ScrollView) =>
      review.scrollbarAt(Math.floor(shown.top / rowHeight) + 1, total, ticks.length),
    [rowHeight, ticks.length, total],
  );

  const revealed = useReview((state) => state.revealed);
  useLayoutEffect(() => {
    scroller.current?.showRow(focus);
  }, [focus, rowHeight, pages, revealed]);
  useEffect(() => {
    const place = scroller.current;
    if (place !== null) map.current?.show(place.view());
  }, [total, rowHeight, ticks]);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.id === 'work') {
      grid.current?.focus({ preventScroll: true });
    }
  }, []);

  const template = useMemo(() => columnTemplate(columns), [columns]);
  return (
    <div className="grid-frame">
      <div
        ref={grid}
        id={GRID_ID}
        className={columns.isNarrow ? 'grid is-narrow' : 'grid'}
        role="grid"
        tabIndex={0}
        aria-label={review.gridLabel}
        aria-rowcount={total + 2}
        aria-multiselectable
        data-test="review-grid"
        style={{ '--columns': template, '--row-height': `${String(rowHeight)}px` }}
      >
        <Heads columns={columns} />
        <WindowScroller
          ref={scroller}
          className="rows"
          role="rowgroup"
          total={total}
          rowHeight={rowHeight}
          onWindow={want}
          onView={showView}
          renderRow={(index, top) => {
            const row = pages.row(index);
            const isFocused = index === focus;
            const from = row !== undefined && taken?.rowKey === row.rowKey ? taken.choice : null;
            return (
              <GridRow
                key={index}
                index={index}
                top={top}
                row={row}
                isFocused={isFocused}
                isSelected={row !== undefined && isSelected(selection, row.rowKey)}
                asked={isFocused ? asked : null}
                columns={columns}
                measure={measure}
                from={from === 'salesforce' || from === 'voyage' ? from : null}
              />
            );
          }}
        />
      </div>
      <MapScrollbar
        ref={map}
        controls={GRID_ID}
        label={review.scrollbar}
        at={ticks}
        listHeight={total * rowHeight}
        valueText={valueText}
        onMove={(top) => scroller.current?.moveTo(top)}
      />
    </div>
  );
}
