import type { ReactNode } from 'react';
import { SIDES } from '../../shared/domain/side.ts';
import type { ConnectionState, EngineState, Waiting } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { formatTimeExact } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';

const texts = en.gate;
const EVERY_MS = 500;

/** The sides whose requests wait now because they asked for it. */
export function waitingSides(engine: EngineState): readonly ConnectionState[] {
  return SIDES.map((side) => engine.connections[side]).filter(({ waiting }) => waiting !== null);
}

/** One notice for each side that waits at the gate; it goes on by itself, so it asks for nothing. */
export function GateWaiting({ engine, actions }: { engine: EngineState; actions?: ReactNode }) {
  return waitingSides(engine).map(
    ({ side, waiting }) =>
      waiting !== null && (
        <div key={side} role="status">
          <Notice
            icon="clock"
            title={texts.title(side, waiting.reason)}
            data-test={`gate-waiting-${side}`}
            actions={actions}
          >
            <p>
              <GoesOn waiting={waiting} />
            </p>
          </Notice>
        </div>
      ),
  );
}

/** The same in one line, for where a card has said the side already. */
export function GateLine({ connection }: { connection: ConnectionState }) {
  const { side, waiting } = connection;
  if (waiting === null) return null;
  return (
    <p className="gate-line row tight" role="status" data-test={`gate-line-${side}`}>
      <Icon name="clock" />
      <span>
        {texts.title(side, waiting.reason)}. <GoesOn waiting={waiting} />
      </span>
    </p>
  );
}

/** Counts down for the eye; read out, the clock time stands for it. */
function GoesOn({ waiting }: { waiting: Waiting }) {
  const now = useNow(EVERY_MS);
  const seconds = (Date.parse(waiting.until) - now.getTime()) / 1000;
  return (
    <>
      {texts.goesOn(formatTimeExact(waiting.until))}
      <span className="n" aria-hidden="true">
        , {texts.secondsLeft(seconds)}
      </span>
      . {texts.nothingLost}
    </>
  );
}
