import type { Outcome } from '../../shared/domain/outcome.ts';
import { COUNT_OF_OUTCOME } from '../../shared/domain/outcome.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { reviewRoute } from '../shell/routes.ts';
import { Button } from '../ui/button.tsx';
import { formatTimeExact } from '../ui/format.ts';
import { Mark, SideMark } from '../ui/mark.tsx';
import { outcomeMark } from '../ui/outcome-mark.ts';
import { DuplicateChoices } from './duplicate-choice.tsx';
import { ShownChange } from './outcome-row.tsx';

const texts = en.outcomes;

/** The row in focus, whole: what was said, what to do, every change. */
export function OutcomeDetail({ row }: { row: Outcome }) {
  const isBad = COUNT_OF_OUTCOME[row.outcome] === 'failed';
  const facts = [
    ...(row.email === null ? [] : [row.email]),
    texts.detail.tried(row.attempts),
    texts.detail.at(formatTimeExact(row.finishedAt)),
    ...(row.code === null ? [] : [texts.code(row.code)]),
  ];
  const find = row.email ?? row.name;
  return (
    <section className="outcome-detail" aria-label={texts.detail.label} data-test="outcome-detail">
      <div className="said">
        <h2 className={isBad ? 'row tight c-bad' : 'row tight'}>
          <Mark name={outcomeMark(row.outcome)} />
          {en.words.outcome[row.outcome]}
          <span className="ink-2 who">{row.name ?? row.email ?? texts.noName}</span>
        </h2>
        <p>{row.message}</p>
        {row.nextStep !== null && <p className="strong">{row.nextStep}</p>}
        {row.duplicate != null && <DuplicateChoices rowKey={row.rowKey} alert={row.duplicate} />}
        <p className="mut small n">{facts.join(' · ')}</p>
      </div>
      <ul className="changes">
        {row.changes.map((change) => (
          <li key={`${change.side} ${change.field}`}>
            <SideMark side={change.side} />
            <span className="mut">{en.words.field[change.field]}</span>
            <span>
              <ShownChange change={change} />
            </span>
          </li>
        ))}
        {row.changes.length === 0 && <li className="mut is-whole">{texts.detail.nothing}</li>}
      </ul>
      {find !== null && (
        <Button
          size="s"
          data-test="outcome-in-review"
          onClick={() => {
            go(reviewRoute({ search: find }));
          }}
        >
          {texts.detail.inReview}
        </Button>
      )}
    </section>
  );
}
