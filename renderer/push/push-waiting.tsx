import { userMessage } from '../../shared/errors/user-message.ts';
import type { EngineState, PushProgress } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { GateWaiting, waitingSides } from '../shell/gate-waiting.tsx';
import { useShell } from '../shell/shell-store.ts';
import { SignInAgain } from '../sign-in/sign-in-again.tsx';
import { askForForm } from '../sign-in/sign-in.ts';
import { Button } from '../ui/button.tsx';
import { CallsMeter } from '../ui/calls-meter.tsx';
import { Notice } from '../ui/notice.tsx';
import { changesOf, waitsByItself, waitsForSignIn } from './push-model.ts';
import { pause, resume, usePush } from './push-store.ts';

const texts = en.push;

/** Why the run stands still, and the one thing to do about it. */
export function PushWaiting({ run, engine }: { run: PushProgress; engine: EngineState }) {
  const isStill = run.state === 'paused' || run.state === 'interrupted';
  if (isStill) return <Still run={run} engine={engine} />;
  if (waitingSides(engine).length > 0) {
    return <GateWaiting engine={engine} actions={<GateActions run={run} />} />;
  }
  return waitsByItself(run) ? <ByItself run={run} /> : null;
}

function GateActions({ run }: { run: PushProgress }) {
  return (
    <>
      <Button
        icon="pause"
        isOff={run.state !== 'running'}
        data-test="gate-pause"
        onClick={() => {
          pause(run.txId);
        }}
      >
        {texts.pauseNow}
      </Button>
      <Button
        variant="bare"
        isOff={run.state !== 'running'}
        onClick={() => {
          usePush.setState({ isCancelling: true });
        }}
      >
        {texts.cancel}
      </Button>
    </>
  );
}

function ByItself({ run: { pausedBy } }: { run: PushProgress }) {
  const side = pausedBy !== null && 'side' in pausedBy ? pausedBy.side : null;
  const title =
    pausedBy === null || pausedBy.code === 'side/rate-limited'
      ? texts.waits.title(side)
      : userMessage(pausedBy).title;
  return (
    <Notice icon="clock" title={title} isNew>
      <p>{texts.waits.body}</p>
    </Notice>
  );
}

function Still({ run, engine }: { run: PushProgress; engine: EngineState }) {
  const isResuming = usePush((draft) => draft.isResuming);
  const { pausedBy } = run;
  const message = pausedBy === null ? null : userMessage(pausedBy);
  const own = run.state === 'interrupted' ? texts.interruptedBody : texts.pausedBody;
  const side = waitsForSignIn(run);
  return (
    <Notice
      tone="ask"
      icon={side !== null ? 'key' : run.state === 'interrupted' ? 'offline' : 'pause'}
      title={message?.title ?? texts.title[run.state === 'interrupted' ? 'interrupted' : 'paused']}
      isNew
      data-test="push-waits"
      actions={
        <>
          {side === null ? (
            <Button
              variant="primary"
              isOff={isResuming}
              data-test="push-go-on"
              onClick={() => void resume(run)}
            >
              {texts.resume}
            </Button>
          ) : (
            <SignInAgain side={side} />
          )}
          {pausedBy?.code === 'side/call-reserve' && (
            <Button
              data-test="allow-more-calls"
              onClick={() => {
                askForForm(pausedBy.side, 'calls');
              }}
            >
              {texts.allowMore}
            </Button>
          )}
        </>
      }
    >
      <p>{message === null ? own : `${message.body} ${texts.waitsAt(changesOf(run).done)}`}</p>
      {(pausedBy?.code === 'side/call-reserve' || pausedBy?.code === 'side/daily-limit') && (
        <CallsToday engine={engine} />
      )}
    </Notice>
  );
}

/** How much of today's calls is used, where the side said so. */
function CallsToday({ engine }: { engine: EngineState }) {
  const percent = useShell(({ state }) => state?.settings.callsPercent ?? 100);
  const calls = engine.connections.salesforce.callsToday;
  if (calls === null) return null;
  return (
    <CallsMeter
      used={calls.used}
      limit={calls.limit}
      percent={percent}
      label={en.signIn.callsTitle}
      text={en.signIn.callsUsed(calls.used, calls.limit)}
    />
  );
}
