import type {
  EngineState,
  LastPull,
  PairingView,
  Progress,
} from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { ask, pull } from '../shell/ask.ts';
import { GateWaiting } from '../shell/gate-waiting.tsx';
import { useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { formatAgo, formatRate, formatShare, formatWhen } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';

const texts = en.sync;

/** When both lists were read and what came of it, and reading them again; while that goes on, how far it is. */
export function PullBar({ engine, isOff }: { engine: EngineState; isOff: boolean }) {
  const progress = useShell((shell) => shell.progress);
  if (engine.pairing === null) return null;
  return (
    <>
      {progress?.job === 'pull' || progress?.job === 'compare' ? (
        <Pulling progress={progress} />
      ) : (
        <Pulled pairing={engine.pairing} isOff={isOff} />
      )}
      <GateWaiting engine={engine} />
    </>
  );
}

function Pulled({ pairing, isOff }: { pairing: PairingView; isOff: boolean }) {
  const now = useNow();
  const { pulledAt, members, registrations, lastPull } = pairing;
  if (pulledAt === null) return null;
  return (
    <div className="pull-bar" data-test="pull-bar">
      <p className="grow ink-2 n">
        {texts.pulledAt(formatWhen(pulledAt, now), formatAgo(pulledAt, now))}{' '}
        {lastPull !== null && <span data-test="last-pull">{lastPullText(lastPull)}</span>}{' '}
        {members !== null && registrations !== null && (
          <span className="mut">{texts.pulledRows(members, registrations)}</span>
        )}
      </p>
      <Button
        size="s"
        variant="bare"
        isOff={isOff}
        title={texts.pullFullNote}
        data-test="pull-full"
        onClick={() => void pull(true)}
      >
        {texts.pullFull}
      </Button>
      <Button
        size="s"
        icon="again"
        isOff={isOff}
        title={texts.pullAgainNote}
        data-test="pull"
        onClick={() => void pull(false)}
      >
        {texts.pullAgain}
      </Button>
    </div>
  );
}

function lastPullText({ kind, sides: { salesforce, voyage } }: LastPull): string {
  return kind === 'full'
    ? texts.readAll
    : texts.readChanges(salesforce.changed, voyage.changed, salesforce.deleted + voyage.deleted);
}

function Pulling({ progress }: { progress: Progress }) {
  const { job, side, stage, done, total, ratePerSecond, secondsLeft, way } = progress;
  const what =
    job === 'compare' ? texts.comparing : side === null ? texts.stage[stage] : texts.pullSide[side];
  return (
    <div className="pulling" data-test="pull-progress">
      <div className="row">
        <b className="strong">{what}</b>
        <span className="n mut">{texts.ofTotal(done, total)}</span>
        <span className="grow" />
        <span className="n mut">
          {[
            ratePerSecond === null ? null : texts.rate(formatRate(ratePerSecond)),
            secondsLeft === null ? null : texts.timeLeft(secondsLeft),
          ]
            .filter((part) => part !== null)
            .join(', ')}
        </span>
        {total !== null && total > 0 && <b className="n strong">{formatShare(done, total)}</b>}
        <Button size="s" data-test="pull-cancel" onClick={() => void ask('pull:cancel', null)}>
          {texts.cancelPull}
        </Button>
      </div>
      <ProgressBar
        label={what}
        done={done}
        total={total}
        tone={side === null ? 'plain' : side === 'salesforce' ? 'sf' : 'vg'}
      />
      <p className="mut small">
        {way !== null && (
          <span className="n ink-2" data-test="pull-way">
            {texts.way[way.kind](way.calls)}{' '}
          </span>
        )}
        {texts.pullKept}
      </p>
      <p className="sr" role="status">
        {what}
      </p>
    </div>
  );
}
