/** How right the suggestions for the unmatched are, on lists whose truth is known, and what they cost. */
import { campaignSet, febrlSet, scoreOf, suggestAll, wrongAt } from '../labelled/score.ts';
import type { Labelled, Score } from '../labelled/score.ts';
import type { Figure } from './figure.ts';
import { figureOf } from './figure.ts';
import type { BenchSize } from './main.ts';

const LABELLED = 10_000;
const FEBRL = 5_000;
const RECALLS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.95];
const MARK = { recall: 0.9, wrong: 0.01 };
const CPU_SECONDS = 60;

interface Cost {
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

function scored(set: Labelled): { readonly score: Score; readonly cost: Cost } {
  const [before, from] = [process.memoryUsage.rss(), process.cpuUsage()];
  let peak = before;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const found = suggestAll(set, look);
  look();
  const { user, system } = process.cpuUsage(from);
  return {
    score: scoreOf(set, found),
    cost: { cpuSeconds: (user + system) / 1e6, peakMiB: (peak - before) / 2 ** 20 },
  };
}

function runsOf(values: readonly number[]): Figure['runs'] {
  return values.map((value) => ({ value, peerValue: null }));
}

function curveOf(name: string, scores: readonly Score[]): readonly Figure[] {
  const at = (recall: number) => runsOf(scores.map(({ points }) => 100 * wrongAt(points, recall)));
  return [
    ...RECALLS.map((recall) =>
      figureOf(
        `${name}: wrong where ${String(Math.round(recall * 100))}% are found`,
        '%',
        at(recall),
        recall === MARK.recall ? { goal: { of: 'value', atMost: 100 * MARK.wrong } } : {},
      ),
    ),
    figureOf(
      `${name}: found where the model stops by itself`,
      '%',
      runsOf(scores.map(({ own }) => 100 * own.recall)),
    ),
    figureOf(
      `${name}: wrong there, beside what the model expects`,
      '%',
      scores.map(({ own }) => ({ value: 100 * own.wrong, peerValue: 100 * own.wrongAsTold })),
      { peer: 'the model’s own estimate' },
    ),
  ];
}

export function suggestFigures({ rows, runs }: BenchSize): Promise<readonly Figure[]> {
  const seeds = Array.from({ length: runs }, (_, run) => run + 1);
  const campaign = seeds.map((seed) => scored(campaignSet(LABELLED, seed)).score);
  const febrl = seeds.map((seed) => scored(febrlSet(FEBRL, seed)).score);
  const { cost, score } = scored(campaignSet(rows, 1));
  const size = `${rows.toLocaleString('en')} x ${rows.toLocaleString('en')}`;
  return Promise.resolve([
    ...curveOf(`${LABELLED.toLocaleString('en')} labelled`, campaign),
    ...curveOf(`${FEBRL.toLocaleString('en')} in Febrl’s manner`, febrl),
    figureOf(`${size} unmatched: CPU`, 's', runsOf([cost.cpuSeconds]), {
      goal: { of: 'value', atMost: CPU_SECONDS },
    }),
    figureOf(`${size} unmatched: memory beside the lists`, 'MiB', runsOf([cost.peakMiB])),
    figureOf(`${size} unmatched: wrong where the model stops by itself`, '%', [
      { value: 100 * score.own.wrong, peerValue: null },
    ]),
    figureOf(`${size} unmatched: found there`, '%', runsOf([100 * score.own.recall])),
  ]);
}
