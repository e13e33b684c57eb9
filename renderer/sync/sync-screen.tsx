import './sync.css';
import type { ReactNode } from 'react';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { GapPanel } from '../connect/gap-panel.tsx';
import { go, pull } from '../shell/ask.ts';
import { useShell } from '../shell/shell-store.ts';
import { hasGap, isConnected } from '../shell/steps.ts';
import { useAnswer } from '../shell/use-answer.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CampaignNews } from './campaign-news.tsx';
import { Choose } from './choose.tsx';
import { CommitBar } from './commit-bar.tsx';
import { commitReason } from './commit-reason.ts';
import { Preview } from './import-preview.tsx';
import { PullBar } from './pull-bar.tsx';
import { StatusMap } from './status-map.tsx';

const texts = en.sync;
/** More than is shown, so that what changes can be shown first. */
const PREVIEW_ROWS = 400;

/** Choose and map, what an import would do, and both commits. */
export function SyncScreen({ engine }: { engine: EngineState }) {
  const progress = useShell((shell) => shell.progress);
  const isGap = hasGap(engine);
  const { hasDiff, pairing } = engine;
  const view = useAnswer('map:get', null, hasDiff && pairing !== null);
  const preview = useAnswer('preview:import', { limit: PREVIEW_ROWS }, hasDiff && !isGap);
  const reason = commitReason(engine, view, progress);
  const isOffline = !isConnected(engine);
  const isBusy = isOffline || engine.activeRun !== null || reason?.obstacle === 'wait';
  return (
    <div className="sync" data-test="salesforce-campaign-sync-panel">
      <h1 className="sr">{texts.title}</h1>
      <div className="sync-body">
        <div className="map-side">
          <Choose engine={engine} isOff={isBusy} />
          <PullBar engine={engine} isOff={isBusy} />
          <CampaignNews engine={engine} isOff={isBusy} />
          {hasDiff ? (
            view === null ? (
              <Skeleton label={texts.loading} lines={9} />
            ) : (
              <StatusMap view={view} engine={engine} />
            )
          ) : (
            <NothingYet
              engine={engine}
              isOffline={isOffline}
              isPulling={progress?.isOfPull === true}
            />
          )}
        </div>
        {(isGap || preview !== null || hasDiff) && (
          <aside className="preview-side" aria-label={isGap ? en.gap.title : texts.previewTitle}>
            {isGap ? (
              <GapPanel engine={engine} />
            ) : preview === null ? (
              <Skeleton label={texts.loading} lines={9} />
            ) : (
              <Preview preview={preview} />
            )}
          </aside>
        )}
      </div>
      {!isGap && <CommitBar engine={engine} preview={preview} reason={reason} />}
    </div>
  );
}

function NothingYet({
  engine,
  isOffline,
  isPulling,
}: {
  engine: EngineState;
  isOffline: boolean;
  isPulling: boolean;
}): ReactNode {
  if (isPulling) return null;
  if (isOffline) {
    return (
      <EmptyState
        title={texts.offlineTitle}
        action={
          <Button
            variant="primary"
            onClick={() => {
              go('/connect');
            }}
          >
            {texts.toConnect}
          </Button>
        }
      >
        {texts.offlineBody}
      </EmptyState>
    );
  }
  if (engine.pairing === null) {
    return <EmptyState title={texts.emptyTitle}>{texts.emptyBody}</EmptyState>;
  }
  return (
    <EmptyState
      title={texts.unpulledTitle}
      action={
        <Button variant="primary" data-test="pull" onClick={() => void pull(false)}>
          {texts.pull}
        </Button>
      }
    >
      {texts.unpulledBody}
    </EmptyState>
  );
}
