import type { Facets } from '../../../shared/ipc/engine-views.ts';
import type { Journal } from '../journal/database.ts';
import { canRedo, canUndo } from '../journal/decision-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { revisionOf } from '../journal/diff-repository.ts';
import { countFacets, countStatuses } from '../journal/review-repository.ts';

export type FacetsOf = (diff: Diff) => Facets;

/** Counted once per revision: a filter, a page or a search changes none of them. */
export function createFacets(db: Journal): FacetsOf {
  let known: { readonly revision: string; readonly facets: Facets } | null = null;
  let statuses: { readonly diffId: number; readonly counts: Facets['statuses'] } | null = null;

  return (diff) => {
    const revision = revisionOf(db, diff.pairingId);
    if (known?.revision === revision) return known.facets;
    if (statuses?.diffId !== diff.id) {
      statuses = { diffId: diff.id, counts: countStatuses(db, diff.id) };
    }
    const facets = {
      ...countFacets(db, diff.id),
      statuses: statuses.counts,
      canUndo: canUndo(db, diff.pairingId),
      canRedo: canRedo(db, diff.pairingId),
    };
    known = { revision, facets };
    return facets;
  };
}
