import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import type { ConnectionState, EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { hasGap, isConnected } from '../shell/steps.ts';
import { SignInAgain } from '../sign-in/sign-in-again.tsx';
import { Badge } from '../ui/badge.tsx';
import { formatNumber } from '../ui/format.ts';
import { Mark, SideMark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { AskAgain } from './ask-again.tsx';
import { GapPanel } from './gap-panel.tsx';
import { KeychainNotice } from './keychain-notice.tsx';
import { nameOf, standingOf } from './sides-card.tsx';
import { WorkspaceList } from './workspace-list.tsx';

const texts = en.connect;

/** What stands in the way, each with its one step; beneath it how the two sides are. */
export function Needs({ shell }: { shell: ShellState }) {
  const { engine, keychain, workspace } = shell;
  const isDemo = workspace.kind === 'demo';
  const stopped = engine === null ? [] : SIDES.filter((side) => needsSomething(engine, side));
  const gap = hasGap(engine) ? engine : null;
  const others = [shell.trouble !== null, keychain.state !== 'available', gap !== null];
  const count = stopped.length + others.filter(Boolean).length;
  const isNew = !isDemo && !isConnected(engine);
  return (
    <>
      <h2>{count === 0 && isNew ? texts.needsForm : texts.needs(count)}</h2>
      <KeychainNotice keychain={keychain} isDemo={isDemo} />
      {engine !== null &&
        stopped.map((side) => (
          <SideNotice key={side} connection={engine.connections[side]} shell={shell} />
        ))}
      {gap !== null && <GapPanel engine={gap} />}
      {engine !== null && isDemo && (
        <section className="standing">
          <h3>{texts.sidesTitle}</h3>
          <ul>
            {SIDES.map((side) => (
              <li key={side}>
                <Standing connection={engine.connections[side]} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <WorkspaceList shell={shell} />
    </>
  );
}

/** A side that was never signed in to needs the form, which is in sight already. */
function needsSomething(engine: EngineState, side: Side): boolean {
  const { state } = engine.connections[side];
  return state === 'expired' || state === 'unreachable' || state === 'refused';
}

/** Why a side is not in use; where a sign-in mends it, the button starts the right one. */
function SideNotice({ connection, shell }: { connection: ConnectionState; shell: ShellState }) {
  const { side, state, error } = connection;
  const message = error === null ? null : userMessage(error);
  const mustSignIn = state === 'expired' || message?.action?.kind === 'sign-in';
  return (
    <Notice
      tone={state === 'refused' ? 'bad' : 'ask'}
      icon={mustSignIn ? 'key' : state === 'refused' ? 'warning' : 'offline'}
      title={
        isPlainlyExpired(connection)
          ? texts.signInTitle[side]
          : (message?.title ?? texts.unreachable(en.words.side[side]))
      }
      badge={
        <Badge>
          {state === 'expired' ? en.words.kind[shell.workspace.kind] : en.words.side[side]}
        </Badge>
      }
      data-test={mustSignIn ? `sign-in-again-${side}` : `side-${state}-${side}`}
      actions={mustSignIn ? <SignInAgain side={side} /> : <AskAgain variant="primary" />}
    >
      <p>{isPlainlyExpired(connection) ? texts.signInBody(nameOf(connection)) : message?.body}</p>
    </Notice>
  );
}

/** The far side only said that the token is no longer good: what follows from it is said in our words. */
function isPlainlyExpired({ state, error }: ConnectionState): boolean {
  return state === 'expired' && (error === null || error.code === 'auth/expired');
}

function Standing({ connection }: { connection: ConnectionState }) {
  const calls = connection.callsToday;
  return (
    <>
      <SideMark side={connection.side} />
      <span className="grow">
        <b className="strong">{nameOf(connection)}</b>{' '}
        <span className="mut">{standingOf(connection)}</span>
        {(connection.address !== null || calls !== null) && (
          <small className="mut">
            {connection.address}
            {calls !== null && (
              <>
                {connection.address !== null && ' · '}
                {texts.callsToday(formatNumber(calls.used), formatNumber(calls.limit))}
              </>
            )}
          </small>
        )}
      </span>
      {connection.state === 'connected' && <Mark name="tick" />}
    </>
  );
}
