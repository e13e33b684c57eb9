/**
 * `npm run test:soak -- --minutes N [--seed S]`: lives of workspaces until the time is over; a failing one tells its seed.
 * It can fail: with an engine made to forget that a batch may have been sent before (`isRetry: false` in
 * push/write-batch.ts), 2 of 27 lives from seed 300 on say "done twice" (302 and 310).
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startChildren } from '../kill/children.ts';
import { liveThrough } from './episode.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const first = Number(values.seed ?? randomInt(1, 1_000_000));
const endsAt = performance.now() + Number(values.minutes) * 60_000;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const times = new Map<string, number>();
const failures: number[] = [];
const unhandled: unknown[] = [];
process.on('unhandledRejection', (failure) => unhandled.push(failure));
let lives = 0;
const children = await startChildren();
do {
  const seed = first + lives;
  try {
    await liveThrough(seed, children, {
      count: (deed, more = 1) => times.set(deed, (times.get(deed) ?? 0) + more),
    });
    if (unhandled.length > 0) throw new Error(`unhandled: ${String(unhandled.splice(0)[0])}`);
  } catch (failure) {
    failures.push(seed);
    say(
      `seed ${String(seed)} fails ${failure instanceof Error ? (failure.stack ?? '') : String(failure)}`,
    );
    say(`again: npm run test:soak -- --minutes 0 --seed ${String(seed)}`);
  }
  lives += 1;
  if (lives % 10 === 0) say(`${String(lives)} lives, ${String(failures.length)} failed`);
} while (performance.now() < endsAt);
await children.close();

const wide = Math.max(...[...times.keys()].map((deed) => deed.length));
for (const [deed, count] of [...times].sort()) say(`${deed.padEnd(wide)}  ${String(count)}`);
say(
  `${String(lives)} lives from seed ${String(first)} on, ${String(failures.length)} failed ${failures.join(' ')}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
