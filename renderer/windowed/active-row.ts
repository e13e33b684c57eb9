import type { RefObject } from 'react';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Keeps `aria-activedescendant` of a windowed grid at the row in focus, and away while that row is not
 * drawn. Set outside of React, so that scrolling draws nothing for it. Answers what to call with the
 * rows that are drawn (`end` exclusive).
 */
export function useActiveRow(
  gridRef: RefObject<HTMLElement | null>,
  focus: number,
  idOf: (index: number) => string,
): (first: number, end: number) => void {
  const drawn = useRef({ first: 0, end: 0 });
  const newest = useRef(focus);
  const point = useCallback(() => {
    const element = gridRef.current;
    const { first, end } = drawn.current;
    const isDrawn = newest.current >= first && newest.current < end;
    if (isDrawn) element?.setAttribute('aria-activedescendant', idOf(newest.current));
    else element?.removeAttribute('aria-activedescendant');
  }, [gridRef, idOf]);
  useEffect(() => {
    newest.current = focus;
    point();
  }, [focus, point]);
  return useCallback(
    (first, end) => {
      drawn.current = { first, end };
      point();
    },
    [point],
  );
}
