/** A push against its ideal schedule: the fewest calls, each as long as the far side takes for it. */
import { startFarSides } from './far-sides.ts';
import type { Figure } from './figure.ts';
import { figureOf } from './figure.ts';
import { inClient } from './in-client.ts';
import type { BenchSize } from './main.ts';

/** What each call takes at the far side, beside the work; a real org takes some 100 to 2,000 ms. */
const DELAY_MS = 100;

export async function pushFigures(size: BenchSize): Promise<readonly Figure[]> {
  const wall: { value: number; peerValue: number }[] = [];
  const calls: { value: number; peerValue: number }[] = [];
  for (let run = 0; run < size.runs; run += 1) {
    const far = await startFarSides(size.pushRows);
    try {
      await far.advance();
      await far.faults('salesforce', { delayMs: DELAY_MS });
      await far.faults('voyage', { delayMs: DELAY_MS });
      const { wallMs, calls: counted } = await inClient({ do: 'push' }, far);
      if (counted === undefined) throw new Error('A push tells its calls.');
      const { made, planned } = counted;
      wall.push({ value: wallMs, peerValue: (made.salesforce + made.voyage) * DELAY_MS });
      calls.push({
        value: made.salesforce + made.voyage,
        peerValue: planned.salesforce + planned.voyage,
      });
    } finally {
      await far.close();
    }
  }
  return [
    figureOf('push: wall time', 'ms', wall, {
      peer: `its calls at ${String(DELAY_MS)} ms each`,
      goal: { of: 'ratio', atMost: 1.1 },
    }),
    figureOf('push: calls', 'calls', calls, {
      peer: 'as planned',
      goal: { of: 'ratio', atMost: 1 },
    }),
  ];
}
