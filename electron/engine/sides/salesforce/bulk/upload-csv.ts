/** Records as the CSV of a job: commas, LF, UTF-8. An empty cell says nothing; `#N/A` makes a field empty. */

export interface BulkRecord {
  /** Null for an insert. */
  readonly id: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

export interface UploadCsv {
  readonly columns: readonly string[];
  /** The cells as they are written, one list for each record. */
  readonly rows: readonly (readonly string[])[];
  /** Texts to be uploaded, each with the header, none larger than was asked for. */
  readonly pieces: readonly {
    readonly csv: string;
    readonly from: number;
    readonly count: number;
  }[];
}

const NULL_CELL = '#N/A';

/** False for what would be read as another value: it has to go another way. */
export function isForCsv({ fields }: BulkRecord): boolean {
  return Object.values(fields).every((value) => value?.trim() !== NULL_CELL);
}

export function uploadCsv(records: readonly BulkRecord[], mostBytes: number): UploadCsv {
  const names = [...new Set(records.flatMap(({ fields }) => Object.keys(fields)))];
  const hasIds = records.some(({ id }) => id !== null);
  const columns = hasIds ? ['Id', ...names] : names;
  const rows = records.map(({ id, fields }) => {
    const cells = names.map((name) => cellOf(fields[name], hasIds));
    return hasIds ? [id ?? '', ...cells] : cells;
  });
  const header = lineOf(columns);
  const pieces: { csv: string; from: number; count: number }[] = [];
  let open = { lines: [header], bytes: header.length, from: 0 };
  const end = (to: number): void => {
    pieces.push({ csv: open.lines.join(''), from: open.from, count: to - open.from });
    open = { lines: [header], bytes: header.length, from: to };
  };
  for (const [index, cells] of rows.entries()) {
    const line = lineOf(cells);
    const bytes = Buffer.byteLength(line);
    if (open.bytes + bytes > mostBytes && index > open.from) end(index);
    open.lines.push(line);
    open.bytes += bytes;
  }
  end(rows.length);
  return { columns, rows, pieces };
}

/** What an insert leaves out is empty by itself. */
function cellOf(value: string | null | undefined, isUpdate: boolean): string {
  if (value === undefined) return '';
  return value ?? (isUpdate ? NULL_CELL : '');
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
