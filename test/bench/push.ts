/**
 * A push against its ideal schedule: its calls one after the other, each as long as the far side says that it
 * was open there, with nothing in between. A look at a job under way costs the ideal nothing: the job's own time
 * counts.
 */
import { startFarSides } from './far-sides.ts';
import type { Figure } from './figure.ts';
import { figureOf } from './figure.ts';
import { inClient } from './in-client.ts';
import type { BenchSize } from './main.ts';

/** What each call waits at the far side before its work; a real org takes some 100 to 2,000 ms. */
const CALL_MS = 250;
/** What each Bulk job takes, once its rows are there: 10,000 rows at a usual org's 2,000 a second. */
const JOB_MS = 5_000;

export async function pushFigures(size: BenchSize): Promise<readonly Figure[]> {
  const sent: { value: number; peerValue: number }[] = [];
  const wall: { value: number; peerValue: number }[] = [];
  const calls: { value: number; peerValue: number }[] = [];
  for (let run = 0; run < size.runs; run += 1) {
    const far = await startFarSides(size.pushRows);
    try {
      await far.advance();
      await far.faults('salesforce', { delayMs: CALL_MS });
      await far.faults('voyage', { delayMs: CALL_MS });
      await far.bulk({ busyMs: JOB_MS });
      const before = await far.jobs();
      const { wallMs, pushed } = await inClient({ do: 'push' }, far);
      if (pushed === undefined) throw new Error('A push tells its calls.');
      const { made, planned, sendingMs, openMs } = pushed;
      const after = await far.jobs();
      const looksMs = (after.looks - before.looks) * CALL_MS;
      const ideal = openMs - looksMs + (after.begun - before.begun) * JOB_MS;
      sent.push({ value: sendingMs, peerValue: ideal });
      wall.push({ value: wallMs, peerValue: ideal });
      calls.push({
        value: made.salesforce + made.voyage,
        peerValue: planned.salesforce + planned.voyage,
      });
    } finally {
      await far.close();
    }
  }
  const ideally = `its calls, ${String(CALL_MS)} ms and the far side’s work each`;
  return [
    figureOf('push: from the first call to the last answer', 'ms', sent, {
      peer: ideally,
      goal: { of: 'ratio', atMost: 1.1 },
    }),
    figureOf('push: from the button to both lists compared again', 'ms', wall, { peer: ideally }),
    figureOf('push: calls', 'calls', calls, {
      peer: 'as planned',
      goal: { of: 'ratio', atMost: 1 },
    }),
  ];
}
