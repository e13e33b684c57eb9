import { memo } from 'react';
import type { FieldChange, Outcome } from '../../shared/domain/outcome.ts';
import { COUNT_OF_OUTCOME } from '../../shared/domain/outcome.ts';
import { en } from '../../shared/texts/en.ts';
import { readable } from '../review/shown-value.tsx';
import { formatNumber } from '../ui/format.ts';
import { Mark, SideMark } from '../ui/mark.tsx';
import { outcomeMark } from '../ui/outcome-mark.ts';
import { sideOf } from './outcomes-model.ts';
import { useOutcomes } from './outcomes-store.ts';

const texts = en.outcomes;

export function outcomeRowId(index: number): string {
  return `outcome-${String(index)}`;
}

/** A field as it was and as it is now. */
export function ShownChange({ change }: { change: FieldChange }) {
  const { side, field } = change;
  const question = field === 'status' ? 'status' : 'company';
  const before = readable(side, question, change.before);
  const after = readable(side, question, change.after);
  return (
    <>
      {before !== null && <del>{before}</del>}{' '}
      <span className={side === 'salesforce' ? 'strong c-sf' : 'strong c-vg'}>
        {after ?? <i>{en.words.empty}</i>}
      </span>
    </>
  );
}

function Sides({ row }: { row: Outcome }) {
  const side = sideOf(row);
  if (side === null) return null;
  const shown = side === 'both' ? (['salesforce', 'voyage'] as const) : [side];
  return (
    <>
      {shown.map((one) => (
        <SideMark key={one} side={one} />
      ))}
      <span className="sr">{texts.sides[side]}</span>
    </>
  );
}

export const OutcomeRow = memo(function OutcomeRow({
  index,
  top,
  height,
  row,
  isFocused,
}: {
  index: number;
  top: number;
  height: number;
  row: Outcome | undefined;
  isFocused: boolean;
}) {
  const style = { transform: `translateY(${String(top)}px)`, height };
  const classes = isFocused ? 'outcome-row is-focus' : 'outcome-row';
  if (row === undefined) {
    return (
      <div id={outcomeRowId(index)} role="row" className={classes} style={style}>
        <div role="gridcell" className="waiting" />
      </div>
    );
  }
  const [change] = row.changes;
  const tone = COUNT_OF_OUTCOME[row.outcome] === 'failed' ? 'c-bad' : '';
  return (
    <div
      id={outcomeRowId(index)}
      role="row"
      aria-rowindex={index + 2}
      className={classes}
      style={style}
      data-test="outcome-row"
      data-outcome={row.outcome}
      data-row-key={row.rowKey}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
        useOutcomes.setState({ focus: index });
        event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus();
      }}
    >
      <div role="gridcell" className="num mut n">
        {formatNumber(row.row)}
      </div>
      <div role="gridcell" className="of-side">
        <Sides row={row} />
      </div>
      <div role="gridcell" className="strong" title={row.name ?? undefined}>
        {row.name ?? <i className="mut">{texts.noName}</i>}
      </div>
      <div role="gridcell" className="of-email ink-2" title={row.email ?? undefined}>
        {row.email ?? <i className="mut">{texts.noEmail}</i>}
      </div>
      <div role="gridcell" className={tone}>
        <Mark name={outcomeMark(row.outcome)} className={tone === '' ? 'mut' : tone} />{' '}
        {en.words.outcome[row.outcome]}
      </div>
      <div role="gridcell" title={row.message}>
        {row.message}
      </div>
      <div role="gridcell" className="of-change">
        {change !== undefined && <ShownChange change={change} />}
        {row.changes.length > 1 && (
          <span className="mut"> {texts.moreChanges(row.changes.length - 1)}</span>
        )}
      </div>
      <div role="gridcell" className="of-next" title={row.nextStep ?? undefined}>
        {row.nextStep}
      </div>
      <div role="gridcell" className="of-tries num mut n">
        {formatNumber(row.attempts)}
      </div>
    </div>
  );
});
