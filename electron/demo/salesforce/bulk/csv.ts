/** CSV as Bulk API 2.0 takes and gives it. */
import Papa from 'papaparse';

const DELIMITERS = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;
const LINE_ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;

export interface CsvFormat {
  readonly columnDelimiter: keyof typeof DELIMITERS;
  readonly lineEnding: keyof typeof LINE_ENDINGS;
}

export function isDelimiter(name: unknown): name is CsvFormat['columnDelimiter'] {
  return typeof name === 'string' && name in DELIMITERS;
}

export function isLineEnding(name: unknown): name is CsvFormat['lineEnding'] {
  return typeof name === 'string' && name in LINE_ENDINGS;
}

export interface Upload {
  /** As it was sent, to be echoed in the results. */
  readonly headerLine: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Null where the first line does not end as the job says. Values are taken untrimmed. */
export function readUpload(text: string, format: CsvFormat): Upload | null {
  const end = text.indexOf('\n');
  const firstLine = end === -1 ? text : text.slice(0, end);
  if (end !== -1 && firstLine.endsWith('\r') !== (format.lineEnding === 'CRLF')) return null;
  const { data } = Papa.parse<string[]>(text, {
    delimiter: DELIMITERS[format.columnDelimiter],
    newline: LINE_ENDINGS[format.lineEnding],
    skipEmptyLines: true,
  });
  const [columns = [], ...rows] = data;
  return { headerLine: firstLine.replace(/\r$/, ''), columns, rows };
}

/** A line with its ending. `always` quotes every value, else those that need it are. */
export function csvLine(
  cells: readonly string[],
  format: CsvFormat,
  quotes: 'always' | 'where-needed',
): string {
  const delimiter = DELIMITERS[format.columnDelimiter];
  const written = cells.map((cell) => {
    const needsQuotes = quotes === 'always' || /["\r\n]/.test(cell) || cell.includes(delimiter);
    return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return written.join(delimiter) + LINE_ENDINGS[format.lineEnding];
}
