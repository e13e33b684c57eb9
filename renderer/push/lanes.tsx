import type { Side } from '../../shared/domain/side.ts';
import type { PushLane, PushProgress } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { formatNumber } from '../ui/format.ts';
import { SideMark } from '../ui/mark.tsx';
import { batchPieces, changesOf, laneShares } from './push-model.ts';

const texts = en.push;

function noteOf(lane: PushLane, isStill: boolean): string {
  if (lane.total === 0) return texts.laneNothing;
  if (lane.done >= lane.total) return texts.laneDone;
  if (lane.inFlight > 0 && !isStill) return texts.laneInFlight(lane.inFlight);
  return texts.laneNext(lane.total - lane.done);
}

function Lane({ side, lane, isStill }: { side: Side; lane: PushLane; isStill: boolean }) {
  const shares = laneShares(lane);
  return (
    <div className={`lane of-${side}`} data-test={`lane-${side}`}>
      <div className="lane-head">
        <SideMark side={side} />
        <b className="strong">{en.words.side[side]}</b>
        <span className="mut n">{texts.laneOf(lane.done, lane.total)}</span>
      </div>
      <div
        className="track"
        role="progressbar"
        aria-label={texts.laneLabel(side)}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, lane.total)}
        aria-valuenow={lane.done}
      >
        <span className="fill" style={{ width: `${shares.done.toFixed(2)}%` }} />
        {!isStill && <span className="sent" style={{ width: `${shares.inFlight.toFixed(2)}%` }} />}
      </div>
      <div className="lane-foot mut small">{noteOf(lane, isStill)}</div>
    </div>
  );
}

/** Both lanes grow out of the seam: Salesforce to the left, Voyage to the right. */
export function Lanes({ run }: { run: PushProgress }) {
  const { batches } = run;
  const isStill = run.state === 'paused' || run.state === 'interrupted';
  const waiting = Math.max(0, batches.total - batches.done - batches.inFlight);
  return (
    <div>
      <div className="lanes">
        <Lane side="salesforce" lane={run.lanes.salesforce} isStill={isStill} />
        <div className="seam">
          <span className="n">{formatNumber(changesOf(run).total)}</span>
        </div>
        <Lane side="voyage" lane={run.lanes.voyage} isStill={isStill} />
      </div>
      {batches.total > 0 && (
        <div className="row batches">
          <span className="mut small">{texts.batches}</span>
          <div
            className="grow pieces"
            role="img"
            aria-label={texts.batchesLabel(batches.total, batches.done, batches.inFlight, waiting)}
          >
            {batchPieces(batches).map((piece, index) => (
              <i key={index} className={`is-${piece.state}`} style={{ flexGrow: piece.count }} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
