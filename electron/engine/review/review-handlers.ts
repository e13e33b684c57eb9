/** The grid: views, pages, facets, what waits next, and one person whole. */
import { maskOf } from '../../../shared/domain/fields.ts';
import type { ReviewFilter } from '../../../shared/ipc/engine-views.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { diffOf, refuse } from '../context.ts';
import { diffRowByKey, diffRowsAt } from '../journal/diff-page-repository.ts';
import type { RowFilter } from '../journal/review-repository.ts';
import { positionsOf } from '../journal/review-repository.ts';
import { loadRows } from '../sync/load-rows.ts';
import { decideHandlers } from './decide-handlers.ts';
import { createFacets } from './facets.ts';
import { fold } from './fold.ts';
import { findPerson, personStory } from './person-story.ts';
import { toReviewRow } from './to-review-row.ts';
import { createViews, positionsIn } from './views.ts';
import { nextWaiting, waitingTicks } from './waiting.ts';

type ReviewChannel =
  | 'review:open'
  | 'review:page'
  | 'review:facets'
  | 'review:next-undecided'
  | 'review:ticks'
  | 'review:person'
  | 'review:find'
  | 'review:decide'
  | 'review:undo'
  | 'review:redo'
  | 'diff:counts';

const MOST_ROWS = 1000;
const MOST_WORDS = 8;

export function reviewHandlers(context: EngineContext): Handlers<ReviewChannel> {
  const { db } = context;
  const views = createViews();
  const facets = createFacets(db);

  return {
    'review:open': ({ filter }) => {
      const { diff } = diffOf(context);
      const view = views.open(diff, positionsOf(db, diff.id, toRowFilter(filter)));
      return { viewId: view.id, total: view.total, facets: facets(diff) };
    },
    'review:page': ({ viewId, from, count }) => {
      const { diff } = diffOf(context);
      const view = views.find(viewId, diff);
      const positions = positionsIn(view, from, Math.min(count, MOST_ROWS));
      const rows = loadRows(db, diff, diffRowsAt(db, diff.id, positions)).map(toReviewRow);
      return { viewId, from, total: view.total, rows };
    },
    'review:facets': () => facets(diffOf(context).diff),
    'review:next-undecided': ({ viewId, after }) => {
      const { diff } = diffOf(context);
      return { index: nextWaiting(db, views.find(viewId, diff), after) };
    },
    'review:ticks': ({ viewId }) => {
      const { diff } = diffOf(context);
      return { at: waitingTicks(db, views.find(viewId, diff)) };
    },
    'review:person': ({ rowKey }) => {
      const { pairing, diff } = diffOf(context);
      const row = diffRowByKey(db, diff.id, rowKey) ?? refuse({ code: 'review/superseded' });
      return personStory(context, pairing, diff, row);
    },
    'review:find': ({ email }) => {
      const { pairing, diff } = diffOf(context);
      const row = findPerson(context, diff, email);
      return row === null ? null : personStory(context, pairing, diff, row);
    },
    'diff:counts': () => {
      const { classes, fields, rows } = facets(diffOf(context).diff);
      return { classes, fields, rows };
    },
    ...decideHandlers(context, views, facets),
  };
}

function toRowFilter(filter: ReviewFilter): RowFilter {
  const words = fold(filter.search)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return {
    classes: filter.classes,
    fields: maskOf(filter.fields),
    only: filter.only,
    statuses: filter.statuses,
    words: words.slice(0, MOST_WORDS),
  };
}
