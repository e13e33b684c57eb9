import type { PointerEvent, Ref } from 'react';
import { useImperativeHandle, useRef } from 'react';
import type { ScrollView } from './window-scroller.tsx';

const SHORTEST_THUMB = 26;
const TICK_SPACE = 1000;

export interface MapHandle {
  show(view: ScrollView): void;
}

/**
 * A scrollbar that is a map: each tick is a place where something waits. `at` holds shares of the
 * list, 0..1. The thumb is moved outside of React, so that scrolling draws nothing else.
 */
export function MapScrollbar({
  controls,
  label,
  at,
  listHeight,
  valueText,
  onMove,
  ref,
}: {
  controls: string;
  label: string;
  at: readonly number[];
  listHeight: number;
  valueText: (view: ScrollView) => string;
  onMove: (top: number) => void;
  ref?: Ref<MapHandle>;
}) {
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const grip = useRef<number | null>(null);
  const seen = useRef(0);

  useImperativeHandle(
    ref,
    () => ({
      show(view) {
        const bar = track.current;
        const mark = thumb.current;
        if (bar === null || mark === null) return;
        seen.current = view.height;
        const share = listHeight === 0 ? 1 : Math.min(1, view.height / listHeight);
        const height = Math.max(SHORTEST_THUMB, share * bar.clientHeight);
        const most = Math.max(1, listHeight - view.height);
        const top = (view.top / most) * (bar.clientHeight - height);
        mark.style.height = `${String(height)}px`;
        mark.style.transform = `translateY(${top.toFixed(1)}px)`;
        mark.hidden = share >= 1;
        bar.setAttribute('aria-valuenow', String(Math.round((view.top / most) * 100)));
        bar.setAttribute('aria-valuetext', valueText(view));
      },
    }),
    [listHeight, valueText],
  );

  const moveTo = (clientY: number): void => {
    const bar = track.current;
    const mark = thumb.current;
    if (bar === null || mark === null || grip.current === null) return;
    const box = bar.getBoundingClientRect();
    const space = Math.max(1, box.height - mark.offsetHeight);
    const share = Math.min(1, Math.max(0, (clientY - box.top - grip.current) / space));
    onMove(share * Math.max(0, listHeight - seen.current));
  };

  const start = (event: PointerEvent<HTMLDivElement>): void => {
    const mark = thumb.current;
    if (mark === null || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = mark.getBoundingClientRect();
    const isOnThumb = event.clientY >= box.top && event.clientY <= box.bottom;
    grip.current = isOnThumb ? event.clientY - box.top : box.height / 2;
    event.preventDefault();
    if (!isOnThumb) moveTo(event.clientY);
  };

  return (
    <div
      ref={track}
      className="map"
      role="scrollbar"
      aria-controls={controls}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      data-test="map-scrollbar"
      onPointerDown={start}
      onPointerMove={(event) => {
        if (grip.current !== null) moveTo(event.clientY);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
    >
      <svg viewBox={`0 0 18 ${String(TICK_SPACE)}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={at.map((share) => `M4 ${(share * TICK_SPACE).toFixed(1)}h10`).join('')} />
      </svg>
      <div ref={thumb} className="thumb" />
    </div>
  );
}
