import './connect.css';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { act, copyDetails } from '../shell/notices.tsx';
import { ask } from '../shell/ask.ts';
import { takeShellState } from '../shell/shell-store.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Hero } from './hero.tsx';
import { Needs } from './needs.tsx';
import { OrgForm } from './org-form.tsx';

/** The demo, what stands in the way, and the form for an org of one's own. */
export function ConnectScreen({ shell }: { shell: ShellState }) {
  return (
    <div className="connect" data-test="connect-screen">
      <section className="hello" aria-label={en.connect.title}>
        {shell.trouble !== null && <Trouble shell={shell} />}
        <Hero shell={shell} />
        <hr />
        <OrgForm key={shell.workspace.name} shell={shell} />
      </section>
      <aside className="way" aria-label={en.connect.needs(0)}>
        <Needs shell={shell} />
      </aside>
    </div>
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
                  act(message.action.kind, () => void openAgain(shell.workspace.name));
              }}
            >
              {message.action.label}
            </Button>
          )}
          <Button
            variant="bare"
            icon="copy"
            onClick={() => {
              copyDetails(trouble);
            }}
          >
            {en.shell.copyDetails}
          </Button>
        </>
      }
    >
      <p>{message.body}</p>
    </Notice>
  );
}

async function openAgain(name: string): Promise<void> {
  const state = await ask('workspace:open', { name });
  if (state !== undefined) takeShellState(state);
}
