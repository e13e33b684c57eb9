/** Text on a terminal: small tables and counts. */

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => width(line[column] ?? ''))),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === head.length - 1
            ? cell
            : cell + ' '.repeat((widths[column] ?? 0) - width(cell)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function counts(of: Readonly<Record<string, number>>): string {
  const entries = Object.entries(of).filter(([, count]) => count > 0);
  return entries.length === 0
    ? 'none'
    : entries.map(([name, count]) => `${name} ${count.toLocaleString('en')}`).join(', ');
}

function width(text: string): number {
  return Array.from(text).length;
}
