import { useEffect, useState } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import type { PersonStory, ReviewRow } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { ask, go } from '../shell/ask.ts';
import { ledgerRoute } from '../shell/routes.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { formatAgo, formatDay } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Mark, SideMark } from '../ui/mark.tsx';
import { useNow } from '../ui/use-now.ts';
import { FieldLine } from './field-line.tsx';
import type { GridColumns } from './grid-columns.ts';
import { seamLeft } from './grid-columns.ts';
import { focusNextUndecided, moveFocus } from './review-actions.ts';
import { useReview } from './review-store.ts';
import { RowLinkLines } from './row-links.tsx';
import { QUESTIONS, middleOf, nameOf, questionsIn, questionsOf, undecidedOf } from './row-view.ts';

const { review, words } = en;
const ASK_AFTER_MS = 60;

/** The person whole; undefined until it is here. Asked once the focus has come to rest. */
function useStory(row: ReviewRow | undefined): PersonStory | undefined {
  const [story, setStory] = useState<PersonStory>();
  const rowKey = row?.rowKey;
  useEffect(() => {
    if (rowKey === undefined) return undefined;
    let isGone = false;
    const timer = setTimeout(() => {
      void call('review:person', { rowKey }).then((reply) => {
        if (!isGone && reply.ok) setStory(reply.value);
      });
    }, ASK_AFTER_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [rowKey, row]);
  return story?.row.rowKey === rowKey ? story : undefined;
}

function OpenLink({ url, label }: { url: string | null | undefined; label: string }) {
  if (url == null) return null;
  return (
    <p className="row tight small">
      <Icon name="external" />
      <button type="button" className="link" onClick={() => void ask('shell:open-link', { url })}>
        {label}
      </button>
    </p>
  );
}

function PersonCard({ row, story }: { row: ReviewRow; story: PersonStory | undefined }) {
  const toDecide = questionsIn(undecidedOf(row)).length;
  return (
    <div className="card">
      <h2 className="clip" title={nameOf(row) ?? undefined}>
        {nameOf(row) ?? review.nameless}
      </h2>
      <p className="clip ink-2" title={row.identity ?? undefined}>
        {row.identity ?? <i>{words.rowClass['no-email']}</i>}
      </p>
      <div className="row tight wrap badges">
        <Badge>{words.rowClass[row.cls]}</Badge>
        {story?.personKind != null && <Badge>{story.personKind}</Badge>}
        {row.isUnmapped && <Badge tone="ask">{review.facet.unmapped}</Badge>}
        {toDecide > 0 && <Badge tone="ask">{review.drawer.toDecide(toDecide)}</Badge>}
      </div>
      {row.cls === 'duplicate' && <p className="small ink-2">{review.drawer.duplicateOf}</p>}
      <RowLinkLines row={row} />
      <OpenLink url={story?.salesforceLink} label={review.drawer.open.salesforce} />
      <OpenLink url={story?.voyageLink} label={review.drawer.open.voyage} />
    </div>
  );
}

function Other({ row, keeperId }: { row: ReviewRow; keeperId: string | null }) {
  const side: Side = row.salesforce === null ? 'voyage' : 'salesforce';
  const recordId = row[side]?.recordId;
  return (
    <li>
      <SideMark side={side} />
      <span className="clip">
        {nameOf(row) ?? review.nameless}
        {recordId === keeperId && ` (${review.drawer.keeper})`}
      </span>
    </li>
  );
}

function History({ row, story }: { row: ReviewRow; story: PersonStory | undefined }) {
  const others = story?.others ?? [];
  return (
    <div className="history">
      <div className="row history-head">
        <h3 className="grow">{review.drawer.runs}</h3>
        {row.identity !== null && (
          <Button
            variant="bare"
            size="s"
            icon="clock"
            isIconOnly
            aria-label={en.ledger.story}
            title={en.ledger.story}
            data-test="drawer-story"
            onClick={() => {
              go(ledgerRoute(row.identity ?? ''));
            }}
          />
        )}
        <Button
          variant="bare"
          size="s"
          icon="up"
          isIconOnly
          aria-label={review.drawer.previous}
          onClick={() => {
            moveFocus(-1);
          }}
        />
        <Button
          variant="bare"
          size="s"
          icon="down"
          isIconOnly
          aria-label={review.drawer.next}
          onClick={() => void focusNextUndecided()}
        />
        <Button
          variant="bare"
          size="s"
          icon="close"
          isIconOnly
          aria-label={review.drawer.close}
          data-test="drawer-close"
          onClick={() => {
            useReview.setState({ isDrawerOpen: false });
            document.getElementById('people')?.focus();
          }}
        />
      </div>
      <ol className="small ink-2">
        {story?.runs.map((run) => (
          <li key={`${run.txId} ${run.at}`}>
            <time className="n mut" dateTime={run.at}>
              {formatDay(run.at)}
            </time>
            <span>{run.message === '' ? words.outcome[run.outcome] : run.message}</span>
          </li>
        ))}
        {story?.runs.length === 0 && <li className="mut is-whole">{review.drawer.noRuns}</li>}
      </ol>
      {others.length > 0 && (
        <>
          <h3>{review.drawer.others}</h3>
          <ul className="small ink-2 others">
            {others.map((other) => (
              <Other key={other.rowKey} row={other} keeperId={row.keeperId} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Both records of the person in focus, the base between them, on the grid's own seam. */
export function PersonDrawer({
  row,
  columns,
  isShort,
}: {
  row: ReviewRow;
  columns: GridColumns;
  isShort: boolean;
}) {
  const story = useStory(row);
  const now = useNow();
  const asked = useReview((state) => state.asked);
  const front = middleOf(row, asked ?? undefined).question;
  const first = questionsOf(row);
  const rest = QUESTIONS.filter((question) => question !== 'presence' && !first.includes(question));
  const cardWidth = isShort ? 210 : 258;
  const left = Math.max(120, seamLeft(columns) - cardWidth);
  const template = `${String(cardWidth)}px ${String(left)}px ${String(columns.middle)}px minmax(0, 1fr)${isShort ? '' : ' 222px'}`;
  const changed = (at: string | null | undefined): string =>
    at == null ? '' : review.drawer.changed(formatAgo(at, now));
  const baseAt = story?.baseAt;
  const isPair = row.salesforce !== null && row.voyage !== null;
  if (columns.isNarrow) {
    if (front === null || !isPair) return null;
    return (
      <section className="drawer is-line" aria-label={review.drawer.label}>
        <FieldLine row={row} question={front} isFront />
      </section>
    );
  }
  return (
    <section
      className={isShort ? 'drawer is-short' : 'drawer'}
      aria-label={review.drawer.label}
      data-test="person-drawer"
      style={{ '--drawer-columns': template }}
    >
      <PersonCard row={row} story={story} />
      <div className="lines">
        {!isShort && (
          <div className="line head small">
            <div className="mut clip end">{changed(story?.salesforceModifiedAt)}</div>
            <div className="base mut">
              <span>{review.field}</span>
              <span className="clip">
                {baseAt == null ? review.drawer.noBase : review.drawer.base(formatDay(baseAt))}
              </span>
              <Mark name="same" className="is-blank" />
            </div>
            <div className="mut clip">{changed(story?.voyageModifiedAt)}</div>
          </div>
        )}
        {[...first, ...rest].map((question) => (
          <FieldLine key={question} row={row} question={question} isFront={question === front} />
        ))}
      </div>
      {!isShort && <History row={row} story={story} />}
    </section>
  );
}
