import { memo } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import { isVoyageStatus } from '../../shared/domain/status.ts';
import { en } from '../../shared/texts/en.ts';
import { changedPieces, fitPieces } from './changed-text.ts';
import type { Cell, Question } from './row-view.ts';

export type Measure = (text: string) => number;

/** A value as a person reads it: Voyage's statuses by their word, all else as typed over there. */
export function readable(side: Side, question: Question, text: string | null): string | null {
  if (text === null || question !== 'status' || side === 'salesforce') return text;
  return isVoyageStatus(text) ? en.words.voyageStatus[text] : text;
}

/**
 * A value with its changed characters marked, made to fit `width` (CSS pixels) where one is given.
 * A missing value is a word, marked like any other.
 */
export const ShownValue = memo(function ShownValue({
  cell,
  side,
  question,
  width,
  measure,
}: {
  cell: Cell;
  side: Side;
  question: Question;
  width?: number;
  measure?: Measure;
}) {
  const text = readable(side, question, cell.text);
  if (text === null) {
    const word = <i>{en.words.empty}</i>;
    return <span className="value">{cell.isMoved ? <mark>{word}</mark> : word}</span>;
  }
  if (!cell.isMoved) {
    return (
      <span className="value" title={text}>
        {text}
      </span>
    );
  }
  const against = question === 'status' ? null : readable(side, question, cell.against);
  const pieces = changedPieces(text, against);
  const fitted =
    width === undefined || measure === undefined ? pieces : fitPieces(pieces, width, measure);
  return (
    <span className="value" title={text} dir="auto">
      {fitted.map((piece, index) =>
        piece.isChanged ? <mark key={index}>{piece.text}</mark> : piece.text,
      )}
    </span>
  );
});
