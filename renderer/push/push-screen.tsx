import { useEffect, useRef, useState } from 'react';
import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { useEngine } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatRate, formatShare, formatTimeExact } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { usePlan } from '../plan/plan-store.ts';
import { Causes, Landing } from './causes.tsx';
import { Lanes } from './lanes.tsx';
import { OutcomesSoFar } from './outcomes-so-far.tsx';
import { changesOf } from './push-model.ts';
import { cancel, pause, resume, usePush } from './push-store.ts';
import { PushWaiting } from './push-waiting.tsx';
import './push.css';

const texts = en.push;
const SPEAK_EVERY_MS = 5000;

/** The share done, told to a screen reader at most once in five seconds. */
function Spoken({ text }: { text: string }) {
  const [said, setSaid] = useState(text);
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => {
      setSaid(newest.current);
    }, SPEAK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <p className="sr" role="status">
      {said}
    </p>
  );
}

function Head({ run, kind }: { run: PushProgress; kind: 'demo' | 'sandbox' | 'production' }) {
  const changes = changesOf(run);
  const percent = formatShare(changes.done, changes.total);
  const title = run.state === 'running' ? texts.title.running(kind) : texts.title[run.state];
  const isMoving = run.state !== 'paused' && run.state !== 'interrupted';
  const { callsMade, callsPlanned } = run;
  const made = callsMade.salesforce + callsMade.voyage;
  const planned = callsPlanned.salesforce + callsPlanned.voyage;
  const facts = [
    [
      texts.rate,
      run.ratePerSecond === null || !isMoving
        ? texts.notKnown
        : texts.perSecond(formatRate(run.ratePerSecond)),
    ],
    [
      texts.left,
      run.secondsLeft === null || !isMoving ? texts.notKnown : texts.leftSeconds(run.secondsLeft),
    ],
    [texts.started, formatTimeExact(run.startedAt)],
    [texts.calls, planned === 0 ? texts.callsMade(made) : texts.callsOf(made, planned)],
  ] as const;
  return (
    <div className="push-head">
      <div className="percent n" data-test="push-percent" aria-hidden="true">
        {percent}
      </div>
      <div className="grow">
        <h1 data-test="push-title">{title}</h1>
        <p className="mut n">{texts.answered(changes.done, changes.total)}</p>
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Spoken text={`${title}. ${texts.spoken(percent)}`} />
    </div>
  );
}

function CancelDialog({ run }: { run: PushProgress }) {
  const { done, total } = changesOf(run);
  const leave = (): void => {
    usePush.setState({ isCancelling: false });
  };
  const isPaused = run.state === 'paused' || run.state === 'interrupted';
  return (
    <Dialog
      title={texts.cancelTitle}
      lead={run.mode === 'keep' ? texts.cancelBody(done, total - done) : texts.cancelBodyAll(done)}
      onClose={leave}
      data-test="push-cancel-dialog"
      actions={
        <>
          <Button onClick={leave}>{isPaused ? texts.leavePaused : texts.goOn}</Button>
          <Button
            variant="danger-fill"
            data-test="push-cancel-go"
            onClick={() => void cancel(run.txId)}
          >
            {texts.cancelCount(total - done)}
          </Button>
        </>
      }
    />
  );
}

function Controls({ run }: { run: PushProgress }) {
  const isResuming = usePush((draft) => draft.isResuming);
  const isStill = run.state === 'paused' || run.state === 'interrupted';
  const isStopping = run.state === 'cancelling' || run.state === 'undoing';
  return (
    <div className="controls">
      {isStill ? (
        <Button
          icon="play"
          isOff={isResuming}
          data-test="push-resume"
          onClick={() => void resume(run)}
        >
          {texts.resume}
        </Button>
      ) : (
        <Button
          icon="pause"
          isOff={run.state !== 'running'}
          data-test="push-pause"
          onClick={() => {
            pause(run.txId);
          }}
        >
          {texts.pause}
        </Button>
      )}
      <Button
        variant="danger"
        isOff={isStopping}
        data-test="push-cancel"
        onClick={() => {
          usePush.setState({ isCancelling: true });
        }}
      >
        {texts.cancel}
      </Button>
      <span className="mut grow">{texts.staysDone}</span>
      <Button
        variant="bare"
        data-test="push-see-rows"
        onClick={() => {
          go(outcomesRoute(run.txId));
        }}
      >
        {texts.seeRows}
      </Button>
    </div>
  );
}

function NoRun({ lastTxId }: { lastTxId: string | null }) {
  return (
    <EmptyState
      title={texts.none.title}
      data-test="push-empty"
      action={
        <div className="row">
          <Button
            variant="primary"
            onClick={() => {
              go('/plan');
            }}
          >
            {texts.none.seePlan}
          </Button>
          {lastTxId !== null && (
            <Button
              onClick={() => {
                go(outcomesRoute(lastTxId));
              }}
            >
              {texts.none.seeOutcomes}
            </Button>
          )}
        </div>
      }
    >
      {texts.none.body}
    </EmptyState>
  );
}

/** The push, to be trusted to run alone: how far, how fast, what needs a look, and the way to stop. */
export function PushScreen() {
  const engine = useEngine();
  const isStarting = usePlan((draft) => draft.isStarting);
  const isCancelling = usePush((draft) => draft.isCancelling);
  const run = engine?.activeRun ?? null;
  if (engine === null) return null;
  if (run === null) {
    return (
      <div className={isStarting ? 'screen body' : 'screen'}>
        <h1 className="sr">{en.steps.push}</h1>
        {isStarting ? (
          <Skeleton label={en.plan.pushing} lines={8} />
        ) : (
          <NoRun lastTxId={engine.lastTxId} />
        )}
      </div>
    );
  }
  return (
    <>
      <div className="push" data-test="push-screen">
        <div className="push-main">
          <Head run={run} kind={engine.kind} />
          <Lanes run={run} />
          <PushWaiting run={run} engine={engine} />
          <Causes run={run} />
          <Landing run={run} />
        </div>
        <OutcomesSoFar run={run} />
      </div>
      <Controls run={run} />
      {isCancelling && <CancelDialog run={run} />}
    </>
  );
}
