import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { useOutcomes } from '../outcomes/outcomes-store.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, formatTimeExact } from '../ui/format.ts';
import { Mark, SideMark } from '../ui/mark.tsx';
import { outcomeMark } from '../ui/outcome-mark.ts';
import { isBad } from './push-model.ts';

const texts = en.push;
type Cause = PushProgress['causes'][number];

function CauseLine({ cause, txId }: { cause: Cause; txId: string }) {
  const notes = [cause.nextStep, cause.code === null ? null : texts.code(cause.code)];
  return (
    <li className={isBad(cause.outcome) ? 'cause is-bad' : 'cause'}>
      <Mark name={outcomeMark(cause.outcome)} />
      <b className="count n">{formatNumber(cause.rows)}</b>
      <div>
        <b>{cause.message}</b>
        <p>{notes.filter((note) => note !== null).join(' ')}</p>
      </div>
      <Button
        variant="bare"
        size="s"
        aria-label={`${texts.show(cause.rows)}: ${cause.message}`}
        onClick={() => {
          useOutcomes.setState({ outcomes: [cause.outcome], search: '' });
          go(outcomesRoute(txId));
        }}
      >
        {texts.show(cause.rows)}
      </Button>
    </li>
  );
}

/** What needs a look, grouped by why, with what to do about each. */
export function Causes({ run }: { run: PushProgress }) {
  const rows = run.causes.reduce((sum, cause) => sum + cause.rows, 0);
  return (
    <section data-test="push-causes">
      <div className="row causes-head">
        <h2>{rows === 0 ? texts.noCauses : texts.causes(rows, run.causes.length)}</h2>
        <span className="grow" />
        {rows > 0 && run.state === 'running' && <span className="mut">{texts.goesOn}</span>}
      </div>
      <ul>
        {run.causes.map((cause) => (
          <CauseLine
            key={`${cause.outcome} ${cause.code ?? ''} ${cause.message}`}
            cause={cause}
            txId={run.txId}
          />
        ))}
      </ul>
    </section>
  );
}

/** The newest rows, as they land; for the eye alone. */
export function Landing({ run }: { run: PushProgress }) {
  if (run.landing.length === 0) return null;
  return (
    <section className="landing" aria-hidden="true">
      <h3>{texts.landing}</h3>
      <ul>
        {run.landing.slice(0, 4).map((row, index) => (
          <li key={index}>
            <SideMark side={row.side} />
            <span className="clip strong">{row.name}</span>
            <span className={isBad(row.outcome) ? 'c-bad' : ''}>
              {en.words.outcome[row.outcome]}
            </span>
            <span className="clip">{row.detail}</span>
            <span className="n mut">{formatTimeExact(row.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
