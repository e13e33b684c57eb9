import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { planRevert, usePlan } from '../plan/plan-store.ts';
import { go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { Button } from '../ui/button.tsx';
import { formatTxId } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';

const texts = en.revert;

/** Opens the plan that takes the run back; it is looked at and confirmed there like any plan. */
export function TakeBack({ summary }: { summary: RunSummary }) {
  const isPlanning = usePlan((draft) => draft.isPlanning);
  const { imported, exported, updated } = summary.counts;
  const canBe = imported + exported + updated > 0 || summary.status === 'partial';
  if (summary.endedAt === null || !canBe) return null;
  return (
    <Button
      icon="undo"
      isOff={isPlanning}
      data-test="take-run-back"
      onClick={() => void planRevert(summary.txId)}
    >
      {isPlanning ? texts.taking : texts.take}
    </Button>
  );
}

/** Which run this one took back, and which took this one back. */
export function RevertTold({ summary }: { summary: RunSummary }) {
  const told = [
    { words: texts.tookBack, txId: summary.reverts },
    { words: texts.takenBackBy, txId: summary.revertedBy },
  ];
  return told.map(
    ({ words, txId }) =>
      txId !== null && (
        <p key={words} className="row tight ink-2" data-test="revert-told">
          <Mark name="undone" />
          {words}
          <button
            type="button"
            className="link mono"
            title={txId}
            aria-label={texts.openRun(txId)}
            onClick={() => {
              go(outcomesRoute(txId));
            }}
          >
            {formatTxId(txId)}
          </button>
        </p>
      ),
  );
}
