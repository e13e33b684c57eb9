/** Law: kill the process at any point, start again, go on: each operation had one effect, each row one outcome. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportText } from '../kill/report-text.ts';
import { runKills } from '../kill/run-kills.ts';
import { SCENARIOS } from '../kill/scenarios.ts';
import { RUN_TRANSITIONS } from '../kill/transitions.ts';

const KILLS = 50;
const SEED = 1;
/** Every transition is in one of them; all scenarios are for `npm run test:kill`. */
const OFTEN = SCENARIOS.filter(({ name }) =>
  [
    'keep, by Bulk',
    'keep, from the callback on',
    'keep, with few calls left today',
    'all or nothing, one of it not to be taken back',
    'keep, stopped by a person',
    'a run taken back, keep',
    'a run taken back, all or nothing, refused by Salesforce',
  ].includes(name),
);
const STATES = join(import.meta.dirname, '..', '..', 'docs', 'push-states.md');

test('fifty kills of a process that reads, plans, pushes and takes back: nothing is done twice, and nothing is lost', async () => {
  expect(OFTEN).toHaveLength(7);
  const report = await runKills({ points: KILLS, seed: SEED, scenarios: OFTEN });
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
