import { useEffect, useState } from 'react';
import type { ReviewFilter } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { formatNumber } from '../ui/format.ts';
import { decideFor } from './review-actions.ts';
import { facetName } from './facet-name.ts';
import { facetsIn } from './review-filter.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Confirming, ReviewView } from './review-store.ts';
import { useReview } from './review-store.ts';

const { review } = en;

/** A view on those of the filter that wait, to know how many they are and to mean them alone. */
function useUndecidedView(filter: ReviewFilter): { viewId: number; total: number } | null {
  const [found, setFound] = useState<{ viewId: number; total: number } | null>(null);
  useEffect(() => {
    let isGone = false;
    const only = [
      ...new Set([...filter.only.filter((each) => each !== 'decided'), 'undecided' as const]),
    ];
    void call('review:open', { filter: { ...filter, only } }).then((reply) => {
      if (!isGone && reply.ok) setFound(reply.value);
    });
    return () => {
      isGone = true;
    };
  }, [filter]);
  return found;
}

function namesOf(filter: ReviewFilter): string {
  const names = facetsIn(filter).map(facetName);
  const all = filter.search === '' ? names : [...names, review.chipSearch(filter.search)];
  return all.length === 0 ? review.confirm.everybody : all.join(' · ');
}

/** One decision for a whole filter, with what it touches counted first. */
export function ConfirmDialog({ view, confirming }: { view: ReviewView; confirming: Confirming }) {
  const filter = useReview((state) => state.filter);
  const [isOnlyUndecided, setIsOnlyUndecided] = useState(true);
  const undecided = useUndecidedView(filter);
  const { choice, fields, value } = confirming;
  const waiting = undecided?.total ?? 0;
  const means = isOnlyUndecided ? waiting : view.total;
  const leave = (): void => {
    useReview.setState({ confirming: null });
  };
  const go = (): void => {
    const viewId = isOnlyUndecided ? (undecided?.viewId ?? view.viewId) : view.viewId;
    void decideFor(choice, fields, value, viewId);
  };
  return (
    <Dialog
      title={review.confirm.title(view.total)}
      lead={namesOf(filter)}
      onClose={leave}
      data-test="bulk-confirm"
      actions={
        <>
          <Button size="l" onClick={leave}>
            {review.confirm.leave}
          </Button>
          <Button
            size="l"
            variant="primary"
            isOff={undecided === null || means === 0}
            data-test="bulk-confirm-go"
            onClick={go}
          >
            {review.confirm.go[choice](means)}
          </Button>
        </>
      }
    >
      <dl className="effect n">
        <div>
          <dd className="c-ask">{formatNumber(waiting)}</dd>
          <dt>{review.confirm.undecided}</dt>
        </div>
        <div>
          <dd>{formatNumber(Math.max(0, view.total - waiting))}</dd>
          <dt>{isOnlyUndecided ? review.confirm.leftAlone : review.confirm.decidedAnew}</dt>
        </div>
      </dl>
      <Check
        isOn={isOnlyUndecided}
        note={review.confirm.onlyUndecidedNote}
        onChange={setIsOnlyUndecided}
      >
        {review.confirm.onlyUndecided}
      </Check>
      <p className="mut note">{review.confirm.note}</p>
    </Dialog>
  );
}
