import type { ReactNode } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { GateLine } from '../shell/gate-waiting.tsx';
import { SideMark } from '../ui/mark.tsx';
import { Accounts } from './accounts.tsx';
import { SignInFailure } from '../sign-in/sign-in-failure.tsx';

const texts = en.signIn;

/** One side: how it stands, the sign-ins kept for it, and the way to another. */
export function SideCard({
  side,
  shell,
  children,
}: {
  side: Side;
  shell: ShellState;
  children: ReactNode;
}) {
  const { engine, workspace } = shell;
  const accounts = shell.accounts.filter((one) => one.side === side);
  const connection = engine?.connections[side] ?? null;
  const isNew =
    connection === null ||
    (connection.state === 'unchecked' && accounts.length === 0 && !workspace.isSignedIn);
  const isFromEnvironment = accounts.length === 0 && connection?.state === 'connected';
  return (
    <section
      className="side-card panel"
      aria-labelledby={`${side}-title`}
      data-test={`${side}-card`}
    >
      <header>
        <SideMark side={side} />
        <h2 id={`${side}-title`}>{en.words.side[side]}</h2>
        <span className="mut grow clip" data-test={`${side}-standing`}>
          {isNew ? texts.notSignedIn : en.connect.side[connection.state]}
        </span>
      </header>
      {connection !== null && <GateLine connection={connection} />}
      <Accounts side={side} accounts={accounts} kind={workspace.kind} />
      {isFromEnvironment && <p className="mut">{texts.fromEnvironment}</p>}
      <SignInFailure side={side} shell={shell} />
      {children}
    </section>
  );
}
