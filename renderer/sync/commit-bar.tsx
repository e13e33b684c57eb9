import type { EngineState, ImportPreview } from '../../shared/ipc/engine-views.ts';
import type { Direction } from '../../shared/domain/side.ts';
import { en } from '../../shared/texts/en.ts';
import { ask, go, refreshEngine } from '../shell/ask.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import type { CommitReason } from './commit-reason.ts';
import { useSync } from './sync-store.ts';

const texts = en.sync;
const REASON_ID = 'commit-reason';

/** Both commits, each towards its side, and between them the one reason why they are closed. */
export function CommitBar({
  engine,
  preview,
  reason,
}: {
  engine: EngineState;
  preview: ImportPreview | null;
  reason: CommitReason | null;
}) {
  const isPlanning = useSync((draft) => draft.isPlanning);
  const isOff = reason !== null || isPlanning;
  const described = { 'aria-describedby': REASON_ID };
  return (
    <div className="commit" data-test="commit-bar">
      <div className="towards-salesforce">
        <Button
          size="l"
          icon="arrow-left"
          isOff={isOff}
          {...described}
          data-test="salesforce-export-commit-cta"
          onClick={() => void plan('export')}
        >
          {preview === null ? texts.exportPlain : texts.exportTo(preview.exportOperations)}
        </Button>
        {preview !== null && (
          <span className="mut">{texts.exportNote(preview.exportOperations)}</span>
        )}
      </div>
      <p id={REASON_ID} className={reason === null ? 'mut' : 'why'} data-test="commit-reason">
        {isPlanning ? (
          <>
            <Icon name="turning" className="spin" />
            {texts.planning}
          </>
        ) : reason === null ? (
          texts.commitNote
        ) : (
          <>
            <Mark name={reason.obstacle === 'map' ? 'unmapped' : 'waits'} />
            {reason.text}
            {reason.obstacle === 'run' && engine.activeRun !== null && (
              <button
                type="button"
                className="link"
                onClick={() => {
                  go('/push');
                }}
              >
                {texts.showRun}
              </button>
            )}
          </>
        )}
      </p>
      <div className="towards-voyage">
        <Button
          size="l"
          isOff={isOff}
          {...described}
          data-test="salesforce-import-commit-cta"
          onClick={() => void plan('import')}
        >
          {preview === null ? texts.importPlain : texts.importInto(preview.importOperations)}
          <Icon name="arrow-right" />
        </Button>
        {preview !== null && (
          <span className="mut">{texts.importNote(preview.importOperations)}</span>
        )}
      </div>
    </div>
  );
}

async function plan(direction: Direction): Promise<void> {
  useSync.setState({ isPlanning: true });
  const made = await ask('plan:build', { direction });
  if (made !== undefined) await refreshEngine();
  useSync.setState({ isPlanning: false });
  if (made !== undefined) go('/plan');
}
