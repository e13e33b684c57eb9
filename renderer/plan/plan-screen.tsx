import type { Direction } from '../../shared/domain/side.ts';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { useEngine } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatHash, formatTime } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Approval } from './approval.tsx';
import { Ledger } from './ledger.tsx';
import { Costs, LeftOut, Warnings } from './plan-facts.tsx';
import { PlanRows } from './plan-rows.tsx';
import { makePlan, savePlan, usePlan } from './plan-store.ts';
import './plan.css';

const texts = en.plan;

function Head({ plan }: { plan: NonNullable<EngineState['plan']> }) {
  const isPlanning = usePlan((draft) => draft.isPlanning);
  return (
    <div className="plan-head">
      <div className="grow">
        <h1 data-test="plan-title">
          {plan.operations === 0 ? texts.titleNone : texts.title(plan.operations)}
        </h1>
        <p className="mut">{texts.direction[plan.direction]}</p>
      </div>
      <span className="mut">
        {texts.plan} <span className="mono">{formatHash(plan.digest)}</span>,{' '}
        {texts.frozen(formatTime(plan.createdAt))}
      </span>
      <Button
        size="s"
        icon="again"
        isOff={isPlanning}
        data-test="plan-again"
        onClick={() => void makePlan(plan.direction)}
      >
        {texts.again}
      </Button>
      <Button size="s" icon="file" data-test="plan-save" onClick={() => void savePlan(plan.digest)}>
        {texts.saveCsv}
      </Button>
    </div>
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
          <LeftOut plan={plan} />
          <Costs plan={plan} today={engine.connections.salesforce.callsToday} />
        </div>
        <Warnings warnings={plan.warnings} />
        <PlanRows key={plan.digest} digest={plan.digest} />
      </div>
      <Approval plan={plan} engine={engine} />
    </div>
  );
}
