/**
 * CSV as Salesforce answers it, read as it comes: comma, quotes by RFC 4180, values untrimmed, the first
 * line a header. A body that ends within a quoted value was cut short.
 */
import Papa from 'papaparse';

export interface CsvPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Thrown for a body that is no whole CSV. */
export class BrokenCsv extends Error {}

/** A page for each piece of the body that completes a row; memory holds a piece and an unfinished row. */
export async function* readCsv(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<CsvPage, void, void> {
  const decoder = new TextDecoder();
  let columns: readonly string[] | null = null;
  let rest = '';

  function take(text: string, isLast: boolean): CsvPage | null {
    const { data, errors, meta } = new Papa.Parser({
      delimiter: ',',
      newline: '\n',
      quoteChar: '"',
    }).parse(text, 0, !isLast) as Parsed;
    // An open quote is no error while more may come: the row it stands in is left for then.
    if (isLast && errors.some(({ type }) => type === 'Quotes')) {
      throw new BrokenCsv('It ends in the middle of a value.');
    }
    rest = isLast ? '' : text.slice(meta.cursor);
    const rows: string[][] = [];
    for (const cells of data) {
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      trimEnd(cells);
      if (columns === null) columns = cells;
      else if (cells.length === columns.length) rows.push(cells);
      else throw new BrokenCsv('A row of it has another number of values than its header.');
    }
    return columns === null || rows.length === 0 ? null : { columns, rows };
  }

  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true });
    // Without the end of a line there is nothing new to take.
    if (text.length === rest.length || !text.includes('\n', rest.length)) {
      rest = text;
      continue;
    }
    const page = take(text, false);
    if (page !== null) yield page;
  }
  const page = take(rest + decoder.decode(), true);
  if (page !== null) yield page;
}

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly type: string }[];
  readonly meta: { readonly cursor: number };
}

/** Lines that end in CRLF leave their CR at an unquoted last value. */
function trimEnd(cells: string[]): void {
  const last = cells.at(-1);
  if (last?.endsWith('\r') === true) cells[cells.length - 1] = last.slice(0, -1);
}
