const STARTS_A_FORMULA = /^[=+\-@\t\r]/;

/** A cell no spreadsheet runs as a formula: one that begins like one gets a leading apostrophe. */
export function formulaSafe(cell: string): string {
  return STARTS_A_FORMULA.test(cell) ? `'${cell}` : cell;
}
