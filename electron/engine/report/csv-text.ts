/** CSV as spreadsheets open it: UTF-8 with a byte order mark, CRLF, RFC 4180. Cells come formula-safe. */
import Papa from 'papaparse';

const BYTE_ORDER_MARK = '\uFEFF';
const NEWLINE = '\r\n';

/** The text a page at a time: the header first, then one piece per page. */
export function* csvText(
  columns: readonly string[],
  pages: Iterable<readonly (readonly string[])[]>,
): Generator<string, void, void> {
  yield BYTE_ORDER_MARK + linesOf([columns]);
  for (const rows of pages) if (rows.length > 0) yield linesOf(rows);
}

/** Rows alone, without header or mark. */
export function linesOf(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(rows as string[][], { newline: NEWLINE, header: false }) + NEWLINE;
}
