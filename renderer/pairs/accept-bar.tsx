import { useId } from 'react';
import type { LinksView } from '../../shared/ipc/link-views.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { acceptFrom } from './pairs-actions.ts';
import { LEAST_PERCENT, MOST_PERCENT, binsOf, countFrom, likelyPercent } from './pairs-model.ts';
import { usePairs } from './pairs-store.ts';

const texts = en.links.bulk;

/** How many pairs there are of each chance; those that would be linked are dark. */
function Chart({ chances, percent }: { chances: readonly number[]; percent: number }) {
  const bins = binsOf(chances);
  const most = Math.max(1, ...bins);
  return (
    <div className="chances" role="img" aria-label={texts.chart(chances.length)}>
      {bins.map((count, at) => (
        <i
          key={at}
          className={LEAST_PERCENT + at >= percent ? 'is-in' : ''}
          style={{ height: `${String(count === 0 ? 0 : Math.max(8, (count / most) * 100))}%` }}
        />
      ))}
    </div>
  );
}

/** Everybody from a chance on that the person sets, with their number before anything is done. */
export function AcceptBar({ suggestions }: { suggestions: LinksView['suggestions'] }) {
  const id = useId();
  const chosen = usePairs((state) => state.percent);
  const isConfirming = usePairs((state) => state.isConfirming);
  const { chances } = suggestions;
  const likely = likelyPercent(suggestions.likelyFrom);
  const percent = chosen ?? likely;
  const count = countFrom(chances, percent);
  const set = (value: number): void => {
    if (Number.isFinite(value)) {
      usePairs.setState({
        percent: Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, Math.round(value))),
      });
    }
  };
  return (
    <div className="accept" data-test="accept-bar">
      <label htmlFor={`${id}-range`}>{texts.label}</label>
      <div className="accept-range">
        <Chart chances={chances} percent={percent} />
        <input
          id={`${id}-range`}
          type="range"
          min={LEAST_PERCENT}
          max={MOST_PERCENT}
          step={1}
          value={percent}
          aria-valuetext={`${String(percent)} ${texts.unit}`}
          data-test="accept-percent"
          onChange={(event) => {
            set(event.target.valueAsNumber);
          }}
        />
      </div>
      <output className="n strong accept-percent" htmlFor={`${id}-range`}>
        {percent} {texts.unit}
      </output>
      <Button
        isOff={count === 0}
        title={count === 0 ? texts.none : undefined}
        keyCap="b"
        data-test="accept-all"
        onClick={() => {
          usePairs.setState({ isConfirming: true });
        }}
      >
        {texts.go(count)}
      </Button>
      <span className="mut small">{texts.likely(likely)}</span>
      {isConfirming && count > 0 && (
        <Dialog
          title={texts.confirm(count, percent)}
          lead={texts.confirmNote}
          data-test="accept-confirm"
          onClose={() => {
            usePairs.setState({ isConfirming: false });
          }}
          actions={
            <>
              <Button
                onClick={() => {
                  usePairs.setState({ isConfirming: false });
                }}
              >
                {texts.leave}
              </Button>
              <Button
                variant="primary"
                data-test="accept-confirm-go"
                onClick={() => void acceptFrom(percent)}
              >
                {texts.go(count)}
              </Button>
            </>
          }
        />
      )}
    </div>
  );
}
