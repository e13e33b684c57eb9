import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { showToast } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { formatHash, formatNumber, formatTxId } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import { outcomeMark } from '../ui/outcome-mark.ts';
import { outcomeLines, sumOf } from './push-model.ts';

const texts = en.push;

function copyTxId(txId: string): void {
  void call('shell:copy', { text: txId }).then(() => {
    showToast(texts.copied);
  });
}

/** The outcomes so far, that add up, and what run this is. */
export function OutcomesSoFar({ run }: { run: PushProgress }) {
  const lines = outcomeLines(run.outcomes);
  const sum = sumOf(run.outcomes);
  const most = Math.max(1, ...lines.map((line) => line.count));
  const addsUp = sum === run.rowsDone;
  return (
    <aside className="so-far" aria-label={texts.outcomes}>
      <h2>{texts.outcomes}</h2>
      <ul data-test="push-outcomes">
        {lines.map((line) => (
          <li key={line.code} className={line.isBad ? 'is-bad' : line.count === 0 ? 'is-zero' : ''}>
            <Mark name={outcomeMark(line.code)} />
            <span>{en.words.outcome[line.code]}</span>
            <b className="n">{formatNumber(line.count)}</b>
            <span className="share">
              <i style={{ width: `${((line.count / most) * 100).toFixed(1)}%` }} />
            </span>
          </li>
        ))}
      </ul>
      <p className={addsUp ? 'row small ink-2' : 'row small c-bad'} data-test="push-adds-up">
        <Icon name={addsUp ? 'tick' : 'warning'} />
        <span className="n">
          {addsUp ? texts.addsUp(sum) : texts.doesNotAddUp(sum, run.rowsDone)}
        </span>
      </p>
      <dl className="small mut">
        <div className="row">
          <dt className="grow">{texts.transaction}</dt>
          <dd className="row tight">
            <span className="mono" title={run.txId}>
              {formatTxId(run.txId)}
            </span>
            <Button
              variant="bare"
              size="s"
              icon="copy"
              isIconOnly
              aria-label={texts.copyTx}
              onClick={() => {
                copyTxId(run.txId);
              }}
            />
          </dd>
        </div>
        <div className="row">
          <dt className="grow">{texts.planLabel}</dt>
          <dd className="mono">{formatHash(run.digest)}</dd>
        </div>
        <div className="row">
          <dt className="grow">{texts.modeLabel}</dt>
          <dd>{texts.mode[run.mode]}</dd>
        </div>
      </dl>
    </aside>
  );
}
