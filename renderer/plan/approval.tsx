import type { PlanSummary } from '../../shared/domain/plan.ts';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { readable } from '../review/shown-value.tsx';
import { Button } from '../ui/button.tsx';
import { Radio } from '../ui/check.tsx';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import type { ClosedBy, GuardGroup } from './plan-model.ts';
import { closedBy, guardGroups, restOfName, totalsOf } from './plan-model.ts';
import { startPush, usePlan, waive } from './plan-store.ts';

const texts = en.plan;
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const share = (value: number): string => percent.format(value / 100);

function Guard({ plan, group }: { plan: PlanSummary; group: GuardGroup }) {
  const { name, state } = group;
  const title = texts.guard.title(
    name,
    group.checks.map((check) => ({ ...check, share: share(check.value) })),
  );
  const note = texts.guard.note(name, share(group.limit));
  if (state === 'held') {
    return (
      <li className="guard">
        <Icon name="tick" />
        <div>
          {title}
          <p>{note}</p>
        </div>
      </li>
    );
  }
  return (
    <li className={`guard is-${state}`}>
      <label>
        <input
          type="checkbox"
          className="check"
          checked={state === 'waived'}
          data-test={`waive-${name}`}
          onChange={(event) => void waive(plan.digest, name, event.target.checked)}
        />
        <span className="grow">
          <b>{title}</b>
          <small>
            {note}. {state === 'open' && texts.guard.waive}
          </small>
        </span>
        {state === 'waived' && <span className="mut small">{texts.guard.waived}</span>}
      </label>
    </li>
  );
}

function reasonText(closed: ClosedBy): string {
  switch (closed.reason) {
    case 'busy':
      return texts.closed.busy;
    case 'nothing':
      return texts.closed.nothing;
    case 'name':
      return texts.closed.name;
    case 'unmapped':
      return texts.closed.unmapped(readable(closed.side, 'status', closed.label) ?? closed.label);
    case 'guards':
      return texts.closed.guards(closed.count);
  }
}

function CampaignName({ name }: { name: string }) {
  const typed = usePlan((draft) => draft.typedName);
  const rest = restOfName(typed, name);
  return (
    <div className="field l typed-name">
      <span className="ghost" aria-hidden="true">
        <span>{typed}</span>
        {rest ?? ''}
      </span>
      <input
        value={typed}
        aria-label={texts.campaignName}
        aria-invalid={rest === null}
        autoComplete="off"
        spellCheck={false}
        data-test="confirm-name"
        onChange={(event) => {
          usePlan.setState({ typedName: event.target.value });
        }}
      />
    </div>
  );
}

function pushText(plan: PlanSummary): string {
  return plan.revert === undefined ? texts.push(plan.operations) : en.revert.push(plan.operations);
}

/** Beside the plan: the guards, what becomes of failures, and the door. */
export function Approval({ plan, engine }: { plan: PlanSummary; engine: EngineState }) {
  const mode = usePlan((draft) => draft.mode);
  const typedName = usePlan((draft) => draft.typedName);
  const isStarting = usePlan((draft) => draft.isStarting);
  const { kind } = engine;
  const campaignName = engine.pairing?.campaignName ?? '';
  const closed = closedBy(plan, {
    kind,
    campaignName,
    typedName,
    isBusy: engine.activeRun !== null || isStarting,
  });
  const totals = totalsOf(plan);
  const isOpen = closed.length === 0;
  return (
    <aside className="approval" aria-label={texts.confirmTitle(kind)}>
      <section>
        <h2>{texts.guards}</h2>
        <ul data-test="plan-guards">
          {guardGroups(plan.left.guards).map((group) => (
            <Guard key={group.name} plan={plan} group={group} />
          ))}
        </ul>
      </section>
      <section>
        <h2 id="mode">{texts.mode}</h2>
        <div role="radiogroup" aria-labelledby="mode" className="modes">
          <Radio
            name="mode"
            isOn={mode === 'keep'}
            note={texts.keepNote}
            onChoose={() => {
              usePlan.setState({ mode: 'keep' });
            }}
          >
            <span className="strong">{texts.keep}</span>
          </Radio>
          <Radio
            name="mode"
            isOn={mode === 'all-or-nothing'}
            note={texts.allOrNothingNote}
            onChoose={() => {
              usePlan.setState({ mode: 'all-or-nothing' });
            }}
          >
            <span className="strong">{texts.allOrNothing}</span>
          </Radio>
        </div>
      </section>
      <section className="door">
        <h2>{texts.confirmTitle(kind)}</h2>
        <p className="mut n">{texts.confirmCounts(totals.salesforce, totals.voyage)}</p>
        {kind === 'production' && <CampaignName name={campaignName} />}
        <Button
          size="l"
          variant={isOpen ? 'primary' : 'plain'}
          isOff={!isOpen}
          aria-describedby="door-why"
          data-test="push-cta"
          onClick={() =>
            void startPush(plan.digest, kind === 'production' ? typedName.trim() : null)
          }
        >
          {isStarting ? texts.pushing : pushText(plan)}
        </Button>
        <p id="door-why" className="why" data-test="push-why">
          {!isOpen && (
            <>
              <Mark name="waits" />
              {texts.closed.joined(closed.map(reasonText))}
            </>
          )}
        </p>
      </section>
    </aside>
  );
}
