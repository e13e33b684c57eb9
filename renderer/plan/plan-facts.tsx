import type { PlanSummary } from '../../shared/domain/plan.ts';
import { en } from '../../shared/texts/en.ts';
import { readable } from '../review/shown-value.tsx';
import { go } from '../shell/ask.ts';
import { reviewRoute } from '../shell/routes.ts';
import { formatNumber } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import type { MarkName } from '../ui/mark.tsx';
import { Mark } from '../ui/mark.tsx';
import type { LeftName } from './plan-model.ts';
import { leftLines } from './plan-model.ts';

const texts = en.plan;

const MARKS: Readonly<Record<LeftName, MarkName>> = {
  conflicts: 'undecided',
  proposals: 'deleted',
  duplicates: 'duplicate',
  noEmail: 'no-email',
  noPerson: 'only-voyage',
  skipped: 'skipped',
  personFieldsOff: 'same',
};

function Line({
  mark,
  text,
  count,
  route,
}: {
  mark: MarkName;
  text: string;
  count: number;
  route: string | null;
}) {
  return (
    <li>
      <Mark name={mark} />
      <span>{text}</span>
      {route === null || count === 0 ? (
        <span>{formatNumber(count)}</span>
      ) : (
        <button
          type="button"
          className="link"
          aria-label={texts.showLeft(count, text)}
          onClick={() => {
            go(route);
          }}
        >
          {formatNumber(count)}
        </button>
      )}
    </li>
  );
}

/** Who is left out, and why; each count leads to its rows. */
export function LeftOut({ plan }: { plan: PlanSummary }) {
  return (
    <section data-test="plan-left-out">
      <h2>{texts.leftOut}</h2>
      <ul className="left-out n">
        {leftLines(plan).map((line) => (
          <Line
            key={line.name}
            mark={MARKS[line.name]}
            text={texts.left[line.name]}
            count={line.count}
            route={line.filter === null ? null : reviewRoute(line.filter)}
          />
        ))}
        {plan.left.unmappedStatuses.map((status) => (
          <Line
            key={`${status.side} ${status.label}`}
            mark="unmapped"
            text={texts.left.unmapped(
              readable(status.side, 'status', status.label) ?? status.label,
              status.side,
            )}
            count={status.rows}
            route={reviewRoute({ only: ['unmapped'] })}
          />
        ))}
      </ul>
    </section>
  );
}

/** What the push costs of the day's limit. */
export function Costs({
  plan,
  today,
}: {
  plan: PlanSummary;
  today: { readonly used: number; readonly limit: number } | null;
}) {
  const { salesforce, voyage } = plan.calls;
  return (
    <section data-test="plan-costs">
      <h2>{texts.costs}</h2>
      <p className="ink-2 cost">
        {salesforce === 0 ? (
          texts.noSalesforceCalls
        ) : (
          <>
            {texts.about} <b className="n">{texts.salesforceCalls(salesforce)}</b>
          </>
        )}
      </p>
      {today !== null && today.limit > 0 && (
        <>
          <div
            className="limit"
            role="img"
            aria-label={texts.limitLabel(today.used, today.limit, salesforce)}
            style={{
              '--used': `${String(Math.min(100, (today.used / today.limit) * 100))}%`,
              '--more': `${String(Math.min(100, (salesforce / today.limit) * 100))}%`,
            }}
          >
            <i />
            <u />
          </div>
          <p className="mut small n row">
            <span>{texts.usedToday(today.used)}</span>
            <span className="grow" />
            <span>{texts.aDay(today.limit)}</span>
          </p>
        </>
      )}
      <p className="ink-2 cost">{voyage === 0 ? texts.noVoyageCalls : texts.voyageCalls(voyage)}</p>
    </section>
  );
}

export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <section className="warnings" data-test="plan-warnings">
      <h2>{texts.warnings}</h2>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>
            <Icon name="info" />
            {warning}
          </li>
        ))}
      </ul>
    </section>
  );
}
