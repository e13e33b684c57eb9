import { memo } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { Mark } from '../ui/mark.tsx';
import type { GridColumns } from './grid-columns.ts';
import { MiddleCell } from './middle-cell.tsx';
import { extendTo, focusRow, selectFocused } from './review-actions.ts';
import { useReview } from './review-store.ts';
import { rowMark } from './row-marks.ts';
import type { Question } from './row-view.ts';
import { cellOf, middleOf, nameOf, undecidedOf } from './row-view.ts';
import type { Measure } from './shown-value.tsx';
import { ShownValue } from './shown-value.tsx';

const { review, words } = en;
const CELL_PADDING = 20;

export function rowId(index: number): string {
  return `person-${String(index)}`;
}

interface Slot {
  readonly question: Question;
  readonly width: number;
  /** Names the field where the column is not the field's own. */
  readonly isLabelled: boolean;
}

/** What stands in the columns of one side, from the outside in. */
function slotsOf(columns: GridColumns, side: Side, asked: Question | null): readonly Slot[] {
  const name = side === 'salesforce' ? columns.name : columns.rightName;
  const own: readonly Question[] = ['name', 'company', 'status'];
  const hasOwn = (question: Question): boolean =>
    own.includes(question) || (question === 'email' && columns.email > 0);
  const instead = asked === null || asked === 'presence' ? null : asked;
  const isForeign = instead !== null && (columns.isNarrow ? instead !== 'name' : !hasOwn(instead));
  const middleQuestion: Question = isForeign ? instead : 'company';
  const isLabelled = isForeign && !(columns.isNarrow && instead === 'company');
  return [
    { question: 'email', width: columns.email, isLabelled: false },
    { question: 'name', width: name, isLabelled: false },
    { question: middleQuestion, width: columns.company, isLabelled },
    { question: 'status', width: columns.status, isLabelled: false },
  ];
}

function SideCells({
  row,
  side,
  columns,
  asked,
  isFocused,
  measure,
}: {
  row: ReviewRow;
  side: Side;
  columns: GridColumns;
  asked: Question | null;
  isFocused: boolean;
  measure: Measure | undefined;
}) {
  const tone = side === 'salesforce' ? 'sf' : 'vg';
  const slots = slotsOf(columns, side, asked);
  if (row[side] === null) {
    const isGone = row.cls === 'deleted';
    const texts =
      side === 'salesforce'
        ? [review.noMember, review.memberGone]
        : [review.noRegistration, review.registrationGone];
    const showsName = side === 'salesforce' && columns.rightName === 0;
    return (
      <div role="gridcell" aria-colspan={slots.length} className={`cell ${tone} absent`}>
        {showsName && <span className="value">{nameOf(row) ?? review.nameless}</span>}
        {row.cls !== 'duplicate' && <i>{isGone ? texts[1] : texts[0]}</i>}
      </div>
    );
  }
  const ordered = side === 'salesforce' ? slots : [...slots].reverse();
  return ordered.map((slot, place) => {
    const cell = cellOf(row, side, slot.question);
    const isAsked = isFocused && asked === slot.question;
    const classes = ['cell', tone, cell.isMoved ? 'moved' : 'same', isAsked ? 'asked' : ''];
    const label = slot.isLabelled ? review.question[slot.question] : null;
    const room = slot.width - CELL_PADDING - (label === null || columns.isNarrow ? 0 : 44);
    return (
      <div key={place} role="gridcell" className={classes.join(' ')}>
        {slot.width > 0 && (
          <>
            {label !== null && <span className="what">{label}</span>}
            <ShownValue
              cell={cell}
              side={side}
              question={slot.question}
              width={room}
              {...(measure === undefined ? {} : { measure })}
            />
          </>
        )}
      </div>
    );
  });
}

/** One person: Salesforce left, Voyage right, what will hold between. */
export const GridRow = memo(function GridRow({
  index,
  top,
  row,
  isFocused,
  isSelected,
  asked,
  columns,
  measure,
  from,
}: {
  index: number;
  top: number;
  row: ReviewRow | undefined;
  isFocused: boolean;
  isSelected: boolean;
  asked: Question | null;
  columns: GridColumns;
  measure: Measure | undefined;
  from: 'salesforce' | 'voyage' | null;
}) {
  const style = { transform: `translateY(${String(top)}px)` };
  const place = { id: rowId(index), role: 'row', 'aria-rowindex': index + 3, style };
  if (row === undefined) {
    return (
      <div {...place} className={isFocused ? 'person is-focus' : 'person'}>
        <div role="gridcell" className="cell waiting">
          <span className="sr">{review.loadingRow}</span>
        </div>
      </div>
    );
  }
  const middle = middleOf(row, asked ?? undefined);
  const mark = rowMark(row);
  const name = nameOf(row) ?? review.nameless;
  const classes = ['person', isSelected ? 'is-selected' : '', isFocused ? 'is-focus' : ''];
  const label = row.isUnmapped ? review.facet.unmapped : words.rowClass[row.cls];
  const waits = undecidedOf(row) !== 0 ? `, ${review.state.undecided}` : '';
  const sides = { row, columns, asked: middle.question, isFocused, measure };
  return (
    <div
      {...place}
      className={classes.join(' ')}
      aria-selected={isSelected}
      data-test="review-row"
      data-row-key={row.rowKey}
      onMouseDown={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        if (event.shiftKey) {
          event.preventDefault();
          extendTo(index);
        } else focusRow(index);
        if (event.ctrlKey || event.metaKey) selectFocused();
      }}
      onDoubleClick={() => {
        useReview.setState({ isDrawerOpen: true });
      }}
    >
      <div role="gridcell" className="cell pick">
        <input
          type="checkbox"
          className="check"
          tabIndex={-1}
          checked={isSelected}
          aria-label={review.selectRow(name)}
          onChange={() => {
            focusRow(index);
            selectFocused();
          }}
        />
      </div>
      <div role="gridcell" className={`cell mark-of-row ${mark.tone}`} title={label}>
        <Mark name={mark.name} />
        <span className="sr">{`${label}${waits}`}</span>
      </div>
      <SideCells {...sides} side="salesforce" />
      <MiddleCell
        row={row}
        middle={middle}
        isFocused={isFocused}
        width={columns.middle}
        measure={measure}
        from={from}
      />
      <SideCells {...sides} side="voyage" />
    </div>
  );
});
