/** `npm run test:kill -- --points N [--seed S]`: kills, and a table of what came of them. */
import { parseArgs } from 'node:util';
import { randomSeed, runKills } from './run-kills.ts';
import { reportText } from './report-text.ts';

const { values } = parseArgs({
  options: { points: { type: 'string', default: '50' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? randomSeed());
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
say(`seed ${String(seed)}`);
const report = await runKills({ points: Number(values.points), seed, tell: say });
say(reportText(report));
process.exitCode = report.failures.length === 0 ? 0 : 1;
