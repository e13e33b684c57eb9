import { en } from '../../shared/texts/en.ts';
import { percentOf, wordOf } from './pairs-model.ts';

const texts = en.links.suggestions;

/** A chance at a glance: its length, its number, its word. */
export function ChanceBar({ chance }: { chance: number }) {
  const percent = percentOf(chance);
  return (
    <div className="chance" role="img" aria-label={texts.chanceOf(percent)}>
      <span className="chance-number n">{texts.chance(percent)}</span>
      <span className="chance-line">
        <i style={{ width: `${String(percent)}%` }} />
      </span>
      <span className="chance-word">{wordOf(chance)}</span>
    </div>
  );
}
