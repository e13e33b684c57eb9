/** Two lists from the journal to a stored diff with facets, beside DuckDB's; the same again after 1% changed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { figureOf, shuffled } from './figure.ts';
import { peopleFor } from './made-lists.ts';
import type { BenchSize } from './main.ts';
import { havePeer } from './peers.ts';
import type { Reconciled, ReconcileTask } from './reconcile-tasks.ts';
import { inProcess } from './reconcile-tasks.ts';

interface Pair {
  readonly ours: Reconciled;
  readonly duckdb: Reconciled | null;
}

export async function reconcileFigures({ growth, runs }: BenchSize): Promise<readonly Figure[]> {
  const hasPeer = havePeer('@duckdb/node-api');
  if (!hasPeer) process.stderr.write('DuckDB could not be installed: there is no peer.\n');
  const folder = mkdtempSync(join(tmpdir(), 'bench-reconcile-'));
  try {
    const found: { readonly rows: number; readonly pairs: readonly Pair[] }[] = [];
    for (const rows of growth) {
      const path = join(folder, `${String(rows)}.journal`);
      found.push({ rows, pairs: await pairsOf(path, rows, runs, hasPeer) });
    }
    const figures = found.flatMap(({ rows, pairs }) => figuresOf(rows, pairs));
    const [least, most] = [found.at(0), found.at(-1)];
    return least === undefined || most === undefined || least === most
      ? figures
      : [...figures, growthOf(least, most)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pairsOf(
  path: string,
  rows: number,
  runs: number,
  hasPeer: boolean,
): Promise<readonly Pair[]> {
  const task = { path, people: peopleFor(rows), seed: 1, version: 0 } as const;
  await inProcess({ ...task, do: 'make' });
  const pairs: Pair[] = [];
  for (let run = 0; run < runs; run += 1) {
    const results = new Map<ReconcileTask['do'], Reconciled>();
    for (const one of shuffled(hasPeer ? (['ours', 'duckdb'] as const) : (['ours'] as const))) {
      results.set(one, await inProcess({ ...task, do: one }));
    }
    const ours = results.get('ours');
    if (ours !== undefined) pairs.push({ ours, duckdb: results.get('duckdb') ?? null });
  }
  return pairs;
}

const PEER = 'DuckDB, in memory';

function figuresOf(rows: number, pairs: readonly Pair[]): readonly Figure[] {
  const name = `${rows.toLocaleString('en')} x ${rows.toLocaleString('en')}`;
  const of = (valueOf: (one: Reconciled) => number): Figure['runs'] =>
    pairs.map(({ ours, duckdb }) => ({
      value: valueOf(ours),
      peerValue: duckdb === null ? null : valueOf(duckdb),
    }));
  const isLarge = rows >= 1_000_000;
  return [
    figureOf(
      `${name}: to a stored diff with facets`,
      'ms',
      of(({ wallMs }) => wallMs),
      {
        peer: PEER,
        goal: { of: 'ratio', atMost: 1 },
      },
    ),
    figureOf(
      `${name}: CPU`,
      'ms',
      of(({ cpuMs }) => cpuMs),
      { peer: PEER },
    ),
    figureOf(
      `${name}: peak memory`,
      'MiB',
      of(({ peakMiB }) => peakMiB),
      {
        peer: PEER,
        goal: { of: 'value', atMost: 400 },
      },
    ),
    figureOf(
      `${name}: again after 1% changed`,
      'ms',
      pairs.map(({ ours }) => ({ value: ours.again?.wallMs ?? 0, peerValue: ours.wallMs })),
      { peer: 'the first time', ...(isLarge ? { goal: { of: 'ratio', atMost: 0.1 } } : {}) },
    ),
    figureOf(
      `${name}: longest stall of the main thread`,
      'ms',
      pairs.map(({ ours }) => ({ value: ours.longestTurnMs, peerValue: null })),
      { goal: { of: 'value', atMost: 50 } },
    ),
  ];
}

interface Sized {
  readonly rows: number;
  readonly pairs: readonly Pair[];
}

/** The least time of each size: what grows is ours, what varies is the machine's. */
function growthOf(least: Sized, most: Sized): Figure {
  const perRow = ({ rows, pairs }: Sized): number =>
    (1000 * Math.min(...pairs.map(({ ours }) => ours.cpuMs))) / rows;
  return figureOf(
    `CPU per row: ${most.rows.toLocaleString('en')}`,
    'µs',
    [{ value: perRow(most), peerValue: perRow(least) }],
    { peer: `${least.rows.toLocaleString('en')} rows`, goal: { of: 'ratio', atMost: 1.3 } },
  );
}
