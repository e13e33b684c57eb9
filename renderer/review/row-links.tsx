import { useEffect, useState } from 'react';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { RowLinks } from '../../shared/ipc/link-views.ts';
import { en } from '../../shared/texts/en.ts';
import { noEmail } from '../../shared/texts/en/no-email.ts';
import { call } from '../bridge.ts';
import { nameIn, percentOf } from '../pairs/pairs-model.ts';
import { go } from '../shell/ask.ts';
import { Button } from '../ui/button.tsx';
import { formatDay } from '../ui/format.ts';
import { acceptSuggestion, keepRow, unlinkRow } from './link-actions.ts';

const texts = en.links.row;
const ASK_AFTER_MS = 60;

/** Asked once the focus has come to rest; undefined until it is here. */
function useRowLinks(row: ReviewRow): RowLinks | undefined {
  const [known, setKnown] = useState<{ readonly row: ReviewRow; readonly links: RowLinks }>();
  useEffect(() => {
    let isGone = false;
    const timer = setTimeout(() => {
      void call('links:row', { rowKey: row.rowKey }).then((reply) => {
        if (!isGone && reply.ok) setKnown({ row, links: reply.value });
      });
    }, ASK_AFTER_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [row]);
  return known?.row.rowKey === row.rowKey ? known.links : undefined;
}

function heldBy({ by, linkedBy, since }: RowLinks): string | null {
  switch (by) {
    case 'person':
      return texts.linked(linkedBy ?? '', formatDay(since));
    case 'base':
      return since === null ? texts.baseEver : texts.base(formatDay(since));
    case 'email':
      return texts.email;
    case null:
      return null;
  }
}

function Suggested({ row, links }: { row: ReviewRow; links: RowLinks }) {
  const { suggestion } = links;
  if (suggestion === null) return null;
  const other = row.salesforce === null ? suggestion.salesforce : suggestion.voyage;
  return (
    <div className="row tight wrap small" data-test="row-suggested">
      <span className="ink-2">
        {texts.suggested(nameIn(other.values), percentOf(suggestion.chance))}
      </span>
      <Button
        size="s"
        keyCap="l"
        data-test="row-accept"
        onClick={() => void acceptSuggestion(suggestion)}
      >
        {en.links.suggestions.accept}
      </Button>
    </div>
  );
}

/** What holds the two records together, or who this may be on the other list. */
export function RowLinkLines({ row }: { row: ReviewRow }) {
  const links = useRowLinks(row);
  if (links === undefined) return null;
  const held = heldBy(links);
  const isPair = row.salesforce !== null && row.voyage !== null;
  return (
    <div className="row-links" data-test="row-links">
      {held !== null && (
        <p className="small ink-2">
          {[
            held,
            ...(links.emailChangedOn === null ? [] : [texts.changed(links.emailChangedOn)]),
          ].join(', ')}
        </p>
      )}
      {links.followed !== null && (
        <p className="small ink-2">
          {texts.followed(links.followed.why, formatDay(links.followed.at))}
        </p>
      )}
      {links.noEmail !== null && (
        <p className="small ink-2" data-test="row-no-email">
          {noEmail[links.noEmail]} {texts.noEmail}
        </p>
      )}
      {links.stepBack !== null && (
        <p className="small c-ask" data-test="row-step-back">
          {texts.stepBack(links.stepBack)}
        </p>
      )}
      <Suggested row={row} links={links} />
      {links.sharesAddress && (
        <p className="small">
          <span className="ink-2">{texts.shares}. </span>
          <button
            type="button"
            className="link"
            onClick={() => {
              go('/pairs/addresses');
            }}
          >
            {texts.see}
          </button>
        </p>
      )}
      {isPair && (
        <Button
          size="s"
          variant="bare"
          keyCap="d"
          title={texts.unlinkNote}
          data-test="row-unlink"
          onClick={() => void unlinkRow(row)}
        >
          {texts.unlink}
        </Button>
      )}
      {row.cls === 'duplicate' && (
        <Button size="s" keyCap="o" data-test="row-keep" onClick={() => void keepRow(row)}>
          {texts.keep}
        </Button>
      )}
    </div>
  );
}
