import type { LedgerRecord, LedgerStanding, LedgerStory } from '../../shared/ipc/ledger-views.ts';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { en } from '../../shared/texts/en.ts';
import { readable } from '../review/shown-value.tsx';
import { ask, go } from '../shell/ask.ts';
import { ledgerRoute, reviewRoute } from '../shell/routes.ts';
import { Button } from '../ui/button.tsx';
import type { MarkName } from '../ui/mark.tsx';
import { Mark, SideMark } from '../ui/mark.tsx';
import { Timeline } from './timeline.tsx';

const texts = en.ledger;

const MARKS: Readonly<Record<LedgerStanding, MarkName>> = {
  both: 'tick',
  'only-salesforce': 'only-salesforce',
  'only-voyage': 'only-voyage',
  absent: 'deleted',
  never: 'no-email',
  'not-an-email': 'no-email',
};

export function Story({ story }: { story: LedgerStory }) {
  const { standing, answer, nextStep, toCheck, alike, records, events } = story;
  return (
    <div className="story" tabIndex={0} role="region" aria-label={texts.title}>
      <section className="story-answer" data-test="ledger-answer" aria-live="polite">
        <p className="row tight strong">
          <Mark name={MARKS[standing]} />
          {texts.standing[standing]}
          <span className="mono mut">{story.identity ?? story.email}</span>
        </p>
        <h2>{answer}</h2>
        {nextStep !== null && <p className="ink-2">{nextStep}</p>}
        {records.length > 0 && (
          <Button
            size="s"
            data-test="ledger-review"
            onClick={() => {
              go(reviewRoute({ search: story.identity ?? '' }));
            }}
          >
            {texts.inReview}
          </Button>
        )}
      </section>
      {alike.length > 0 && (
        <section className="story-part">
          <h3>{texts.alike}</h3>
          <ul>
            {alike.map((email) => (
              <li key={email}>
                <button
                  type="button"
                  className="link mono"
                  onClick={() => {
                    go(ledgerRoute(email));
                  }}
                >
                  {email}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {toCheck.length > 0 && (
        <section className="story-part">
          <h3>{texts.toCheck}</h3>
          <ol className="to-check">
            {toCheck.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
      )}
      {events.length > 0 && (
        <>
          <div className="story-now">
            {SIDES.map((side) => (
              <Now key={side} side={side} records={records.filter((one) => one.side === side)} />
            ))}
          </div>
          <Timeline events={events} />
        </>
      )}
    </div>
  );
}

function Now({ side, records }: { side: Side; records: readonly LedgerRecord[] }) {
  return (
    <div className={`story-side of-${side}`}>
      <span className="row tight">
        <SideMark side={side} />
        <b>{en.words.side[side]}</b>
      </span>
      {records.length === 0 && <span className="mut">{texts.notHere[side]}</span>}
      {records.map(({ recordId, name, status, listName, link }) => (
        <span key={recordId} className="record" title={recordId}>
          <b>{name ?? recordId}</b>
          <span>{readable(side, 'status', status) ?? en.words.empty}</span>
          <small className="mut">{listName}</small>
          {link !== null && (
            <Button
              variant="bare"
              size="s"
              icon="external"
              isIconOnly
              aria-label={texts.openRecord(en.words.side[side])}
              onClick={() => void ask('shell:open-link', { url: link })}
            />
          )}
        </span>
      ))}
    </div>
  );
}
