import { useCallback, useSyncExternalStore } from 'react';
import type { PageCache } from './page-cache.ts';

const nothing = (): void => undefined;

/** Draws anew whenever a page of the cache came or went. */
export function usePages<Row>(pages: PageCache<Row> | null): void {
  const subscribe = useCallback(
    (listener: () => void) => (pages === null ? nothing : pages.subscribe(listener)),
    [pages],
  );
  useSyncExternalStore(subscribe, () => (pages === null ? 0 : pages.version()));
}
