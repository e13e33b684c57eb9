import type { WorkspaceEntry } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { openWorkspace } from '../shell/ask.ts';
import { Icon } from '../ui/icon.tsx';

const texts = en.signIn;
const KINDS = ['sandbox', 'production'] as const;

/** From the demo on to an org of one's own: the workspaces that are there from the start. */
export function KindChoice({ workspaces }: { workspaces: readonly WorkspaceEntry[] }) {
  return (
    <section className="kind-choice" aria-labelledby="kinds-title" data-test="kind-choice">
      <h2 id="kinds-title">{texts.kindsTitle}</h2>
      <div className="kinds">
        {KINDS.map((kind) => {
          const entry = workspaces.find((one) => one.kind === kind);
          return (
            entry !== undefined && (
              <button
                key={kind}
                type="button"
                className={`kind-card ${kind}`}
                data-test={`connect-${kind}`}
                onClick={() => void openWorkspace(entry.name, '/connect')}
              >
                <span className="grow">
                  <b className="strong block">{texts[kind]}</b>
                  <small className="mut">{texts[`${kind}Note`]}</small>
                </span>
                <Icon name="arrow-right" />
              </button>
            )
          );
        })}
      </div>
      <p className="mut note">{texts.kindsLead}</p>
    </section>
  );
}
