import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { go, pull } from '../shell/ask.ts';
import { useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useNow } from '../ui/use-now.ts';
import { newsOf } from './campaign-news-model.ts';

const texts = en.sync.news;

/** What Salesforce said of the campaign by itself: quietly, for it asks for nothing at once. */
export function CampaignNews({ engine, isOff }: { engine: EngineState; isOff: boolean }) {
  const isPulling = useShell((shell) => shell.progress?.isOfPull === true);
  const now = useNow();
  const { ignored } = engine.callbacks;
  const news = newsOf(engine, isPulling);
  if (news === null && ignored === 0) return null;
  return (
    <div className="campaign-news" role="status" aria-label={texts.label} data-test="campaign-news">
      {news !== null && (
        <p className="row tight" data-test={`news-${news.kind}`}>
          <Icon name={news.kind === 'deleted' ? 'warning' : 'info'} />
          <span className="grow">
            {news.kind === 'deleted'
              ? texts.deleted(formatWhen(news.at, now))
              : `${texts.changed(formatWhen(news.at, now))} ${texts[news.kind]}`}
          </span>
          {(news.kind === 'waits' || news.kind === 'afterPlan') && (
            <Button size="s" isOff={isOff} data-test="news-pull" onClick={() => void pull(false)}>
              {texts.pullNow}
            </Button>
          )}
        </p>
      )}
      {ignored > 0 && (
        <p className="row tight mut" data-test="news-ignored">
          <span className="grow">{texts.ignored(ignored)}</span>
          <Button
            size="s"
            variant="bare"
            onClick={() => {
              go('/audit');
            }}
          >
            {texts.seeAudit}
          </Button>
        </p>
      )}
    </div>
  );
}
