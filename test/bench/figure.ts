/** A measured figure, as `npm run bench -- --json` prints it. */
export interface Figure {
  readonly name: string;
  /** Median over the runs. */
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** Value over peer, paired run by run, the median of it. */
  readonly ratio: number | null;
  /** In words: `ratio <= 1.3`. Null for a figure that is only told. */
  readonly goal: string | null;
  readonly holds: boolean | null;
  readonly runs: readonly { readonly value: number; readonly peerValue: number | null }[];
}

interface Goal {
  readonly of: 'value' | 'ratio';
  readonly atMost: number;
}

export function figureOf(
  name: string,
  unit: string,
  runs: Figure['runs'],
  options: { readonly peer?: string; readonly goal?: Goal } = {},
): Figure {
  const { peer = null, goal = null } = options;
  const peers = runs.map((run) => run.peerValue).filter((each) => each !== null);
  const value = median(runs.map((run) => run.value));
  const ratio =
    peers.length === runs.length
      ? median(runs.map((run) => run.value / (run.peerValue ?? Number.NaN)))
      : null;
  const judged = goal?.of === 'ratio' ? ratio : value;
  return {
    name,
    value,
    unit,
    peer,
    peerValue: peers.length === 0 ? null : median(peers),
    ratio,
    goal: goal === null ? null : `${goal.of} <= ${String(goal.atMost)}`,
    holds: goal === null || judged === null ? null : judged <= goal.atMost,
    runs,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The same order for nobody: what runs first is warm or cold by chance. */
export function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
