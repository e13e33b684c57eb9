/** Law: kill the process at any point, start again, go on: each operation had one effect, each row one outcome. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportText } from '../kill/report-text.ts';
import { runKills } from '../kill/run-kills.ts';
import { RUN_TRANSITIONS } from '../kill/transitions.ts';

const KILLS = 50;
const SEED = 1;
const STATES = join(import.meta.dirname, '..', '..', 'docs', 'push-states.md');

test('fifty kills of a process that reads, plans and pushes: nothing is done twice, and nothing is lost', async () => {
  const report = await runKills({ points: KILLS, seed: SEED });
  process.stdout.write(`${reportText(report)}\n`);
  expect(report.failures).toEqual([]);
  expect(report.total).toMatchObject({ doubles: 0, losses: 0 });
  expect(report.total.kills).toBeGreaterThanOrEqual(KILLS);
  const known = [...report.known];
  const never = RUN_TRANSITIONS.filter((name) => !known.some((point) => isOf(point, name)));
  expect(never, 'transitions at which nobody could be killed').toEqual([]);
}, 400_000);

test('every transition at which a process can be killed is told of in docs/push-states.md', () => {
  const text = readFileSync(STATES, 'utf8');
  expect(RUN_TRANSITIONS.filter((name) => !text.includes(`**${name}**`))).toEqual([]);
});

function isOf(point: string, name: string): boolean {
  return point.startsWith(`commit ${name}`);
}
