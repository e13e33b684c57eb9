import type { LinksView } from '../../shared/ipc/link-views.ts';
import { en } from '../../shared/texts/en.ts';
import { useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatAgo, formatShare } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import { AcceptBar } from './accept-bar.tsx';
import { findPeople, readMore, stopFinding } from './pairs-actions.ts';
import { usePairs } from './pairs-store.ts';
import { SuggestionRow } from './suggestion-row.tsx';

const texts = en.links.suggestions;

function Finding() {
  const told = useShell(({ progress }) => (progress?.job === 'suggest' ? progress : null));
  const done = told?.done ?? 0;
  const total = told?.total ?? null;
  return (
    <div className="finding" data-test="finding" role="status">
      <b>{texts.finding}</b>
      <ProgressBar label={texts.finding} done={done} total={total} />
      <span className="ink-2">
        {total === null ? texts.starting : texts.findingStep(formatShare(done, total))}
      </span>
      <Button data-test="finding-stop" onClick={stopFinding}>
        {texts.cancel}
      </Button>
    </div>
  );
}

function Nobody({ suggestions }: { suggestions: LinksView['suggestions'] }) {
  const look = (label: string) => (
    <Button variant="primary" keyCap="f" data-test="find-people" onClick={() => void findPeople()}>
      {label}
    </Button>
  );
  if (suggestions.state === 'none') {
    return (
      <EmptyState title={texts.none} data-test="no-suggestions" action={look(texts.find)}>
        {texts.noneBody}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={texts.empty} data-test="no-suggestions" action={look(texts.again)}>
      {texts.emptyBody(suggestions.members, suggestions.registrations)}
    </EmptyState>
  );
}

function Old({ madeAt }: { madeAt: string | null }) {
  const now = useNow();
  return (
    <Notice
      icon="clock"
      title={texts.old}
      actions={
        <Button data-test="find-again" keyCap="f" onClick={() => void findPeople()}>
          {texts.again}
        </Button>
      }
    >
      <p>{texts.oldBody(formatAgo(madeAt, now))}</p>
    </Notice>
  );
}

/** Pairs of people who stand alone, the likeliest first. */
export function SuggestionList({ suggestions }: { suggestions: LinksView['suggestions'] }) {
  const rows = usePairs((state) => state.rows);
  const next = usePairs((state) => state.next);
  const focus = usePairs((state) => state.focus);
  if (suggestions.state === 'finding') return <Finding />;
  if (rows.length === 0) return <Nobody suggestions={suggestions} />;
  const left = suggestions.chances.length - rows.length;
  return (
    <>
      <AcceptBar suggestions={suggestions} />
      <div className="pair-scroll">
        {suggestions.state === 'old' && <Old madeAt={suggestions.madeAt} />}
        <ol className="pair-list" aria-label={texts.label}>
          {rows.map((row, index) => (
            <SuggestionRow key={row.rank} row={row} index={index} isFocused={index === focus} />
          ))}
        </ol>
        {next !== null && left > 0 && (
          <div className="pair-more">
            <Button onClick={() => void readMore()}>{texts.more(left)}</Button>
          </div>
        )}
      </div>
    </>
  );
}
