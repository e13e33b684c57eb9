import { SKIP } from '../../shared/domain/status.ts';
import type { ImportPreview, PreviewEffect } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { formatNumber, formatWhen } from '../ui/format.ts';
import type { MarkName } from '../ui/mark.tsx';
import { Mark } from '../ui/mark.tsx';
import { useNow } from '../ui/use-now.ts';

const texts = en.sync;
const MAIN = ['create', 'update', 'same', 'unmapped'] as const;
const SHOWN = 14;
const OTHERS = ['ask', 'duplicate', 'no-email', 'skipped', 'cancel'] as const;

const MARKS: Readonly<Record<PreviewEffect, MarkName>> = {
  create: 'create',
  update: 'update',
  same: 'same',
  unmapped: 'unmapped',
  'no-email': 'no-email',
  duplicate: 'duplicate',
  ask: 'undecided',
  skipped: 'skipped',
  cancel: 'deleted',
};

/** What an import would do with each member as things stand; the sums are checked on screen. */
export function Preview({ preview }: { preview: ImportPreview }) {
  const now = useNow();
  const { counts, members, rows, readAt } = preview;
  const others = OTHERS.filter((effect) => counts[effect] > 0);
  const sum = [...MAIN, ...OTHERS].reduce((total, effect) => total + counts[effect], 0);
  // A row whose member left the campaign is looked at too, and has no member to count.
  const isComplete = sum >= members;
  const shown = whatChangesFirst(rows).slice(0, SHOWN);
  return (
    <section data-test="salesforce-import-preview" aria-labelledby="preview-title">
      <header>
        <h2 id="preview-title">{texts.previewTitle}</h2>
        <p className="mut">
          {readAt === null
            ? texts.previewReadNever
            : texts.previewRead(members, formatWhen(readAt, now))}
        </p>
      </header>
      <dl className="tally n">
        {MAIN.map((effect) => (
          <div key={effect} data-test={`preview-${effect}`}>
            <dd className={effect === 'unmapped' && counts[effect] > 0 ? 'c-ask' : undefined}>
              {formatNumber(counts[effect])}
            </dd>
            <dt>{texts.tally[effect]}</dt>
          </div>
        ))}
      </dl>
      <p className="others n">
        {others.map((effect) => (
          <span key={effect} className="row tight">
            <Mark name={MARKS[effect]} />
            {texts.others[effect](counts[effect])}
          </span>
        ))}
        <span className={isComplete ? 'mut' : 'c-bad strong'}>
          {isComplete ? texts.addsUp(members, sum - members) : texts.doesNotAddUp(sum, members)}
        </span>
      </p>
      <table className="table">
        <colgroup>
          <col />
          <col className="col-status" />
          <col className="col-effect" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{texts.columnMember}</th>
            <th scope="col">{texts.columnStatus}</th>
            <th scope="col">{texts.columnOutcome}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.position} data-test="preview-row">
              <td>
                <div className="clip strong">{row.name ?? texts.noName}</div>
                <div className="clip mut">{row.email ?? texts.noEmail}</div>
              </td>
              <td>
                <div className="clip">{row.label ?? texts.noStatus}</div>
                <div className={row.effect === 'unmapped' ? 'clip c-ask' : 'clip mut'}>
                  {becomes(row)}
                </div>
              </td>
              <td>
                <span className={needsPerson(row.effect) ? 'row tight c-ask' : 'row tight'}>
                  <Mark name={MARKS[row.effect]} />
                  {texts.effect[row.effect]}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="row mut">
        <span className="n">{texts.shownOf(shown.length, members)}</span>
        <span className="grow" />
        <button
          type="button"
          className="link"
          onClick={() => {
            go('/review');
          }}
        >
          {texts.seeAll}
        </button>
      </footer>
    </section>
  );
}

/** In their order, but for the rows an import leaves as they are: those come last. */
function whatChangesFirst(rows: ImportPreview['rows']): ImportPreview['rows'] {
  const isQuiet = ({ effect }: ImportPreview['rows'][number]) => effect === 'same';
  return [...rows.filter((row) => !isQuiet(row)), ...rows.filter(isQuiet)];
}

function needsPerson(effect: PreviewEffect): boolean {
  return effect === 'unmapped' || effect === 'ask';
}

function becomes({ becomes: to, effect }: ImportPreview['rows'][number]): string {
  if (effect === 'unmapped') return texts.becomesLater;
  if (to === null) return texts.becomesNothing;
  return to === SKIP ? texts.becomesSkip : en.words.voyageStatus[to];
}
