import './connect.css';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { openWorkspace } from '../shell/ask.ts';
import { CopyDetails } from '../shell/copy-details.tsx';
import { act } from '../shell/notices.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Hero } from './hero.tsx';
import { KindChoice } from './kind-choice.tsx';
import { Needs } from './needs.tsx';
import { SalesforceCard } from './salesforce-card.tsx';
import { VoyageCard } from './voyage-card.tsx';

/** The demo or an org of one's own, what stands in the way, and the sign-ins. */
export function ConnectScreen({ shell }: { shell: ShellState }) {
  return (
    <div className="connect" data-test="connect-screen">
      <section className="hello" aria-label={en.connect.title}>
        {shell.trouble !== null && <Trouble shell={shell} />}
        <Hero shell={shell} />
        <hr />
        {shell.workspace.kind === 'demo' ? (
          <KindChoice workspaces={shell.workspaces} />
        ) : (
          <SignIns key={shell.workspace.name} shell={shell} />
        )}
      </section>
      <aside className="way" aria-label={en.connect.needs(0)}>
        <Needs shell={shell} />
      </aside>
    </div>
  );
}

function SignIns({ shell }: { shell: ShellState }) {
  return (
    <section className="sign-ins" aria-labelledby="sign-ins-title" data-test="sign-ins">
      <h2 id="sign-ins-title">{en.signIn.title}</h2>
      <SalesforceCard shell={shell} />
      <VoyageCard shell={shell} />
      <p className="mut note">{en.signIn.keptNote}</p>
    </section>
  );
}

function Trouble({ shell }: { shell: ShellState }) {
  if (shell.trouble === null) return null;
  const { trouble } = shell;
  const message = userMessage(trouble);
  return (
    <Notice
      tone="bad"
      icon="warning"
      title={message.title}
      isNew
      data-test="workspace-trouble"
      badge={<Badge tone="bad">{en.words.kind[shell.workspace.kind]}</Badge>}
      actions={
        <>
          {message.action !== null && message.action.kind !== 'close' && (
            <Button
              variant="primary"
              onClick={() => {
                if (message.action !== null)
                  act(message.action.kind, trouble, () => void openWorkspace(shell.workspace.name));
              }}
            >
              {message.action.label}
            </Button>
          )}
          <CopyDetails error={trouble} />
        </>
      }
    >
      <p>{message.body}</p>
    </Notice>
  );
}
