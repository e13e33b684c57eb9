import type { KillReport, PointTally } from './run-kills.ts';

const COLUMNS = ['kills', 'resumes', 'doubles', 'losses'] as const;

export function reportText(report: KillReport): string {
  const { points, scenarios, total, runs, failures, seconds } = report;
  const rows = [...points].sort(([a], [b]) => (a < b ? -1 : 1));
  const lives = [...scenarios].sort(([a], [b]) => (a < b ? -1 : 1));
  const wide = Math.max('point'.length, ...[...rows, ...lives].map(([name]) => name.length));
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
    '',
    ['scenario'.padEnd(wide), ...COLUMNS].join('  '),
    ...lives.map(([name, tally]) => line(name, tally)),
    '',
    `${String(runs)} runs, ${String(failures.length)} not as without a kill; ${seconds.toFixed(0)} s, ${pace} s a kill`,
    ...failures,
  ].join('\n');
}
