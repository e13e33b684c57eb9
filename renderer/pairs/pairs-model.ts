/** Counts and words about chances. Chances go from 0 to 1 and come likeliest first. */
import type { Values } from '../../shared/domain/fields.ts';
import type { Evidence } from '../../shared/reconcile/suggest/suggest.ts';
import { en } from '../../shared/texts/en.ts';

const texts = en.links.suggestions;

export const LEAST_PERCENT = 50;
export const MOST_PERCENT = 99;

export function nameIn({ firstName, lastName }: Values): string {
  const name = [firstName, lastName].filter((part) => part !== null && part !== '').join(' ');
  return name === '' ? texts.nameless : name;
}

/** A chance is never shown as more than it is, and nothing as certain: 99.7 % is 99. */
export function percentOf(chance: number): number {
  return Math.min(MOST_PERCENT, Math.floor(chance * 100 + 1e-9));
}

/** How many of them are of this per cent or more. */
export function countFrom(chances: readonly number[], percent: number): number {
  const below = chances.findIndex((chance) => percentOf(chance) < percent);
  return below === -1 ? chances.length : below;
}

/** What speaks for a pair and against it. That their addresses differ is why they stand alone: no news. */
export function tellingOf(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ slot, level }) => slot !== 'email' || level !== 'different');
}

/** The chance from which on exactly those counted are taken. */
export function leastChance(percent: number): number {
  return percent / 100 - 1e-11;
}

export function wordOf(chance: number): string {
  if (chance >= 0.99) return texts.surely;
  if (chance >= 0.9) return texts.veryLikely;
  return chance >= 0.75 ? texts.likely : texts.perhaps;
}

/** How many there are in each per cent from 50 on. */
export function binsOf(chances: readonly number[]): readonly number[] {
  const bins = new Array<number>(MOST_PERCENT - LEAST_PERCENT + 1).fill(0);
  for (const chance of chances) {
    const at = percentOf(chance) - LEAST_PERCENT;
    if (at >= 0) bins[at] = (bins[at] ?? 0) + 1;
  }
  return bins;
}

/** Per cent from which on about one in a hundred is wrong. */
export function likelyPercent(likelyFrom: number): number {
  return Math.max(LEAST_PERCENT, percentOf(likelyFrom));
}
