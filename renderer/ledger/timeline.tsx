import type { LedgerEvent, LedgerEventKind } from '../../shared/ipc/ledger-views.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { formatTimeExact, formatTxId, formatWhen } from '../ui/format.ts';
import type { MarkName } from '../ui/mark.tsx';
import { Mark } from '../ui/mark.tsx';
import { useNow } from '../ui/use-now.ts';

const texts = en.ledger;

const MARKS: Readonly<Record<LedgerEventKind, MarkName>> = {
  added: 'create',
  read: 'update',
  departed: 'deleted',
  link: 'same',
  decision: 'typed',
  plan: 'waits',
  run: 'tick',
  revert: 'undone',
  callback: 'unmapped',
};

/** Everything in order down the seam: what happened in Salesforce to its left, in Voyage to its right. */
export function Timeline({ events }: { events: readonly LedgerEvent[] }) {
  const now = useNow();
  return (
    <section aria-label={texts.timeline}>
      <ol className="timeline" data-test="ledger-timeline">
        {events.map((event, index) => (
          <li key={index} className={event.isTrouble ? 'is-trouble' : ''} data-kind={event.kind}>
            <p className="of-salesforce">
              {event.salesforce !== null && (
                <>
                  <span className="sr">{en.words.side.salesforce}: </span>
                  {event.salesforce}
                </>
              )}
            </p>
            <div className="seam">
              <Mark name={event.isTrouble ? 'failed' : MARKS[event.kind]} />
              <div>
                <b>{event.title}</b>
                <time
                  className="n mut"
                  dateTime={event.at ?? undefined}
                  title={event.at ?? undefined}
                >
                  {event.at === null ? texts.unknownTime : formatWhen(event.at, now)}
                  {event.actor !== null && ` ${texts.by(event.actor)}`}
                </time>
                {event.note !== null && <p>{event.note}</p>}
                {event.nextStep !== null && <p className="ink-2">{event.nextStep}</p>}
                {event.lists !== null && <p className="mut">{event.lists}</p>}
                <Steps event={event} />
              </div>
            </div>
            <p className="of-voyage">
              {event.voyage !== null && (
                <>
                  <span className="sr">{en.words.side.voyage}: </span>
                  {event.voyage}
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Steps({ event }: { event: LedgerEvent }) {
  const { steps, txId } = event;
  if (steps.length === 0) return null;
  return (
    <p className="stations small mut">
      {steps.map(({ at, text }, index) => (
        <span key={index}>
          {text}
          {at !== null && ` ${formatTimeExact(at)}`}
        </span>
      ))}
      {txId !== null && (
        <button
          type="button"
          className="link mono"
          aria-label={texts.openRun(txId)}
          onClick={() => {
            go(outcomesRoute(txId));
          }}
        >
          {formatTxId(txId)}
        </button>
      )}
    </p>
  );
}
