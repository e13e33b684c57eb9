/** `npm run bench -- [names] [--json] [--rows N] [--runs N]`: figures, never verdicts; see README.md here. */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { decideFigures } from './decide.ts';
import { compareFigures } from './compare.ts';
import type { Figure } from './figure.ts';
import { memoryFigures, pullFigures } from './pull.ts';
import { pushFigures } from './push.ts';
import { reconcileFigures } from './reconcile.ts';
import { suggestFigures } from './suggest.ts';
import { tableOf } from './table.ts';

export interface BenchSize {
  readonly rows: number;
  readonly runs: number;
  readonly pushRows: number;
  /** Row counts at which memory is compared, smallest first. */
  readonly growth: readonly number[];
}

const BENCHES: Readonly<Record<string, (size: BenchSize) => Promise<readonly Figure[]>>> = {
  compare: compareFigures,
  decide: decideFigures,
  memory: memoryFigures,
  pull: pullFigures,
  push: pushFigures,
  reconcile: reconcileFigures,
  suggest: suggestFigures,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '5' },
    largest: { type: 'string', default: '1000000' },
  },
});

const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench “${unknown.join(', ')}”. There are: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  const rows = Number(values.rows);
  const size: BenchSize = {
    rows,
    runs: Number(values.runs),
    pushRows: Math.min(rows, 20_000),
    growth: [10_000, 100_000, 1_000_000].filter((each) => each <= Number(values.largest)),
  };
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  const figures: Figure[] = [];
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    figures.push(...((await BENCHES[name]?.(size)) ?? []));
  }
  const processors = cpus();
  const machine = `${String(processors.length)} x ${processors[0]?.model ?? 'unknown'}, ${String(Math.round(totalmem() / 2 ** 30))} GiB`;
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ machine, node: process.version, figures }, null, 2)}\n`
      : `${machine}, Node ${process.version}\n\n${tableOf(figures)}\n`,
  );
}
