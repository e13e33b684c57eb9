import type { PlanSummary } from '../../shared/domain/plan.ts';
import type { Direction } from '../../shared/domain/side.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { useEngine } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatHash, formatTime, formatWhen } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useNow } from '../ui/use-now.ts';
import { Approval } from './approval.tsx';
import { Ledger } from './ledger.tsx';
import { Impact } from './impact.tsx';
import { LeftAlone } from './left-alone.tsx';
import { Costs, LeftOut, Warnings } from './plan-facts.tsx';
import { PlanRows } from './plan-rows.tsx';
import { makePlan, savePlan, usePlan } from './plan-store.ts';
import './plan.css';

const texts = en.plan;

function Head({ plan }: { plan: PlanSummary }) {
  const now = useNow();
  const isPlanning = usePlan((draft) => draft.isPlanning);
  return (
    <div className="plan-head">
      <div className="grow">
        <h1 data-test="plan-title">{titleOf(plan)}</h1>
        <p className="mut">
          {plan.revert === undefined
            ? texts.direction[plan.direction]
            : en.revert.lead(formatWhen(plan.revert.ranAt, now))}
        </p>
      </div>
      <span className="mut">
        {texts.plan} <span className="mono">{formatHash(plan.digest)}</span>,{' '}
        {texts.frozen(formatTime(plan.createdAt))}
      </span>
      {plan.revert !== undefined && <BackToRun txId={plan.revert.txId} />}
      <Button
        size="s"
        icon="again"
        isOff={isPlanning}
        data-test="plan-again"
        onClick={() => void makePlan(plan.revert === undefined ? plan.direction : 'both')}
      >
        {plan.revert === undefined ? texts.again : en.revert.planLists}
      </Button>
      <Button size="s" icon="file" data-test="plan-save" onClick={() => void savePlan(plan.digest)}>
        {texts.saveCsv}
      </Button>
    </div>
  );
}

function titleOf(plan: PlanSummary): string {
  if (plan.revert !== undefined) return en.revert.title(plan.operations);
  return plan.operations === 0 ? texts.titleNone : texts.title(plan.operations);
}

function BackToRun({ txId }: { txId: string }) {
  return (
    <Button
      size="s"
      icon="arrow-left"
      data-test="back-to-run"
      onClick={() => {
        go(outcomesRoute(txId));
      }}
    >
      {en.revert.backToRun}
    </Button>
  );
}

function NoPlan({ isOpen }: { isOpen: boolean }) {
  const isPlanning = usePlan((draft) => draft.isPlanning);
  if (isPlanning) {
    return (
      <div className="screen body">
        <Skeleton label={texts.loading} lines={10} />
      </div>
    );
  }
  const make = (direction: Direction) => () => void makePlan(direction);
  return (
    <EmptyState
      title={texts.none.title}
      data-test="plan-empty"
      action={
        <Button
          variant="primary"
          isOff={!isOpen}
          aria-describedby="no-plan-why"
          onClick={make('both')}
        >
          {texts.none.make}
        </Button>
      }
    >
      <span id="no-plan-why">{isOpen ? texts.none.body : texts.none.notYet}</span>
    </EmptyState>
  );
}

/** What would be sent, frozen, before anything is. */
export function PlanScreen() {
  const engine = useEngine();
  if (engine === null) return <Skeleton label={texts.loading} />;
  const { plan } = engine;
  if (plan === null) {
    return (
      <div className="screen">
        <h1 className="sr">{texts.plan}</h1>
        <NoPlan isOpen={engine.hasDiff} />
      </div>
    );
  }
  return (
    <div className="plan" data-test="plan-screen">
      <div className="plan-main">
        <Head plan={plan} />
        <Ledger plan={plan} />
        <div className="two">
          {plan.revert === undefined ? <LeftOut plan={plan} /> : <LeftAlone revert={plan.revert} />}
          <Costs plan={plan} today={engine.connections.salesforce.callsToday} />
        </div>
        <Impact key={plan.digest} digest={plan.digest} />
        <Warnings warnings={plan.warnings} />
        <PlanRows key={plan.digest} digest={plan.digest} isRevert={plan.revert !== undefined} />
      </div>
      <Approval plan={plan} engine={engine} />
    </div>
  );
}
