import type { Side } from '../../shared/domain/side.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { Mark } from '../ui/mark.tsx';
import { decideField } from './review-actions.ts';
import { useReview } from './review-store.ts';
import { middleMark } from './row-marks.ts';
import type { Question } from './row-view.ts';
import { baseOf, cellOf, fieldsMeant, middleOf, settledOf } from './row-view.ts';
import { ShownValue, readable } from './shown-value.tsx';

const { review, words } = en;

function SideValue({ row, side, question }: { row: ReviewRow; side: Side; question: Question }) {
  const cell = cellOf(row, side, question);
  const tone = side === 'salesforce' ? 'sf' : 'vg';
  const fields = fieldsMeant(row, question);
  const settled = settledOf(row, question);
  const classes = ['side', tone, cell.isMoved ? 'moved' : '', settled === side ? 'is-taken' : ''];
  if (question === 'presence') {
    return (
      <div className={classes.join(' ')}>
        <i className="mut">{row[side] === null ? review.drawer.no : review.drawer.yes}</i>
      </div>
    );
  }
  if (row[side] === null) return <div className={classes.join(' ')} />;
  const shown = <ShownValue cell={cell} side={side} question={question} />;
  if (fields.length === 0) return <div className={classes.join(' ')}>{shown}</div>;
  const field = review.question[question];
  const value = readable(side, question, cell.text) ?? words.empty;
  return (
    <button
      type="button"
      className={classes.join(' ')}
      aria-pressed={settled === side}
      aria-label={review.drawer.takeField[side](field, value)}
      title={review.drawer.takeField[side](field, value)}
      data-test={`drawer-take-${side}-${question}`}
      onClick={() => void decideField(row, fields, side)}
    >
      {shown}
    </button>
  );
}

/** One field of the person in focus: what each side has, and what they last agreed on. */
export function FieldLine({
  row,
  question,
  isFront,
}: {
  row: ReviewRow;
  question: Question;
  isFront: boolean;
}) {
  const middle = middleOf(row, question);
  const isOpen = fieldsMeant(row, question).length > 0;
  const mark = isOpen ? middleMark(middle) : ({ name: 'same', tone: 'mut' } as const);
  const base = baseOf(row, question, 'salesforce');
  const label = review.question[question];
  const classes = [
    'line',
    isFront && isOpen ? 'is-front' : '',
    middle.settled === 'undecided' ? 'waits' : '',
  ];
  const shown =
    middle.settled === 'typed' && middle.value !== undefined
      ? readable('salesforce', question, middle.value.text)
      : base;
  const content = (
    <>
      <span className="label mut">{label}</span>
      <span className="clip" title={shown ?? undefined}>
        {question === 'presence' ? null : shown === undefined ? (
          <i>{review.neverSynced}</i>
        ) : (
          (shown ?? <i>{words.empty}</i>)
        )}
      </span>
      <Mark name={mark.name} className={mark.tone} />
      <span className="sr">
        {isOpen ? review.state[settledOf(row, question)] : review.state.same}
      </span>
    </>
  );
  return (
    <div className={classes.join(' ')}>
      <SideValue row={row} side="salesforce" question={question} />
      {isOpen ? (
        <button
          type="button"
          className="base"
          onClick={() => {
            useReview.setState({ asked: question });
            document.getElementById('people')?.focus();
          }}
        >
          {content}
        </button>
      ) : (
        <div className="base">{content}</div>
      )}
      <SideValue row={row} side="voyage" question={question} />
    </div>
  );
}
