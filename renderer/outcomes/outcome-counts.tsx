import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { formatNumber } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { outcomeMark } from '../ui/outcome-mark.ts';
import { bandsOf } from './outcomes-model.ts';
import { toggleOutcome, useOutcomes } from './outcomes-store.ts';

const texts = en.outcomes;
const { outcome: words } = en.words;

/** The outcomes as lengths beside each other. */
export function Ribbon({ summary }: { summary: RunSummary }) {
  const bands = bandsOf(summary.outcomes);
  const said = bands.map((band) => `${words[band.code]} ${formatNumber(band.count)}`).join(', ');
  return (
    <div className="ribbon" role="img" aria-label={`${texts.toScale}: ${said}`}>
      {bands.map((band) => (
        <i
          key={band.code}
          className={`is-${band.tone}`}
          style={{ flexGrow: band.count }}
          title={`${words[band.code]} ${formatNumber(band.count)}`}
        />
      ))}
    </div>
  );
}

/** Each count is a filter of the rows beneath. */
export function OutcomeCounts({ summary }: { summary: RunSummary }) {
  const chosen = useOutcomes((draft) => draft.outcomes);
  const bands = bandsOf(summary.outcomes);
  const most = Math.max(1, ...bands.map((band) => band.count));
  return (
    <div className="outcome-counts" role="group" aria-label={texts.filterLabel}>
      {bands.map((band) => (
        <button
          key={band.code}
          type="button"
          className={band.tone === 'bad' ? 'outcome is-bad' : 'outcome'}
          aria-pressed={chosen.includes(band.code)}
          data-test={`outcome-${band.code}`}
          onClick={() => {
            toggleOutcome(band.code);
          }}
        >
          <Mark name={outcomeMark(band.code)} />
          <span className="clip">{words[band.code]}</span>
          <span className="length">
            <i style={{ width: `${((band.count / most) * 100).toFixed(1)}%` }} />
          </span>
          <b className="n">{formatNumber(band.count)}</b>
        </button>
      ))}
    </div>
  );
}
