/** What the review shows: the view on its rows, the row in focus, the selection. Never the rows. */
import { create } from 'zustand';
import type { Decidable } from '../../shared/domain/fields.ts';
import type { Choice } from '../../shared/domain/row.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Decide, Facets, ReviewFilter, ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { PageCache } from '../windowed/page-cache.ts';
import { EVERYTHING } from './review-filter.ts';
import type { Question } from './row-view.ts';
import type { Selection } from './selection.ts';
import { NOTHING_SELECTED } from './selection.ts';

export interface ReviewView {
  readonly viewId: number;
  readonly total: number;
  readonly pages: PageCache<ReviewRow>;
}

/** A value being typed: for one row, or for everything selected. */
export interface Typing {
  readonly fields: readonly Decidable[];
  readonly row: ReviewRow | null;
}

/** A decision for a whole filter, waiting to be confirmed. */
export interface Confirming {
  readonly choice: Choice;
  readonly fields: Decide['fields'];
  readonly value: string | null;
}

interface Review {
  readonly filter: ReviewFilter;
  readonly view: ReviewView | null;
  readonly facets: Facets | null;
  readonly ticks: readonly number[];
  readonly focus: number;
  /** The field the person pointed at in the row in focus; null for the one that comes first. */
  readonly asked: Question | null;
  readonly selection: Selection;
  readonly bulkFields: Decide['fields'];
  readonly isDrawerOpen: boolean;
  readonly areFacetsOpen: boolean;
  readonly isPlanning: boolean;
  readonly typing: Typing | null;
  readonly confirming: Confirming | null;
  readonly trouble: AppError | null;
  /** Row and side a value was last taken from, so that it can slide in from there. */
  readonly taken: { readonly rowKey: string; readonly choice: Choice } | null;
  /** Counts the times the row in focus was asked to come into sight. */
  readonly revealed: number;
  /** Read out; the newest alone. */
  readonly said: string;
  /** Rows a page up or down moves by. */
  readonly pageRows: number;
}

const AT_FIRST: Review = {
  filter: EVERYTHING,
  view: null,
  facets: null,
  ticks: [],
  focus: 0,
  asked: null,
  selection: NOTHING_SELECTED,
  bulkFields: 'asking',
  isDrawerOpen: true,
  areFacetsOpen: false,
  isPlanning: false,
  typing: null,
  confirming: null,
  trouble: null,
  taken: null,
  revealed: 0,
  said: '',
  pageRows: 10,
};

export const useReview = create<Review>()(() => AT_FIRST);

export function focusedRow(): ReviewRow | undefined {
  const { view, focus } = useReview.getState();
  return view?.pages.row(focus);
}
