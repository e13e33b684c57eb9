/** Numbers inside English sentences. */
const plurals = new Intl.PluralRules('en');
const grouped = new Intl.NumberFormat();

/** `counted(2140, 'member', 'members')` is "2,140 members". */
export function counted(count: number, one: string, other: string): string {
  return `${grouped.format(count)} ${pick(count, one, other)}`;
}

/** The word alone: `pick(1, 'waits', 'wait')` is "waits". */
export function pick(count: number, one: string, other: string): string {
  return plurals.select(count) === 'one' ? one : other;
}

export function grouping(count: number): string {
  return grouped.format(count);
}
