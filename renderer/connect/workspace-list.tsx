import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { openWorkspace } from '../shell/ask.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';

const texts = en.connect;

/** Each workspace is a world of its own; one is open at a time. */
export function WorkspaceList({ shell }: { shell: ShellState }) {
  const { workspace, workspaces } = shell;
  return (
    <section className="standing" data-test="workspaces">
      <h3>{texts.workspacesTitle}</h3>
      <ul>
        {workspaces.map((entry) => {
          const isOpen = entry.name === workspace.name;
          return (
            <li key={entry.name}>
              <Badge>{en.words.kind[entry.kind]}</Badge>
              <span className="grow clip">
                {entry.name === entry.kind ? en.words.kindPlain[entry.kind] : entry.name}
              </span>
              {isOpen ? (
                <span className="mut">{texts.openNow}</span>
              ) : (
                <Button
                  size="s"
                  aria-label={texts.open(entry.name)}
                  data-test={`open-${entry.name}`}
                  onClick={() => void openWorkspace(entry.name)}
                >
                  {texts.openShort}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
