import type { RefObject } from 'react';
import { useMemo } from 'react';
import { en } from '../../shared/texts/en.ts';
import type { KeyBinding } from '../shell/keys.ts';
import { useKeys } from '../shell/keys.ts';
import { go } from '../shell/ask.ts';
import { keepRow, linkRows, unlinkRow } from './link-actions.ts';
import {
  clearSelection,
  decide,
  extendSelection,
  focusNextUndecided,
  focusRow,
  moveFocus,
  redo,
  seePlan,
  selectAll,
  selectFocused,
  startTyping,
  undo,
} from './review-actions.ts';
import { useReview } from './review-store.ts';
import { countSelected } from './selection.ts';

const { keys } = en.review;

function leave(): void {
  const { selection, view } = useReview.getState();
  if (countSelected(selection, view?.total ?? 0) > 0) clearSelection();
  else useReview.setState({ isDrawerOpen: false });
}

function bindings(toSearch: () => void): readonly KeyBinding[] {
  const pageRows = (): number => useReview.getState().pageRows;
  const total = (): number => useReview.getState().view?.total ?? 0;
  const bind = (key: string, label: string, run: () => unknown): KeyBinding => ({
    key,
    label,
    run: () => void run(),
  });
  return [
    bind('j', keys.move, () => moveFocus(1)),
    bind('k', keys.move, () => moveFocus(-1)),
    bind('ArrowDown', keys.move, () => moveFocus(1)),
    bind('ArrowUp', keys.move, () => moveFocus(-1)),
    bind('PageDown', keys.page, () => moveFocus(pageRows())),
    bind('PageUp', keys.page, () => moveFocus(-pageRows())),
    bind('Home', keys.ends, () => focusRow(0)),
    bind('End', keys.ends, () => focusRow(total() - 1)),
    bind('n', keys.next, focusNextUndecided),
    bind('1', keys.salesforce, () => decide('salesforce')),
    bind('2', keys.voyage, () => decide('voyage')),
    bind('e', keys.type, startTyping),
    bind('s', keys.skip, () => decide('skip')),
    bind('u', keys.undo, undo),
    bind('mod+z', keys.undo, undo),
    bind('mod+shift+z', keys.redo, redo),
    bind('mod+y', keys.redo, redo),
    bind(' ', keys.select, selectFocused),
    bind('shift+ArrowDown', keys.extend, () => extendSelection(1)),
    bind('shift+ArrowUp', keys.extend, () => extendSelection(-1)),
    bind('shift+j', keys.extend, () => extendSelection(1)),
    bind('shift+k', keys.extend, () => extendSelection(-1)),
    bind('a', keys.all, selectAll),
    bind('mod+a', keys.all, selectAll),
    bind('/', keys.search, toSearch),
    bind('p', keys.plan, seePlan),
    bind('l', en.links.keys.linkTwo, linkRows),
    bind('d', en.links.keys.unlink, () => unlinkRow()),
    bind('o', en.links.keys.keep, () => keepRow()),
    bind('g', en.links.keys.open, () => go('/pairs')),
    bind('Enter', en.review.drawer.showPerson, () => useReview.setState({ isDrawerOpen: true })),
    bind('Escape', keys.leave, leave),
  ];
}

/** The keys of the review, heard while it is shown. */
export function useReviewKeys(search: RefObject<HTMLInputElement | null>): void {
  const list = useMemo(
    () =>
      bindings(() => {
        useReview.setState({ areFacetsOpen: true });
        requestAnimationFrame(() => {
          search.current?.focus();
          search.current?.select();
        });
      }),
    [search],
  );
  useKeys(en.review.title, list);
}
