import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { Icon } from '../ui/icon.tsx';
import { Mark } from '../ui/mark.tsx';
import { changedPieces, fitPieces } from './changed-text.ts';
import { decide } from './review-actions.ts';
import { middleMark } from './row-marks.ts';
import type { Middle } from './row-view.ts';
import { baseOf, valueOn } from './row-view.ts';
import type { Measure } from './shown-value.tsx';
import { readable } from './shown-value.tsx';

const { review, words } = en;

/** What the middle says: the word before the value, the value, and the field it is about. */
function saysOf(
  middle: Middle,
  isMember: boolean,
): { lead: string | null; value: string; isBlank: boolean } {
  const { question, settled, presence } = middle;
  if (settled === 'same') return { lead: null, value: review.same, isBlank: false };
  if (settled === 'duplicate') return { lead: null, value: review.duplicate, isBlank: false };
  if (settled === 'no-email') return { lead: null, value: review.noEmail, isBlank: false };
  if (question === 'presence' && presence !== null) {
    return { ...review.presence(presence, settled, isMember), isBlank: false };
  }
  if (settled === 'skip') return { lead: null, value: review.skipped, isBlank: false };
  if (settled === 'open') return { lead: null, value: review.staysDifferent, isBlank: false };
  const lead = settled === 'undecided' ? review.was : null;
  if (middle.value === undefined || question === null) {
    return { lead: null, value: review.neverSynced, isBlank: true };
  }
  const text = readable(middle.value.side, question, middle.value.text);
  return { lead, value: text ?? words.empty, isBlank: text === null };
}

function fieldOf(middle: Middle): string {
  if (middle.question === null || middle.question === 'presence') return '';
  const field = review.question[middle.question];
  if (middle.furtherQuestions > 0) return review.andMore(field, middle.furtherQuestions);
  return middle.isAuto ? review.auto(field) : field;
}

function stateOf(middle: Middle): string {
  const { settled, isAuto } = middle;
  if (settled === 'salesforce' && isAuto) return review.state.autoSalesforce;
  if (settled === 'voyage' && isAuto) return review.state.autoVoyage;
  if (settled === 'duplicate') return review.duplicate;
  if (settled === 'no-email') return review.noEmail;
  return review.state[settled];
}

const SPENT = 54;

function wordWidth(field: string, measure: Measure | undefined): number {
  return measure === undefined || field === '' ? 0 : measure(field) * 0.85 + 6;
}

/** What was taken, shortened where it did not change; what waits gives way at its end. */
function fittedValue(
  row: ReviewRow,
  middle: Middle,
  value: string,
  room: number,
  measure: Measure | undefined,
): string {
  const { question, settled } = middle;
  const isTaken = settled === 'salesforce' || settled === 'voyage' || settled === 'typed';
  if (!isTaken || measure === undefined || question === null || question === 'presence') {
    return value;
  }
  const base = baseOf(row, question, 'salesforce') ?? null;
  const pieces = changedPieces(value, question === 'status' ? null : base);
  const wide = (text: string): number => measure(text) * (middle.isAuto ? 1 : 1.05);
  return fitPieces(pieces, room, wide)
    .map((piece) => piece.text)
    .join('');
}

function toneOf(middle: Middle): string {
  switch (middle.settled) {
    case 'undecided':
      return 'ask';
    case 'salesforce':
    case 'voyage':
    case 'typed':
      return middle.isAuto ? 'auto' : 'taken';
    case 'skip':
      return 'skipped';
    case 'open':
    case 'same':
    case 'duplicate':
    case 'no-email':
      return 'quiet';
  }
}

function TakeKey({
  row,
  middle,
  side,
}: {
  row: ReviewRow;
  middle: Middle;
  side: 'salesforce' | 'voyage';
}) {
  const { question, presence } = middle;
  if (question === null) return null;
  const value =
    question === 'presence' && presence !== null
      ? review.presence(presence, side, row.salesforce !== null).value
      : (readable(side, question, valueOn(row, side, question)) ?? words.empty);
  const key = side === 'salesforce' ? '1' : '2';
  return (
    <button
      type="button"
      tabIndex={-1}
      className="take"
      aria-label={`${key} ${review.bulk.take[side]}: ${value}`}
      aria-keyshortcuts={key}
      title={`${review.bulk.take[side]}: ${value}`}
      data-test={`row-take-${side}`}
      onClick={() => void decide(side)}
    >
      <kbd aria-hidden="true">{key}</kbd>
    </button>
  );
}

/** Between the sides: what will hold, and the side that will be written; or what waits. */
export function MiddleCell({
  row,
  middle,
  isFocused,
  width,
  measure,
  from,
}: {
  row: ReviewRow;
  middle: Middle;
  isFocused: boolean;
  /** Of the column, in CSS pixels. */
  width: number;
  measure: Measure | undefined;
  from: 'salesforce' | 'voyage' | null;
}) {
  const says = saysOf(middle, row.salesforce !== null);
  const mark = middleMark(middle);
  const field = fieldOf(middle);
  const isAsking = middle.settled === 'undecided' && isFocused;
  const slides = from === null ? '' : ` from-${from}`;
  const spent = middle.settled === 'undecided' ? width : SPENT + wordWidth(field, measure);
  const shown = fittedValue(row, middle, says.value, width - spent, measure);
  const value = (
    <span className="value clip" title={says.value} dir="auto">
      {says.lead !== null && <span className="lead">{says.lead}</span>}
      {says.isBlank ? <i>{says.value}</i> : shown}
    </span>
  );
  if (isAsking) {
    return (
      <div role="gridcell" className="cell middle ask asking">
        <span className="sr">{`${review.state.undecided}, ${field}`}</span>
        <TakeKey row={row} middle={middle} side="salesforce" />
        {value}
        <TakeKey row={row} middle={middle} side="voyage" />
      </div>
    );
  }
  return (
    <div role="gridcell" className={`cell middle ${toneOf(middle)}${slides}`}>
      <span className="sr">{stateOf(middle)}</span>
      {(middle.writes === 'salesforce' || middle.writes === 'both') && (
        <Icon name="left" className="to" />
      )}
      <Mark name={mark.name} className={mark.tone} />
      {value}
      {field !== '' && <span className="what">{field}</span>}
      {(middle.writes === 'voyage' || middle.writes === 'both') && (
        <Icon name="right" className="to" />
      )}
      {middle.writes !== null && <span className="sr">{review.writes[middle.writes]}</span>}
    </div>
  );
}
