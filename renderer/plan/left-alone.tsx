import type { RevertFacts } from '../../shared/domain/plan.ts';
import { en } from '../../shared/texts/en.ts';
import { formatNumber } from '../ui/format.ts';
import type { MarkName } from '../ui/mark.tsx';
import { Mark } from '../ui/mark.tsx';

const texts = en.revert;

const LINES: readonly { readonly name: keyof typeof texts.left; readonly mark: MarkName }[] = [
  { name: 'changedSince', mark: 'conflict' },
  { name: 'goneSince', mark: 'deleted' },
  { name: 'takenBackBefore', mark: 'undone' },
  { name: 'notBroughtBack', mark: 'skipped' },
];

/** Rows of the run that are not taken back. Whether any changed since is news even where none did. */
export function LeftAlone({ revert }: { revert: RevertFacts }) {
  const lines = LINES.filter(({ name }) => name === 'changedSince' || revert[name] > 0);
  return (
    <section data-test="plan-left-alone">
      <h2>{texts.leftAlone}</h2>
      <ul className="left-out n">
        {lines.map(({ name, mark }) => (
          <li key={name}>
            <Mark name={mark} />
            <span>{texts.left[name]}</span>
            <span>{formatNumber(revert[name])}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
