import { useEffect, useRef } from 'react';
import type { Values } from '../../shared/domain/fields.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { SuggestionView } from '../../shared/ipc/link-views.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { SideMark } from '../ui/mark.tsx';
import { ChanceBar } from './chance-bar.tsx';
import { acceptPair, focusPair, refusePair } from './pairs-actions.ts';
import { nameIn, tellingOf } from './pairs-model.ts';

const texts = en.links.suggestions;

/** Somebody as one side has them: the name, then where one meets them. */
export function Somebody({ side, values }: { side: Side; values: Values }) {
  const work = [values.title, values.company].filter((part) => part !== null && part !== '');
  return (
    <div className={side === 'salesforce' ? 'somebody sf' : 'somebody vg'}>
      <div className="somebody-name">
        <SideMark side={side} />
        <span className="sr">{en.words.side[side]}: </span>
        <b className="clip" title={nameIn(values)}>
          {nameIn(values)}
        </b>
      </div>
      <div className="clip ink-2" title={work.join(', ')}>
        {work.join(', ')}
      </div>
      <div className="clip ink-2" title={values.email ?? undefined}>
        {values.email ?? <i>{texts.noEmail}</i>}
      </div>
      <div className="clip ink-2 n">{values.phone}</div>
    </div>
  );
}

function Reasons({ row }: { row: SuggestionView }) {
  const { speaksFor, speaksAgainst } = en.suggestions.reasons(
    tellingOf(row.evidence),
    row.salesforce.values,
    row.voyage.values,
  );
  return (
    <p className="reasons">
      {speaksFor.length === 0 ? texts.noReason : speaksFor.join(', ')}
      {speaksAgainst.length > 0 && (
        <span className="ink-3">
          {`; ${texts.but} `}
          {speaksAgainst.join(', ')}
        </span>
      )}
    </p>
  );
}

/** Two people side by side, why they may be one, and how likely. */
export function SuggestionRow({
  row,
  index,
  isFocused,
}: {
  row: SuggestionView;
  index: number;
  isFocused: boolean;
}) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isFocused) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isFocused]);
  const label = texts.pairOf(nameIn(row.salesforce.values), nameIn(row.voyage.values));
  return (
    <li
      ref={element}
      className={isFocused ? 'pair is-focus' : 'pair'}
      aria-current={isFocused}
      aria-label={label}
      data-test="suggestion"
      onMouseDown={() => {
        focusPair(index);
      }}
    >
      <Somebody side="salesforce" values={row.salesforce.values} />
      <ChanceBar chance={row.chance} />
      <Somebody side="voyage" values={row.voyage.values} />
      <Reasons row={row} />
      <div className="answers">
        <Button
          size="s"
          keyCap={isFocused ? 'l' : undefined}
          title={label}
          data-test="suggestion-accept"
          onClick={() => void acceptPair(row)}
        >
          {texts.accept}
        </Button>
        <Button
          size="s"
          variant="bare"
          keyCap={isFocused ? 'x' : undefined}
          title={label}
          data-test="suggestion-refuse"
          onClick={() => void refusePair(row)}
        >
          {texts.refuse}
        </Button>
      </div>
    </li>
  );
}
