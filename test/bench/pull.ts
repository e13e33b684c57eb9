/** How near a pull comes to reading the bare answers in CPU and calls, and how its memory grows with the rows. */
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';
import { startFarSides } from './far-sides.ts';
import type { FarSides } from './far-sides.ts';
import type { Figure } from './figure.ts';
import { figureOf, shuffled } from './figure.ts';
import { inClient } from './in-client.ts';
import type { BenchSize } from './main.ts';

export async function pullFigures(size: BenchSize): Promise<readonly Figure[]> {
  const far = await startFarSides(size.rows);
  const figures: Figure[] = [];
  try {
    for (const side of SIDES) figures.push(...(await readingFigures(side, far, size)));
    const pulls = [];
    for (let run = 0; run < size.runs; run += 1) {
      const { cpuMs, rows } = await inClient({ do: 'pull' }, far);
      pulls.push({ value: (cpuMs * 1000) / rows, peerValue: null });
    }
    figures.push(figureOf('pull and compare, into the journal: CPU', 'µs/row', pulls));
  } finally {
    await far.close();
  }
  return figures;
}

async function readingFigures(
  side: Side,
  far: FarSides,
  { runs }: BenchSize,
): Promise<readonly Figure[]> {
  const cpu: { value: number; peerValue: number }[] = [];
  const calls: { value: number; peerValue: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const seen = { 'read-side': { cpu: 0, calls: 0 }, 'read-bare': { cpu: 0, calls: 0 } };
    for (const how of shuffled(['read-side', 'read-bare'] as const)) {
      const before = await far.calls(side);
      const { cpuMs, rows } = await inClient({ do: how, side }, far);
      seen[how] = { cpu: (cpuMs * 1000) / rows, calls: (await far.calls(side)) - before };
    }
    cpu.push({ value: seen['read-side'].cpu, peerValue: seen['read-bare'].cpu });
    calls.push({ value: seen['read-side'].calls, peerValue: seen['read-bare'].calls });
  }
  const peer = 'fetch + JSON.parse';
  return [
    figureOf(`pull ${side}: client CPU`, 'µs/row', cpu, {
      peer,
      goal: { of: 'ratio', atMost: 1.3 },
    }),
    figureOf(`pull ${side}: calls, with who and what it is`, 'calls', calls, {
      peer: `${peer}, pages alone`,
    }),
  ];
}

/** Pulls of each size, each in a process of its own. */
export async function memoryFigures({ growth, runs }: BenchSize): Promise<readonly Figure[]> {
  const peaks: (readonly number[])[] = [];
  for (const rows of growth) {
    const far = await startFarSides(rows);
    try {
      const own: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        own.push((await inClient({ do: 'pull' }, far)).peakMiB);
      }
      peaks.push(own);
    } finally {
      await far.close();
    }
  }
  const [first = []] = peaks;
  return peaks.map((own, index) =>
    figureOf(
      `pull: peak memory at ${String(growth[index])} rows`,
      'MiB',
      own.map((value, run) => ({ value, peerValue: index === 0 ? null : (first[run] ?? null) })),
      index === 0
        ? {}
        : { peer: `at ${String(growth[0])} rows`, goal: { of: 'ratio', atMost: 1.3 } },
    ),
  );
}
