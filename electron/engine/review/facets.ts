import { tallyRows, tallyStatuses } from '../../../shared/reconcile/columns/tally-rows.ts';
import type { Facets } from '../../../shared/ipc/engine-views.ts';
import type { Journal } from '../journal/database.ts';
import { canRedo, canUndo } from '../journal/decision-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { revisionOf } from '../journal/diff-repository.ts';
import { choicesOf, diffTable } from '../journal/diff-table.ts';

export type FacetsOf = (diff: Diff) => Facets;

/** Counted once per revision: a filter, a page or a search changes none of them. */
export function createFacets(db: Journal): FacetsOf {
  let known: { readonly revision: string; readonly facets: Facets } | null = null;

  return (diff) => {
    const revision = revisionOf(db, diff.pairingId);
    if (known?.revision === revision) return known.facets;
    const table = diffTable(db, diff.id);
    const facets = {
      ...tallyRows(table, choicesOf(db, table).chosen),
      statuses: tallyStatuses(table, table.labels),
      canUndo: canUndo(db, diff.pairingId),
      canRedo: canRedo(db, diff.pairingId),
    };
    known = { revision, facets };
    return facets;
  };
}
