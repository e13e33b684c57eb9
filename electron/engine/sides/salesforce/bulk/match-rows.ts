/**
 * Whose row a row of a result file is. The files come in any order, and nothing but the uploaded columns
 * comes back with them: so rows are told by what was uploaded, and those that are alike stand for each other.
 */
export interface RowMatcher {
  /** Place of the upload's row that is this one, each once; null when there is none (left). */
  take(columns: readonly string[], cells: readonly string[]): number | null;
  /** Places nobody took. */
  left(): readonly number[];
}

export function createRowMatcher(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  keyColumns: readonly string[],
): RowMatcher {
  const places = new Map<string, number[]>();
  const keyOf = (names: readonly string[], cells: readonly string[]): string =>
    keyColumns.map((name) => (cells[names.indexOf(name)] ?? '').trim()).join('\u0000');
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    const key = keyOf(columns, rows[place] ?? []);
    const known = places.get(key);
    if (known === undefined) places.set(key, [place]);
    else known.push(place);
  }
  return {
    take: (names, cells) => places.get(keyOf(names, cells))?.pop() ?? null,
    left: () => [...places.values()].flat().sort((a, b) => a - b),
  };
}
