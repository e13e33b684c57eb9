import type { KillReport, PointTally } from './run-kills.ts';

const COLUMNS = ['kills', 'resumes', 'doubles', 'losses'] as const;

export function reportText({ points, total, runs, failures, seconds }: KillReport): string {
  const rows = [...points].sort(([a], [b]) => (a < b ? -1 : 1));
  const wide = Math.max('point'.length, ...rows.map(([name]) => name.length));
  const line = (name: string, tally: PointTally): string =>
    [
      name.padEnd(wide),
      ...COLUMNS.map((column) => String(tally[column]).padStart(column.length)),
    ].join('  ');
  const pace = (seconds / Math.max(1, total.kills)).toFixed(2);
  return [
    ['point'.padEnd(wide), ...COLUMNS].join('  '),
    ...rows.map(([name, tally]) => line(name, tally)),
    line('total', total),
    `${String(runs)} runs, ${String(failures.length)} not as without a kill; ${seconds.toFixed(0)} s, ${pace} s a kill`,
    ...failures,
  ].join('\n');
}
