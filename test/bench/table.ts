import type { Figure } from './figure.ts';

const HEAD = ['figure', 'median', 'least', 'peer', 'its median', 'ratio', 'goal', ''] as const;

/** A Markdown table, so that it can be put into a document as it is. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    shown(Math.min(...figure.runs.map((run) => run.value))),
    figure.peer ?? '',
    figure.peerValue === null ? '' : `${shown(figure.peerValue)} ${figure.unit}`,
    figure.ratio === null ? '' : `${figure.ratio.toFixed(2)}x`,
    figure.goal ?? '',
    figure.holds === null ? '' : figure.holds ? 'holds' : 'MISSED',
  ]);
  const all = [[...HEAD], HEAD.map(() => '---'), ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
