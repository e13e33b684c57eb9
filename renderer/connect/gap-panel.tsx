import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { showToast } from '../shell/shell-store.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import { useNow } from '../ui/use-now.ts';
import { AskAgain } from './ask-again.tsx';

const texts = en.gap;

/** Stays until the connected Voyage offers campaign sync: what works without, and what waits for it. */
export function GapPanel({ engine }: { engine: EngineState }) {
  const now = useNow();
  const { gap, connections } = engine;
  const hasFailed = gap.state === 'probe-failed';
  const at = formatWhen(gap.askedAt, now);
  const works = [texts.rows.compare, texts.rows.review, texts.rows.save];
  return (
    <section className="gap" data-test="salesforce-campaign-gap-panel" aria-labelledby="gap-title">
      <header>
        <Icon name="gap" />
        <div>
          <h2 id="gap-title">{hasFailed ? texts.titleUnknown : texts.title}</h2>
          <p>
            {texts.askedWord} <span className="mono">/v1/capabilities</span>{' '}
            {hasFailed ? texts.askedFailed(at) : texts.asked(at)} {gap.detail} {texts.stays}
          </p>
        </div>
        {connections.voyage.name !== null && <Badge>{connections.voyage.name}</Badge>}
      </header>
      <ul>
        {works.map((row) => (
          <li key={row}>
            <span>{row}</span>
            <span className="row tight">
              <Mark name="tick" />
              {texts.works}
            </span>
          </li>
        ))}
        <li>
          <span>{texts.rows.roster}</span>
          <span className="row tight">
            <Mark name="tick" />
            {texts.onCommandLine}
          </span>
        </li>
        <li className="mut">
          <span>{texts.rows.commit}</span>
          <span className="row tight">
            <Mark name="waits" />
            {texts.waits}
          </span>
        </li>
      </ul>
      <footer>
        <AskAgain data-test="gap-ask-again" />
        {engine.hasDiff && (
          <Button variant="bare" icon="file" onClick={() => void saveDifferences()}>
            {texts.save}
          </Button>
        )}
        <span className="grow" />
        <span className="mut small">{texts.askedEachStart}</span>
      </footer>
    </section>
  );
}

async function saveDifferences(): Promise<void> {
  const saved = await ask('diff:save', null);
  if (saved === undefined || saved === null) return;
  showToast(texts.saved(saved.rows, saved.path), {
    label: texts.show,
    run: () => void ask('shell:show-file', { path: saved.path }),
  });
}
